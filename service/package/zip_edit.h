// Replaces parts of a package; every other part stays, byte for byte as it is packed.
#ifndef CLAUSEBOOK_SERVICE_PACKAGE_ZIP_EDIT_H_
#define CLAUSEBOOK_SERVICE_PACKAGE_ZIP_EDIT_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/package/terms.h"

namespace clausebook::package {

// The package with new contents for parts that are in it. Order, names, dates and ways
// of packing stay. INVALID_ARGUMENT for what is no archive; INTERNAL if the result is not
// what it should be (it is read again and compared).
absl::StatusOr<std::string> ReplaceParts(std::string_view bytes, const Terms& terms,
                                         const std::map<std::string, std::string>& parts);

// INTERNAL, with the part's name, unless both have the same parts in the same order and
// all but `changed` are equal as they are packed.
absl::Status CheckOnlyChanged(std::string_view before, std::string_view after,
                              const std::map<std::string, std::string>& changed);

}  // namespace clausebook::package

#endif  // CLAUSEBOOK_SERVICE_PACKAGE_ZIP_EDIT_H_
