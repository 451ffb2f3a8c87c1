#include "clients/cli/exit_codes.h"

#include "clients/cpp/error.h"

namespace clausebook::cli {

int ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kOk;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return kUnreachable;
    case absl::StatusCode::kCancelled:
      return kCancelled;
    case absl::StatusCode::kNotFound:
      return kNotFound;
    case absl::StatusCode::kInvalidArgument:
      // A fault in what was handed in, or in how the program was called.
      return client::ErrorOf(status).problems.problems().empty() ? kUsage : kRefused;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
      return kRefused;
    default:
      return kServerFailed;
  }
}

int ExitCodeOf(v1::Verdict verdict) {
  switch (verdict) {
    case v1::VERDICT_NO:
      return kAnswerNo;
    case v1::VERDICT_UNKNOWN:
      return kAnswerUnknown;
    case v1::VERDICT_CONFLICT:
      return kAnswerConflict;
    default:
      return kOk;
  }
}

}  // namespace clausebook::cli
