#include "storage/sqlite/errors.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"

namespace clausebook::storage {
namespace {

absl::Status Make(Reason reason, const char* message, int code,
                  std::int64_t retry_after_ms = 0) {
  return MakeError(message, {.reason = reason,
                             .metadata = {{"sqlite_code", absl::StrCat(code)}},
                             .retry_after_ms = retry_after_ms});
}

}  // namespace

absl::Status FromResultCode(int extended_code, const Cancellation* cancellation) {
  switch (extended_code & 0xff) {
    case SQLITE_INTERRUPT:
      if (cancellation != nullptr) {
        if (absl::Status status = cancellation->Check(); !status.ok()) return status;
      }
      return Make(Reason::kCancelled, "The call was cancelled.", extended_code);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Make(Reason::kStorageDamaged,
                  "The database file is damaged. Stop the service and restore a backup.",
                  extended_code);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Make(Reason::kOverloaded, "The store is busy. Try again shortly.",
                  extended_code, 100);
    case SQLITE_FULL:
      return Make(Reason::kStorageUnavailable,
                  "The disk is full; nothing was changed. Free space and try again.",
                  extended_code, 5000);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
      return Make(Reason::kStorageUnavailable,
                  "The store cannot read or write its file; nothing was changed. The "
                  "server's operator has to look at its disk and permissions.",
                  extended_code, 5000);
    default:
      return Make(Reason::kInternal, "The store refused an operation: a bug.",
                  extended_code);
  }
}

absl::Status FromFailedCommit(int extended_code) {
  if ((extended_code & 0xff) != SQLITE_IOERR) {
    return FromResultCode(extended_code, nullptr);
  }
  return Make(
      Reason::kStorageUnavailable,
      "The store could not bring the change to its disk, and it is not made. Only "
      "if the service stops before it writes again can it turn up: repeat the "
      "call with the same request id. The server's operator has to look at its "
      "disk.",
      extended_code, 5000);
}

absl::Status FromLostTransaction() {
  return FromResultCode(SQLITE_ABORT_ROLLBACK, nullptr);
}

}  // namespace clausebook::storage
