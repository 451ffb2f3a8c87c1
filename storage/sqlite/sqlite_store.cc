#include "storage/sqlite/sqlite_store.h"

#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <utility>

#include "service/base/status_macros.h"
#include "storage/audit/audited_transaction.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/errors.h"
#include "storage/sqlite/file_lock.h"
#include "storage/sqlite/file_watch.h"
#include "storage/sqlite/migration_backup.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/page_check.h"
#include "storage/sqlite/reader_pool.h"
#include "storage/sqlite/transaction.h"

namespace clausebook::storage {
namespace {

// When the log has grown to so many times that size, folding it back waits (for the busy
// timeout at most) until no reader is in the way.
constexpr int kPatientTimes = 20;

int NoteLogSize(void* log_pages, sqlite3*, const char*, int pages) {
  *static_cast<int*>(log_pages) = pages;
  return SQLITE_OK;
}

// A reader's snapshot: a transaction on a leased connection, ended with it.
class PooledSnapshot final : public ReadsOver<ReadSnapshot> {
 public:
  PooledSnapshot(ReaderPool::Lease lease, Instant latest, StoreStats& stats)
      : ReadsOver(*lease, latest), lease_(std::move(lease)), took_(stats.reads) {}
  ~PooledSnapshot() override {
    connection().Watch(nullptr);
    Guard(nullptr, [&] {
      connection().Execute("ROLLBACK");
      return absl::OkStatus();
    }).IgnoreError();
  }

 private:
  ReaderPool::Lease lease_;
  const DurationRecorder took_;
};

std::string LockPath(const std::string& path) { return path + ".lock"; }

std::int64_t SizeOfFile(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? static_cast<std::int64_t>(status.st_size) : 0;
}

std::int64_t FreeBytes(const std::string& path) {
  struct statvfs status {};
  if (statvfs(path.c_str(), &status) != 0) return -1;
  return static_cast<std::int64_t>(status.f_bavail) *
         static_cast<std::int64_t>(status.f_frsize);
}

Connection::Options ReaderOptions(const SqliteStore::Options& options) {
  Connection::Options connecting;
  connecting.path = options.path;
  connecting.vfs = options.vfs;
  return connecting;
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::Open(const Options& options) {
  CB_ASSIGN_OR_RETURN(FileLock lock, FileLock::Acquire(LockPath(options.path)));
  Connection::Options connecting;
  connecting.path = options.path;
  connecting.writable = true;
  connecting.synchronous =
      options.durability == Durability::kFull ? Synchronous::kFull : Synchronous::kNormal;
  connecting.vfs = options.vfs;
  CB_ASSIGN_OR_RETURN(auto writer, Connection::Open(connecting));
  CB_RETURN_IF_ERROR(QuickCheck(*writer));
  if (options.backup_before_migration) {
    CB_RETURN_IF_ERROR(
        BackUpBeforeMigration(*writer, options.path, options.vfs, *options.clock));
  }
  CB_RETURN_IF_ERROR(Migrate(*writer, Migrations()));
  auto stats = std::make_unique<StoreStats>();
  CB_ASSIGN_OR_RETURN(auto readers, ReaderPool::Open(ReaderOptions(options),
                                                     options.readers, stats.get()));
  return std::unique_ptr<SqliteStore>(
      new SqliteStore(options, std::make_unique<FileLock>(std::move(lock)),
                      std::move(writer), std::move(stats), std::move(readers)));
}

SqliteStore::SqliteStore(const Options& options, std::unique_ptr<FileLock> lock,
                         std::unique_ptr<Connection> writer,
                         std::unique_ptr<StoreStats> stats,
                         std::unique_ptr<ReaderPool> readers)
    : options_(options),
      lock_(std::move(lock)),
      writer_(std::move(writer)),
      patient_pages_(options.checkpoint_pages * kPatientTimes),
      stats_(std::move(stats)),
      readers_(std::move(readers)),
      file_(std::make_unique<FileWatch>(options.path)),
      lock_file_(std::make_unique<FileWatch>(LockPath(options.path))) {
  sqlite3_wal_hook(writer_->database().getHandle(), &NoteLogSize, &log_pages_);
}

// Readers first: the writer closes last and folds the log into the file.
SqliteStore::~SqliteStore() {
  prober_.reset();
  readers_.reset();
  writer_.reset();
}

absl::StatusOr<std::unique_ptr<ReadSnapshot>> SqliteStore::Read(
    const Cancellation* cancellation) {
  if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
  CB_ASSIGN_OR_RETURN(ReaderPool::Lease lease, readers_->Take(cancellation));
  Connection& connection = *lease;
  return Guard(cancellation, [&]() -> absl::StatusOr<std::unique_ptr<ReadSnapshot>> {
    connection.EndLeftTransaction();
    connection.Execute("BEGIN");
    // The snapshot is that of the first read, so the first read is here. A failure
    // must not hand the connection back inside of its transaction: it would keep the
    // log from being folded back.
    try {
      const Instant latest = ReadLatestCommit(connection);
      connection.Watch(cancellation);
      return std::make_unique<PooledSnapshot>(std::move(lease), latest, *stats_);
    } catch (const SQLite::Exception&) {
      sqlite3_exec(connection.database().getHandle(), "ROLLBACK", nullptr, nullptr,
                   nullptr);
      throw;
    }
  });
}

absl::StatusOr<Commit> SqliteStore::Write(const Cancellation* cancellation,
                                          const WriteBody& body) {
  const std::lock_guard lock(write_mutex_);
  if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
  writer_->Watch(cancellation);
  auto commit = [&] {
    const DurationRecorder took(stats_->writes);
    return Guard(cancellation, [&] { return WriteLocked(cancellation, body); });
  }();
  if (!commit.ok()) stats_->rollbacks.fetch_add(1, std::memory_order_relaxed);
  writer_->Watch(nullptr);
  CheckpointIfGrown();
  return commit;
}

absl::StatusOr<Commit> SqliteStore::WriteLocked(const Cancellation* cancellation,
                                                const WriteBody& body) {
  writer_->EndLeftTransaction();
  // Rolls back unless committed.
  SQLite::Transaction transaction(writer_->database(),
                                  SQLite::TransactionBehavior::IMMEDIATE);
  const Instant latest = ReadLatestCommit(*writer_);
  const auto logged = ReadLastAuditEntry(*writer_);
  // Strictly later than everything recorded, also when the clock goes backwards.
  const Instant time{std::max({options_.clock->Now().micros, latest.micros + 1,
                               logged ? logged->time.micros : 0})};
  AuditedTransaction<SqliteTransaction> write(*writer_, latest, time);
  CB_RETURN_IF_ERROR(body(write));
  // Also if `body` overlooked it.
  CB_RETURN_IF_ERROR(write.failure());
  CB_RETURN_IF_ERROR(write.Finish());
  if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
  // From here on there is no turning back: an interrupted commit would leave the
  // caller in doubt.
  writer_->Watch(nullptr);
  try {
    const DurationRecorder took(stats_->commits);
    transaction.commit();
  } catch (const SQLite::Exception& e) {
    return FromFailedCommit(ResultCodeOf(e));
  }
  Commit commit;
  if (write.wrote()) commit = {time, write.touched()};
  return commit;
}

// Only this connection ever checkpoints: SQLite before 3.51.3 can corrupt the file
// when one connection checkpoints while another commits.
void SqliteStore::CheckpointIfGrown() {
  if (log_pages_ < options_.checkpoint_pages) {
    patient_pages_ = options_.checkpoint_pages * kPatientTimes;
    return;
  }
  // Readers in the way make it partial, which is no error: the next commit tries again.
  // It waits for them rarely: a long one, as of a backup, must not hold up every write.
  const bool patient = log_pages_ >= patient_pages_;
  if (patient) patient_pages_ = log_pages_ * 2;
  const DurationRecorder took(stats_->checkpoints);
  int in_log = 0, folded = 0;
  const int code = sqlite3_wal_checkpoint_v2(
      writer_->database().getHandle(), nullptr,
      patient ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &in_log, &folded);
  if (code != SQLITE_OK || folded < in_log) {
    stats_->checkpoints_blocked.fetch_add(1, std::memory_order_relaxed);
  }
}

absl::Status SqliteStore::Probe() {
  CB_RETURN_IF_ERROR(file_->Check());
  CB_RETURN_IF_ERROR(lock_file_->Check());
  const std::lock_guard lock(probe_mutex_);
  absl::Status status = ReadFromDisk();
  if (!status.ok()) prober_.reset();
  return status;
}

absl::Status SqliteStore::ReadFromDisk() {
  if (prober_ == nullptr) {
    CB_ASSIGN_OR_RETURN(prober_, Connection::Open(ReaderOptions(options_)));
  }
  return Guard(nullptr, [&] {
    prober_->EndLeftTransaction();
    // What the connection keeps in memory would tell nothing about the disk.
    sqlite3_db_release_memory(prober_->database().getHandle());
    prober_->Execute("BEGIN");
    ReadLatestCommit(*prober_);
    prober_->Execute("ROLLBACK");
    return absl::OkStatus();
  });
}

StoreUse SqliteStore::use() const {
  StoreUse use;
  use.readers = options_.readers;
  use.readers_busy = readers_->busy();
  use.file_bytes = SizeOfFile(options_.path);
  use.log_bytes = SizeOfFile(options_.path + "-wal");
  use.free_bytes = FreeBytes(options_.path);
  return use;
}

}  // namespace clausebook::storage
