// Whether a caller may make a call. Decided by the table (rules.h) and by what the
// request names, before anything is looked up: a refusal is the same whether the thing
// exists or not.
#ifndef CLAUSEBOOK_SERVICE_ADMISSION_AUTHORISATION_H_
#define CLAUSEBOOK_SERVICE_ADMISSION_AUTHORISATION_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/admission/identity.h"
#include "service/admission/rules.h"

namespace clausebook::admission {

// PERMISSION_DENIED (kPermissionDenied) unless one of her roles has what the RPC needs;
// also for a method without a rule (`rule` null).
absl::Status CheckRole(const Identity& caller, const Rule* rule);

// PERMISSION_DENIED unless she may use `permission` on what this names: a vendor or
// something under it, or a platform, which everybody reads and only callers without
// limits change.
absl::Status MayTouch(const Identity& caller, Permission permission,
                      std::string_view resource_name);

// What a request holds, without its type.
struct RequestNames {
  // The texts at a path; none if the field is not set.
  std::function<std::vector<std::string>(std::string_view path)> at;
  // Whether `visit` is true for any text anywhere in the request.
  std::function<bool(const std::function<bool(std::string_view)>& visit)> any;
};

// PERMISSION_DENIED if a caller who is limited to vendors names others: in the fields of
// the rule, or anywhere else in a text that is a resource name. Never for callers
// without limits.
absl::Status CheckNames(const Identity& caller, const Rule& rule,
                        const RequestNames& names);

}  // namespace clausebook::admission

#endif  // CLAUSEBOOK_SERVICE_ADMISSION_AUTHORISATION_H_
