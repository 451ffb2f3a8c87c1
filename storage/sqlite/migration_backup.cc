#include "storage/sqlite/migration_backup.h"

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/backup.h"
#include "storage/sqlite/file_name_time.h"
#include "storage/sqlite/migrations.h"

namespace clausebook::storage {

absl::Status BackUpBeforeMigration(Connection& connection, const std::string& database,
                                   const std::string& vfs, const Clock& clock) {
  CB_ASSIGN_OR_RETURN(const std::size_t applied, CountApplied(connection, Migrations()));
  if (applied == 0 || applied == Migrations().size()) return absl::OkStatus();
  BackupRequest request;
  request.database = database;
  request.clock = &clock;
  request.vfs = vfs;
  // A time may be taken by an attempt that was broken off.
  absl::Status status;
  for (Instant time = clock.Now();; ++time.micros) {
    request.target =
        absl::StrCat(database, ".schema-", applied, "-", FileNameTime(time), ".backup");
    status = CreateBackup(request).status();
    if (!absl::IsAlreadyExists(status)) return status;
  }
}

}  // namespace clausebook::storage
