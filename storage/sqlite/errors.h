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

// Runs `body`, which returns absl::Status or StatusOr, and turns SQLiteCpp's
// exceptions into statuses: none crosses the border of this room.
template <typename Body>
auto Guard(const Cancellation* cancellation, Body&& body) -> decltype(body()) {
  try {
    return std::forward<Body>(body)();
  } catch (const SQLite::Exception& e) {
    return FromResultCode(e.getExtendedErrorCode(), cancellation);
  } catch (const std::bad_alloc&) {
    return FromResultCode(7 /* SQLITE_NOMEM */, cancellation);
  }
}

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_ERRORS_H_
