// Backups on demand, in the domain's words: what a server offers to those who administer
// it. Where they go is for the operator to say, never for who asks.
#ifndef CLAUSEBOOK_STORAGE_BACKUPS_H_
#define CLAUSEBOOK_STORAGE_BACKUPS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "service/base/cancellation.h"
#include "service/base/time.h"

namespace clausebook::storage {

// What a backup has to be; it stands beside it.
struct BackupManifest {
  std::string sha256;  // of the file
  std::int64_t size_bytes = 0;
  std::size_t schema_step = 0;
  Instant last_commit;              // the last one that is in it; 0: none
  Instant create_time;              // when it was made
  std::optional<Instant> known_at;  // of a copy that was cut at a time
  friend bool operator==(const BackupManifest&, const BackupManifest&) = default;
};

enum class BackupStage { kCopying, kChecking, kDigesting };

// How far it is: `done` of `total` pages while it copies; 0 of 0 where that is not known.
// Called on the thread that makes it.
using BackupProgress =
    std::function<void(BackupStage stage, std::int64_t done, std::int64_t total)>;

struct NewBackup {
  std::string id;  // what it is called in its folder
  BackupManifest manifest;
};

// Thread-safe.
class Backups {
 public:
  struct Request {
    std::string id;  // empty: by the time; [a-z0-9-], as ids of resources
    std::optional<Instant> known_at;             // only what was known then
    BackupProgress progress;                     // may be empty
    const Cancellation* cancellation = nullptr;  // may be null
  };

  virtual ~Backups() = default;

  // Makes and checks one; blocks until it is on disk. ALREADY_EXISTS: there is one of
  // that id. FAILED_PRECONDITION (kNoBackupFolder): the operator has named no folder.
  // RESOURCE_EXHAUSTED (kOverloaded): another one is being made. DATA_LOSS: the database
  // is damaged. UNAVAILABLE: disk or permissions. CANCELLED, DEADLINE_EXCEEDED.
  virtual absl::StatusOr<NewBackup> Make(const Request& request) = 0;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_BACKUPS_H_
