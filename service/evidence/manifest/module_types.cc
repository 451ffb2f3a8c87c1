#include "service/evidence/manifest/module_types.h"

#include "service/base/error.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/manifest/data_files.h"

namespace clausebook::evidence {

bool IsConnectModuleType(std::string_view type) {
  return type.substr(0, 13) == "connect-jira:" ||
         type.substr(0, 19) == "connect-confluence:";
}

bool ModuleTypes::Has(std::string_view type) const {
  return types.find(type) != types.end() || IsConnectModuleType(type);
}

absl::StatusOr<ModuleTypes> LoadModuleTypes() {
  ModuleTypes loaded;
  yaml::Faults faults;
  if (const auto root = ParseData("module-types.yaml", faults)) {
    yaml::MapReader list(*root, "list", faults);
    loaded.as_of = list.RequiredText("as_of");
    for (std::string& type :
         list.TextList("types").value_or(std::vector<std::string>{})) {
      loaded.types.insert(std::move(type));
    }
    list.Finish();
  }
  if (!faults.empty() || loaded.types.empty()) {
    return MakeError("The list of module types is damaged.",
                     {.reason = Reason::kInternal});
  }
  return loaded;
}

}  // namespace clausebook::evidence
