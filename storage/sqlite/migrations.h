// Brings a database file to the schema that this program knows: numbered,
// forward-only steps, each in one transaction, remembered with its checksum.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_MIGRATIONS_H_
#define CLAUSEBOOK_STORAGE_SQLITE_MIGRATIONS_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/base/embedded_file.h"
#include "storage/sqlite/connection.h"

namespace clausebook::storage {

// "CLBK", the application id of our files: tells them from other SQLite databases.
inline constexpr std::int64_t kApplicationId = 0x434c424b;

// The steps that this program was built with, in order.
std::span<const EmbeddedFile> Migrations();

// Applies the steps that are missing. FAILED_PRECONDITION (kStorageNewer) if the
// file has steps that we do not know; DATA_LOSS (kStorageDamaged) if a step's
// checksum is another than when it was applied, or the file is not a Clausebook
// database.
absl::Status Migrate(Connection& connection, std::span<const EmbeddedFile> migrations);

// How many of `migrations` the file has. Errors as those of Migrate; changes nothing.
absl::StatusOr<std::size_t> CountApplied(Connection& connection,
                                         std::span<const EmbeddedFile> migrations);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_MIGRATIONS_H_
