#include "service/evidence/manifest/default_hosts.h"

#include <algorithm>
#include <utility>

#include "service/base/error.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/manifest/address.h"
#include "service/evidence/manifest/data_files.h"

namespace clausebook::evidence {

bool DefaultHosts::Covers(std::string_view list, std::string_view host) const {
  return std::any_of(hosts.begin(), hosts.end(), [&](const Host& known) {
    return known.list == list && LiesWithin(host, known.host);
  });
}

absl::StatusOr<DefaultHosts> LoadDefaultHosts() {
  DefaultHosts loaded;
  yaml::Faults faults;
  if (const auto root = ParseData("default-hosts.yaml", faults)) {
    yaml::MapReader list(*root, "list", faults);
    loaded.as_of = list.RequiredText("as_of");
    for (const yaml::Node* node : list.List("hosts")) {
      yaml::MapReader entry(*node, "host", faults);
      DefaultHosts::Host host{entry.RequiredText("list"), entry.RequiredText("host")};
      entry.Finish();
      loaded.hosts.push_back(std::move(host));
    }
    list.Finish();
  }
  if (!faults.empty() || loaded.hosts.empty()) {
    return MakeError("The list of hosts that every app may reach is damaged.",
                     {.reason = Reason::kInternal});
  }
  return loaded;
}

}  // namespace clausebook::evidence
