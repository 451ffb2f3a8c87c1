// What stands beside a backup: FILE.json tells what FILE has to be.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_BACKUP_MANIFEST_H_
#define CLAUSEBOOK_STORAGE_SQLITE_BACKUP_MANIFEST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/base/time.h"

namespace clausebook::storage {

struct BackupManifest {
  std::string sha256;  // of the file
  std::int64_t size_bytes = 0;
  std::size_t schema_step = 0;
  Instant last_commit;              // the last one that is in it; 0: none
  Instant create_time;              // when it was made
  std::optional<Instant> known_at;  // of a copy that was cut at a time
  friend bool operator==(const BackupManifest&, const BackupManifest&) = default;
};

// Where the manifest of a backup is.
std::string ManifestPath(const std::string& backup);

// JSON with a line for each field.
std::string WriteManifest(const BackupManifest& manifest);
// DATA_LOSS (kStorageDamaged) if it is none of ours.
absl::StatusOr<BackupManifest> ParseManifest(std::string_view json);

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_BACKUP_MANIFEST_H_
