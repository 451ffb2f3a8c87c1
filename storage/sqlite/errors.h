// SQLite's result codes as our statuses. Engine text never leaves this room.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_ERRORS_H_
#define CLAUSEBOOK_STORAGE_SQLITE_ERRORS_H_

#include <SQLiteCpp/Exception.h>

#include <exception>
#include <utility>

#include "absl/status/status.h"
#include "service/base/cancellation.h"

namespace clausebook::storage {

// The status for an extended result code; see storage/store.h for the codes.
// `cancellation` (may be null) tells whether an interrupted statement was cancelled.
absl::Status FromResultCode(int extended_code, const Cancellation* cancellation);

// The same where it was the commit that failed. With an I/O error the change is not made
// as far as anybody sees it, but its log record may be on disk: should the process end
// before the next write, it turns up when the file is opened again, whole.
absl::Status FromFailedCommit(int extended_code);

// For a transaction that is gone, although no statement told of an error.
absl::Status FromLostTransaction();

// The extended code, or the plain one where there is no other (it is negative for
// failures that SQLiteCpp finds itself).
inline int ResultCodeOf(const SQLite::Exception& e) {
  return e.getExtendedErrorCode() > 0 ? e.getExtendedErrorCode() : e.getErrorCode();
}

// Runs `body`, which returns absl::Status or StatusOr, and turns SQLiteCpp's
// exceptions into statuses: none crosses the border of this room.
template <typename Body>
auto Guard(const Cancellation* cancellation, Body&& body) -> decltype(body()) {
  try {
    return std::forward<Body>(body)();
  } catch (const SQLite::Exception& e) {
    return FromResultCode(ResultCodeOf(e), cancellation);
  } catch (const std::bad_alloc&) {
    return FromResultCode(7 /* SQLITE_NOMEM */, cancellation);
  }
}

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_ERRORS_H_
