#include "service/base/error.h"

#include <array>
#include <cstddef>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace clausebook {
namespace {

constexpr char kPayloadUrl[] = "clausebook/error-detail";

struct ReasonRow {
  Reason reason;
  std::string_view name;
  absl::StatusCode code;
};

constexpr std::array<ReasonRow, 29> kReasons{{
    {Reason::kInvalidField, "INVALID_FIELD", absl::StatusCode::kInvalidArgument},
    {Reason::kInvalidBook, "INVALID_BOOK", absl::StatusCode::kInvalidArgument},
    {Reason::kInvalidPageToken, "INVALID_PAGE_TOKEN", absl::StatusCode::kInvalidArgument},
    {Reason::kRequestIdReused, "REQUEST_ID_REUSED", absl::StatusCode::kInvalidArgument},
    {Reason::kNotFound, "NOT_FOUND", absl::StatusCode::kNotFound},
    {Reason::kAlreadyExists, "ALREADY_EXISTS", absl::StatusCode::kAlreadyExists},
    {Reason::kEtagMismatch, "ETAG_MISMATCH", absl::StatusCode::kAborted},
    {Reason::kStateMismatch, "STATE_MISMATCH", absl::StatusCode::kAborted},
    {Reason::kStillInUse, "STILL_IN_USE", absl::StatusCode::kFailedPrecondition},
    {Reason::kAlreadyRetracted, "ALREADY_RETRACTED",
     absl::StatusCode::kFailedPrecondition},
    {Reason::kNotAwaitingReview, "NOT_AWAITING_REVIEW",
     absl::StatusCode::kFailedPrecondition},
    {Reason::kNothingToApprove, "NOTHING_TO_APPROVE",
     absl::StatusCode::kFailedPrecondition},
    {Reason::kInconsistentAnswers, "INCONSISTENT_ANSWERS",
     absl::StatusCode::kFailedPrecondition},
    {Reason::kNotApproved, "NOT_APPROVED", absl::StatusCode::kFailedPrecondition},
    {Reason::kSecondPersonNeeded, "SECOND_PERSON_NEEDED",
     absl::StatusCode::kFailedPrecondition},
    {Reason::kUnauthenticated, "UNAUTHENTICATED", absl::StatusCode::kUnauthenticated},
    {Reason::kPermissionDenied, "PERMISSION_DENIED", absl::StatusCode::kPermissionDenied},
    {Reason::kRateLimited, "RATE_LIMITED", absl::StatusCode::kResourceExhausted},
    {Reason::kTooLarge, "TOO_LARGE", absl::StatusCode::kResourceExhausted},
    {Reason::kOverloaded, "OVERLOADED", absl::StatusCode::kResourceExhausted},
    {Reason::kDeadlineExceeded, "DEADLINE_EXCEEDED", absl::StatusCode::kDeadlineExceeded},
    {Reason::kCancelled, "CANCELLED", absl::StatusCode::kCancelled},
    {Reason::kDraining, "DRAINING", absl::StatusCode::kUnavailable},
    {Reason::kStorageUnavailable, "STORAGE_UNAVAILABLE", absl::StatusCode::kUnavailable},
    {Reason::kStorageDamaged, "STORAGE_DAMAGED", absl::StatusCode::kDataLoss},
    {Reason::kStorageNewer, "STORAGE_NEWER", absl::StatusCode::kFailedPrecondition},
    {Reason::kStorageLocked, "STORAGE_LOCKED", absl::StatusCode::kFailedPrecondition},
    {Reason::kNoBackupFolder, "NO_BACKUP_FOLDER", absl::StatusCode::kFailedPrecondition},
    {Reason::kInternal, "INTERNAL", absl::StatusCode::kInternal},
}};

const ReasonRow& RowOf(Reason reason) {
  for (const ReasonRow& row : kReasons) {
    if (row.reason == reason) return row;
  }
  return kReasons.back();
}

// The payload is a run of netstrings (`5:hello,`): a status payload has to be
// bytes, and the domain must not know the wire's message types.
class Writer {
 public:
  void Text(std::string_view text) {
    absl::StrAppend(&out_, text.size(), ":", absl::string_view(text.data(), text.size()),
                    ",");
  }
  void Number(std::int64_t value) { Text(absl::StrCat(value)); }
  absl::Cord Finish() { return absl::Cord(std::move(out_)); }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string Text() {
    const std::size_t colon = bytes_.find(':', at_);
    std::size_t size = 0;
    if (colon == std::string::npos ||
        !absl::SimpleAtoi(absl::string_view(bytes_).substr(at_, colon - at_), &size)) {
      at_ = bytes_.size();
      return {};
    }
    std::string text = bytes_.substr(colon + 1, size);
    at_ = colon + size + 2;
    return text;
  }
  std::int64_t Number() {
    std::int64_t value = 0;
    return absl::SimpleAtoi(Text(), &value) ? value : 0;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::string_view ReasonName(Reason reason) { return RowOf(reason).name; }

absl::StatusCode ReasonCode(Reason reason) { return RowOf(reason).code; }

absl::Status MakeError(std::string_view message, const ErrorDetail& detail) {
  absl::Status status(ReasonCode(detail.reason),
                      absl::string_view(message.data(), message.size()));
  Writer out;
  out.Text(ReasonName(detail.reason));
  out.Text(detail.resource_type);
  out.Text(detail.resource_name);
  out.Number(detail.retry_after_ms);
  out.Number(static_cast<std::int64_t>(detail.metadata.size()));
  for (const auto& [key, value] : detail.metadata) {
    out.Text(key);
    out.Text(value);
  }
  out.Number(static_cast<std::int64_t>(detail.violations.size()));
  for (const FieldViolation& violation : detail.violations) {
    out.Text(violation.field);
    out.Text(violation.description);
  }
  out.Number(static_cast<std::int64_t>(detail.faults.size()));
  for (const BookFault& fault : detail.faults) {
    out.Text(fault.path);
    out.Number(fault.line);
    out.Number(fault.column);
    out.Text(fault.message);
    out.Text(fault.hint);
  }
  status.SetPayload(kPayloadUrl, out.Finish());
  return status;
}

std::optional<ErrorDetail> GetErrorDetail(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayloadUrl);
  if (!payload) return std::nullopt;
  Reader in{std::string(*payload)};
  ErrorDetail detail;
  const std::string name = in.Text();
  for (const ReasonRow& row : kReasons) {
    if (row.name == name) detail.reason = row.reason;
  }
  detail.resource_type = in.Text();
  detail.resource_name = in.Text();
  detail.retry_after_ms = in.Number();
  for (std::int64_t n = in.Number(); n > 0; --n) {
    std::string key = in.Text();
    detail.metadata.emplace_back(std::move(key), in.Text());
  }
  for (std::int64_t n = in.Number(); n > 0; --n) {
    FieldViolation violation;
    violation.field = in.Text();
    violation.description = in.Text();
    detail.violations.push_back(std::move(violation));
  }
  for (std::int64_t n = in.Number(); n > 0; --n) {
    BookFault fault;
    fault.path = in.Text();
    fault.line = static_cast<int>(in.Number());
    fault.column = static_cast<int>(in.Number());
    fault.message = in.Text();
    fault.hint = in.Text();
    detail.faults.push_back(std::move(fault));
  }
  return detail;
}

absl::Status InvalidField(std::string_view field, std::string_view description) {
  ErrorDetail detail;
  detail.reason = Reason::kInvalidField;
  detail.metadata = {{"field", std::string(field)}};
  detail.violations = {{std::string(field), std::string(description)}};
  return MakeError(std::string(field) + ": " + std::string(description), detail);
}

namespace {

absl::Status ResourceError(Reason reason, std::string_view type, std::string_view name,
                           std::string_view what) {
  ErrorDetail detail;
  detail.reason = reason;
  detail.resource_type = "clausebook.v1." + std::string(type);
  detail.resource_name = std::string(name);
  detail.metadata = {{"resource", std::string(name)}};
  return MakeError(
      std::string(type) + " '" + std::string(name) + "' " + std::string(what) + ".",
      detail);
}

}  // namespace

absl::Status NotFound(std::string_view type, std::string_view name) {
  return ResourceError(Reason::kNotFound, type, name, "does not exist");
}

absl::Status AlreadyExists(std::string_view type, std::string_view name) {
  return ResourceError(Reason::kAlreadyExists, type, name, "exists already");
}

}  // namespace clausebook
