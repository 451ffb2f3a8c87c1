// Whether a file's pages are sound, and telling damage from a disk that cannot be read.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_PAGE_CHECK_H_
#define CLAUSEBOOK_STORAGE_SQLITE_PAGE_CHECK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/sqlite/connection.h"

namespace clausebook::storage {

// DATA_LOSS (kStorageDamaged) if the structure of the file's pages is not sound,
// UNAVAILABLE if pages cannot be read. Reads the whole file, indexes aside.
absl::Status QuickCheck(Connection& connection);

// What is wrong with pages and indexes, in SQLite's words; empty if nothing is. At most
// 100 lines. UNAVAILABLE if pages cannot be read.
absl::StatusOr<std::vector<std::string>> FindPageFaults(Connection& connection);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_PAGE_CHECK_H_
