// Verified copies of a database, also while it is in use: a file that needs no company
// (no write-ahead log), and its manifest beside it.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_BACKUP_H_
#define CLAUSEBOOK_STORAGE_SQLITE_BACKUP_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "service/base/cancellation.h"
#include "service/base/clock.h"
#include "storage/sqlite/backup_manifest.h"

namespace clausebook::storage {

struct BackupRequest {
  std::string database;
  std::string target;  // a new file; its folder must exist
  const Clock* clock = nullptr;
  // Only what was known then: a copy cut at that time, without a trace of what came
  // later.
  std::optional<Instant> known_at;
  std::string vfs;                             // empty: the usual one
  BackupProgress progress;                     // may be empty
  const Cancellation* cancellation = nullptr;  // may be null
};

// Copies one state of the database, checks the copy (see CheckDatabase), brings it to the
// disk, and only then gives it its name; whatever fails leaves no file of that name.
// Reads through a connection of its own that neither writes nor checkpoints: writers go
// on meanwhile, and the log grows by what they write. NOT_FOUND: no database, or no
// folder for the target. ALREADY_EXISTS: the target or its manifest is there. DATA_LOSS:
// the copy did not pass the check. Else as CheckDatabase.
absl::StatusOr<BackupManifest> CreateBackup(const BackupRequest& request);

// Whether a backup is what its manifest says, and sound. NOT_FOUND if one of both is
// missing, DATA_LOSS if not, FAILED_PRECONDITION (kStorageNewer) for a newer schema.
absl::StatusOr<BackupManifest> VerifyBackup(const std::string& backup);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_BACKUP_H_
