#include "service/package/terms.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"

namespace clausebook::package {

absl::Status Damaged(const Terms& terms, std::string_view what) {
  return InvalidField(terms.field, absl::StrCat("The ", std::string(terms.noun),
                                                " is damaged: ", std::string(what), " ",
                                                std::string(terms.resave)));
}

absl::Status TooLarge(const Terms& terms, std::string_view what) {
  return MakeError(absl::StrCat("The ", std::string(terms.noun), " ", std::string(what),
                                ". ", std::string(terms.shorten)),
                   {.reason = Reason::kTooLarge});
}

}  // namespace clausebook::package
