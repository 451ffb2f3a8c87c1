// The store on SQLite; see storage/DESIGN.md.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_SQLITE_STORE_H_
#define CLAUSEBOOK_STORAGE_SQLITE_SQLITE_STORE_H_

#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "service/base/clock.h"
#include "storage/sqlite/store_stats.h"
#include "storage/store.h"

namespace clausebook::storage {

class Connection;
class FileLock;
class FileWatch;
class ReaderPool;

// How sure an acknowledged write is when the power fails.
enum class Durability {
  kFull,    // on disk before Write returns (synchronous=FULL)
  kRelaxed  // may be lost with the last moments; the file stays sound (NORMAL)
};

class SqliteStore final : public Store {
 public:
  struct Options {
    std::string path;              // created if missing; its folder must exist
    const Clock* clock = nullptr;  // outlives the store
    int readers = 4;
    Durability durability = Durability::kFull;
    // Pages in the write-ahead log after which it is folded back into the file.
    int checkpoint_pages = 1000;
    // Before the schema of a file with content is changed, a verified copy is put beside
    // it; see BackUpBeforeMigration in migration_backup.h.
    bool backup_before_migration = true;
    // SQLite's name of the file system to use; empty: the usual one.
    std::string vfs;
  };

  // Opens the file, brings its schema up to date and checks it.
  // FAILED_PRECONDITION: another process has it (kStorageLocked), or it is newer
  // than this program (kStorageNewer). DATA_LOSS (kStorageDamaged): damaged, or not
  // ours. UNAVAILABLE: cannot be read or written.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Open(const Options& options);

  ~SqliteStore() override;

  absl::StatusOr<std::unique_ptr<ReadSnapshot>> Read(
      const Cancellation* cancellation) override;
  absl::StatusOr<Commit> Write(const Cancellation* cancellation,
                               const WriteBody& body) override;
  // Whether the file at the path is still the one that was opened, and can be read: from
  // the disk, by a connection of its own, so that it does not wait for busy readers.
  // Writes nothing. The errors are those of reads.
  absl::Status Probe() override;

  // For whoever watches.
  const StoreStats& stats() const { return *stats_; }
  StoreUse use() const;

 private:
  SqliteStore(const Options& options, std::unique_ptr<FileLock> lock,
              std::unique_ptr<Connection> writer, std::unique_ptr<StoreStats> stats,
              std::unique_ptr<ReaderPool> readers);
  absl::Status ReadFromDisk();

  absl::StatusOr<Commit> WriteLocked(const Cancellation* cancellation,
                                     const WriteBody& body);
  void CheckpointIfGrown();

  const Options options_;
  std::unique_ptr<FileLock> lock_;  // released last
  std::mutex write_mutex_;          // guards the next three
  std::unique_ptr<Connection> writer_;
  int log_pages_ = 0;  // in the write-ahead log after the last commit
  int patient_pages_;  // so many, and folding it back waits for readers
  const std::unique_ptr<StoreStats> stats_;
  std::unique_ptr<ReaderPool> readers_;
  const std::unique_ptr<FileWatch> file_;
  const std::unique_ptr<FileWatch> lock_file_;
  std::mutex probe_mutex_;
  std::unique_ptr<Connection> prober_;  // made when it is needed, and after it failed
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_SQLITE_STORE_H_
