// What stands beside a backup: FILE.json tells what FILE has to be.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_BACKUP_MANIFEST_H_
#define CLAUSEBOOK_STORAGE_SQLITE_BACKUP_MANIFEST_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "storage/backups.h"

namespace clausebook::storage {

// Where the manifest of a backup is.
std::string ManifestPath(const std::string& backup);

// JSON with a line for each field.
std::string WriteManifest(const BackupManifest& manifest);
// DATA_LOSS (kStorageDamaged) if it is none of ours.
absl::StatusOr<BackupManifest> ParseManifest(std::string_view json);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_BACKUP_MANIFEST_H_
