// What the program's exit codes mean; --help prints the same.
#ifndef CLAUSEBOOK_CLIENTS_CLI_EXIT_CODES_H_
#define CLAUSEBOOK_CLIENTS_CLI_EXIT_CODES_H_

#include "absl/status/status.h"
#include "clausebook/v1/answer.pb.h"

namespace clausebook::cli {

inline constexpr int kOk = 0;
inline constexpr int kRefused = 1;  // faults in a book, a failed check, a precondition
inline constexpr int kUsage = 2;    // wrong options, names, dates; verify: not checked
inline constexpr int kUnreachable = 3;  // no server, or no answer in time
inline constexpr int kNotFound = 4;
inline constexpr int kServerFailed = 5;  // the server itself failed or is overloaded
// With `ask --exit-code`.
inline constexpr int kAnswerNo = 10;
inline constexpr int kAnswerUnknown = 11;
inline constexpr int kAnswerConflict = 12;
inline constexpr int kNeedsPerson = 13;  // fill: done, some rows need a person
inline constexpr int kWouldDiffer = 14;  // responses diff, payload compare: --exit-code
inline constexpr int kCancelled = 130;   // by Ctrl-C, as shells have it

// For a failed call.
int ExitCodeOf(const absl::Status& status);

// For `ask --exit-code`.
int ExitCodeOf(v1::Verdict verdict);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_EXIT_CODES_H_
