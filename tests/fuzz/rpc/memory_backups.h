// Backups that stay in memory: what a server with a folder for them answers, without the
// folder.
#ifndef CLAUSEBOOK_TESTS_FUZZ_RPC_MEMORY_BACKUPS_H_
#define CLAUSEBOOK_TESTS_FUZZ_RPC_MEMORY_BACKUPS_H_

#include <set>
#include <string>

#include "service/base/clock.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "storage/backups.h"

namespace clausebook::testing {

// Keeps the ids that are taken, and no data. Not thread-safe.
class MemoryBackups final : public storage::Backups {
 public:
  // `clock` outlives it.
  explicit MemoryBackups(const Clock* clock) : clock_(clock) {}

  absl::StatusOr<storage::NewBackup> Make(const Request& request) override {
    const std::string id =
        request.id.empty() ? "backup-" + std::to_string(taken_.size()) : request.id;
    if (request.progress) {
      request.progress(storage::BackupStage::kCopying, 1, 2);
      request.progress(storage::BackupStage::kCopying, 2, 2);
      request.progress(storage::BackupStage::kChecking, 0, 0);
      request.progress(storage::BackupStage::kDigesting, 0, 0);
    }
    if (!taken_.insert(id).second) return AlreadyExists("Backup", id);
    storage::NewBackup made;
    made.id = id;
    made.manifest.sha256 = Sha256Hex(id);
    made.manifest.size_bytes = 4096;
    made.manifest.schema_step = 1;
    made.manifest.create_time = clock_->Now();
    made.manifest.known_at = request.known_at;
    return made;
  }

 private:
  const Clock* clock_;
  std::set<std::string> taken_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FUZZ_RPC_MEMORY_BACKUPS_H_
