// What fuzzers assert: a broken promise ends the program with its words, so that
// libFuzzer keeps the input.
#ifndef CLAUSEBOOK_TESTS_TESTING_FUZZ_CHECK_H_
#define CLAUSEBOOK_TESTS_TESTING_FUZZ_CHECK_H_

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "service/base/error.h"
#include "service/base/utf8.h"

namespace clausebook::testing {

inline void FuzzCheck(bool kept, std::string_view promise) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %.*s\n", static_cast<int>(promise.size()),
               promise.data());
  std::abort();
}

// Whether `text` may go into a string field of the contract.
inline void FuzzCheckText(std::string_view text) {
  FuzzCheck(!FindInvalidUtf8(text), "texts that leave the service are UTF-8");
  FuzzCheck(text.find('\0') == std::string_view::npos, "texts hold no NUL");
}

// An error made by MakeError for what was handed in, all of it fit for the wire.
inline void FuzzCheckRefusal(const absl::Status& status) {
  FuzzCheck(status.code() == absl::StatusCode::kInvalidArgument,
            "foreign input is refused as INVALID_ARGUMENT");
  const auto detail = GetErrorDetail(status);
  FuzzCheck(detail.has_value(), "an error says its reason");
  FuzzCheckText(std::string_view(status.message().data(), status.message().size()));
  FuzzCheck(detail->violations.empty() != detail->faults.empty(),
            "an error names fields or faults");
  for (const FieldViolation& violation : detail->violations) {
    FuzzCheckText(violation.description);
  }
  for (const BookFault& fault : detail->faults) {
    FuzzCheckText(fault.message);
    FuzzCheckText(fault.hint);
    FuzzCheck(!fault.message.empty(), "a fault says what is wrong");
    FuzzCheck(!fault.path.empty(), "a fault says in which file it is");
  }
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_FUZZ_CHECK_H_
