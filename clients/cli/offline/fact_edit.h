// The parts of a fact as people type them, one to a line, in the words of fact books.
#ifndef CLAUSEBOOK_CLIENTS_CLI_OFFLINE_FACT_EDIT_H_
#define CLAUSEBOOK_CLIENTS_CLI_OFFLINE_FACT_EDIT_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "clausebook/v1/fact.pb.h"

namespace clausebook::cli {

// Each pair writes a part of the fact and reads it back; what the service thinks of it
// is not checked. INVALID_ARGUMENT says what would be right.

// `at_most P30D`, `equals false`, `includes a, b`. Read: `at_most 30 days` too, and
// without the operator, which then stays.
std::string ClaimLine(const v1::Fact& fact);
absl::Status SetClaim(std::string_view line, v1::Fact& fact);

// `data_category: logs, profile; purpose: support`, or `everything`.
std::string AboutLine(const v1::Fact& fact);
absl::Status SetAbout(std::string_view line, v1::Fact& fact);

// `all`, `all except a, b`, or `a, b`. `publisher` is whose apps they are.
std::string AppsLine(const v1::Fact& fact);
absl::Status SetApps(std::string_view line, std::string_view publisher, v1::Fact& fact);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_OFFLINE_FACT_EDIT_H_
