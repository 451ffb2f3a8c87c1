// A copy of a database before its schema changes.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_MIGRATION_BACKUP_H_
#define CLAUSEBOOK_STORAGE_SQLITE_MIGRATION_BACKUP_H_

#include <string>

#include "absl/status/status.h"
#include "service/base/clock.h"
#include "storage/sqlite/connection.h"

namespace clausebook::storage {

// If the file that `connection` has open has an older schema than this program, puts a
// verified backup beside it: `DATABASE.schema-STEP-TIME.backup`, with its manifest.
// Nothing for a new file. It is never removed: that is for the operator. Errors are those
// of CreateBackup and CountApplied.
absl::Status BackUpBeforeMigration(Connection& connection, const std::string& database,
                                   const std::string& vfs, const Clock& clock);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_MIGRATION_BACKUP_H_
