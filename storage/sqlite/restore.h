// Puts a backup in the place of a database that no server has open.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_RESTORE_H_
#define CLAUSEBOOK_STORAGE_SQLITE_RESTORE_H_

#include <string>

#include "absl/status/statusor.h"
#include "service/base/clock.h"
#include "storage/sqlite/backup_manifest.h"

namespace clausebook::storage {

struct RestoreRequest {
  std::string backup;
  std::string database;  // may be missing; its folder must exist
  const Clock* clock = nullptr;
};

struct RestoreResult {
  BackupManifest manifest;
  std::string kept_as;  // the database that was there before; empty: there was none
};

// Verifies the backup (see VerifyBackup), copies it beside the database, and swaps in one
// step: there is never no database, nor half of one. What was there is kept under
// `DATABASE.before-restore-…` beside it. FAILED_PRECONDITION (kStorageLocked) while a
// server has it open, or another process reads an earlier state than that of its log;
// else as VerifyBackup, and UNAVAILABLE.
absl::StatusOr<RestoreResult> RestoreBackup(const RestoreRequest& request);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_RESTORE_H_
