// The module types that the platform knows; data/module-types.yaml.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_MODULE_TYPES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_MODULE_TYPES_H_

#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace clausebook::evidence {

struct ModuleTypes {
  std::string as_of;  // YYYY-MM-DD, when the list was published
  std::set<std::string, std::less<>> types;

  // Whether `modules` may have the key `type`: one of the list, or the form that the
  // platform gives to Connect modules (`connect-jira:webPanels`).
  bool Has(std::string_view type) const;
};

// `connect-jira:webPanels` and the like.
bool IsConnectModuleType(std::string_view type);

// The list that the program was built with. INTERNAL if that is damaged.
absl::StatusOr<ModuleTypes> LoadModuleTypes();

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_MODULE_TYPES_H_
