#include "service/evidence/manifest/analytics_tools.h"

#include "service/base/error.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/manifest/address.h"
#include "service/evidence/manifest/data_files.h"

namespace clausebook::evidence {

const AnalyticsTool* AnalyticsTools::Find(std::string_view host) const {
  for (const AnalyticsTool& tool : tools) {
    for (const std::string& domain : tool.domains) {
      if (LiesWithin(host, domain)) return &tool;
    }
  }
  return nullptr;
}

absl::StatusOr<AnalyticsTools> LoadAnalyticsTools() {
  AnalyticsTools loaded;
  yaml::Faults faults;
  if (const auto root = ParseData("analytics-tools.yaml", faults)) {
    yaml::MapReader list(*root, "list", faults);
    loaded.as_of = list.RequiredText("as_of");
    for (const yaml::Node* node : list.List("tools")) {
      yaml::MapReader entry(*node, "tool", faults);
      AnalyticsTool tool;
      tool.provider = entry.RequiredText("provider");
      tool.domains = entry.TextList("domains").value_or(std::vector<std::string>{});
      tool.until = entry.OptionalText("until").value_or("");
      entry.Finish();
      loaded.tools.push_back(std::move(tool));
    }
    list.Finish();
  }
  if (!faults.empty() || loaded.tools.empty()) {
    return MakeError("The list of analytics tools is damaged.",
                     {.reason = Reason::kInternal});
  }
  return loaded;
}

}  // namespace clausebook::evidence
