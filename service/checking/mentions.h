// Where a policy's text has the name of a host's owner though no fact says so.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_MENTIONS_H_
#define CLAUSEBOOK_SERVICE_CHECKING_MENTIONS_H_

#include <string>
#include <string_view>

#include "service/checking/checking.h"

namespace clausebook::checking {

// `"Privacy Policy", line 12,` for the first place, as a whole word, in a published
// revision that is in force; empty if there is none. What the text says there, only a
// person can tell.
std::string MentionOf(const CheckInput& input, std::string_view host);

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_MENTIONS_H_
