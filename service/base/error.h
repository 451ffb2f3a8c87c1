// Errors that travel to a client: one catalogue of reasons, and what a client
// needs besides the message. The domain attaches these to an absl::Status; the
// RPC layer turns them into google.rpc details.
#ifndef CLAUSEBOOK_SERVICE_BASE_ERROR_H_
#define CLAUSEBOOK_SERVICE_BASE_ERROR_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace clausebook {

// Why a call failed. The names on the wire are those of ReasonName(); they are
// part of the contract and never change meaning.
enum class Reason {
  kInvalidField,         // INVALID_ARGUMENT: a field is at fault.
  kInvalidBook,          // INVALID_ARGUMENT: faults in a fact book.
  kInvalidPageToken,     // INVALID_ARGUMENT: not a token of this call.
  kRequestIdReused,      // INVALID_ARGUMENT: request_id seen with another request.
  kNotFound,             // NOT_FOUND
  kAlreadyExists,        // ALREADY_EXISTS
  kEtagMismatch,         // ABORTED: somebody else changed it.
  kStateMismatch,        // ABORTED: the plan is stale.
  kStillInUse,           // FAILED_PRECONDITION: other resources depend on it.
  kAlreadyRetracted,     // FAILED_PRECONDITION
  kNotAwaitingReview,    // FAILED_PRECONDITION: it is decided, or there is nothing to.
  kNothingToApprove,     // FAILED_PRECONDITION: a person has to answer first.
  kInconsistentAnswers,  // FAILED_PRECONDITION: two answers that go out would disagree.
  kNotApproved,          // FAILED_PRECONDITION: nobody stands for what would go out.
  kSecondPersonNeeded,   // FAILED_PRECONDITION: it takes somebody else than who made it.
  kUnauthenticated,      // UNAUTHENTICATED: it is not known who calls.
  kPermissionDenied,     // PERMISSION_DENIED: the caller may not do this.
  kRateLimited,          // RESOURCE_EXHAUSTED: one caller's share; RetryInfo says when.
  kTooLarge,             // RESOURCE_EXHAUSTED: the request or reply is too big.
  kOverloaded,           // RESOURCE_EXHAUSTED: a queue is full; RetryInfo says when.
  kDeadlineExceeded,     // DEADLINE_EXCEEDED
  kCancelled,            // CANCELLED
  kDraining,             // UNAVAILABLE: the server is going down.
  kStorageUnavailable,   // UNAVAILABLE: disk full, I/O error; the change was not made.
  kStorageDamaged,       // DATA_LOSS: the database file is damaged.
  kStorageNewer,         // FAILED_PRECONDITION: the file has a newer schema.
  kStorageLocked,        // FAILED_PRECONDITION: another process has the file.
  kNoBackupFolder,       // FAILED_PRECONDITION: the operator has named no folder.
  kInternal,             // INTERNAL: a bug. The last one.
};
inline constexpr std::size_t kReasonCount = static_cast<std::size_t>(Reason::kInternal) + 1;

// `INVALID_FIELD` and so on: upper snake case, at most 63 characters (AIP-193).
std::string_view ReasonName(Reason reason);

// The status code that goes with `reason`.
absl::StatusCode ReasonCode(Reason reason);

// A request field at fault: its path, and what would be right.
struct FieldViolation {
  std::string field;
  std::string description;
};

// A fault in a fact book, with its place (1-based; 0: none) and remedy.
struct BookFault {
  std::string path;
  int line = 0;
  int column = 0;
  std::string message;
  std::string hint;
};

// What goes with an error besides code and message.
struct ErrorDetail {
  Reason reason = Reason::kInternal;
  std::vector<std::pair<std::string, std::string>> metadata;
  std::vector<FieldViolation> violations;
  std::vector<BookFault> faults;
  std::string resource_type;  // `clausebook.v1.App`; empty: no ResourceInfo.
  std::string resource_name;
  std::int64_t retry_after_ms = 0;  // 0: no RetryInfo.
};

// A status with ReasonCode(detail.reason), `message`, and `detail` attached.
// Messages are whole sentences that say what to do; they never hold SQL, file
// paths of the server or engine text.
absl::Status MakeError(std::string_view message, const ErrorDetail& detail);

// The detail attached by MakeError; nullopt for other statuses.
std::optional<ErrorDetail> GetErrorDetail(const absl::Status& status);

// INVALID_FIELD for one field.
absl::Status InvalidField(std::string_view field, std::string_view description);

// NOT_FOUND / ALREADY_EXISTS for a resource; `type` without the package: `App`.
absl::Status NotFound(std::string_view type, std::string_view name);
absl::Status AlreadyExists(std::string_view type, std::string_view name);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_ERROR_H_
