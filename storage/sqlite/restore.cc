#include "storage/sqlite/restore.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/backup.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/durable_file.h"
#include "storage/sqlite/errors.h"
#include "storage/sqlite/file_lock.h"
#include "storage/sqlite/file_name_time.h"
#include "storage/sqlite/page_check.h"

namespace clausebook::storage {
namespace {

// What a link leads to: the swap must not replace the link.
std::string Resolved(const std::string& path) {
  std::error_code failed;
  const auto real = std::filesystem::canonical(path, failed);
  return failed ? path : real.string();
}

// Columns of what SQLite says of folding a log: pages.
constexpr int kInLog = 1;
constexpr int kFolded = 2;

// Folds the log into the file, so that the file alone is the database. STORAGE_DAMAGED
// for one that is not sound.
absl::Status FoldLog(const std::string& database) {
  return Guard(nullptr, [&]() -> absl::Status {
    {
      // A writer that finds the file damaged removes the log when it goes.
      CB_ASSIGN_OR_RETURN(const auto reader, Connection::Open({.path = database}));
      CB_RETURN_IF_ERROR(QuickCheck(*reader));
    }
    CB_ASSIGN_OR_RETURN(const auto connection,
                        Connection::Open({.path = database, .writable = true}));
    Query fold(*connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    if (!fold.Next() || fold.Int(kInLog) == fold.Int(kFolded)) return absl::OkStatus();
    return MakeError(
        "Another process reads the database, such as a backup or a check. Try again when "
        "it is done.",
        {.reason = Reason::kStorageLocked});
  });
}

// Keeps the database under another name too. A log that could not be folded in belongs to
// it and goes along: SQLite would apply it to whatever file is there next.
absl::Status Keep(const std::string& database, const std::string& name) {
  const absl::Status folded = FoldLog(database);
  const auto why = GetErrorDetail(folded);
  // A sound database must never be without its log, not even until the swap.
  if (why && why->reason == Reason::kStorageLocked) return folded;
  if (FileExists(database + "-wal")) {
    CB_RETURN_IF_ERROR(RenameToNew(database + "-wal", name + "-wal"));
  }
  CB_RETURN_IF_ERROR(Link(database, name));
  return SyncFolderOf(database);
}

}  // namespace

absl::StatusOr<RestoreResult> RestoreBackup(const RestoreRequest& request) {
  RestoreResult result;
  CB_ASSIGN_OR_RETURN(result.manifest, VerifyBackup(request.backup));
  // By the name that the server knows: the lock is beside that.
  CB_ASSIGN_OR_RETURN(const FileLock lock, FileLock::Acquire(request.database + ".lock"));
  const std::string database = Resolved(request.database);
  const Scratch copy(absl::StrCat(database, ".restoring-", getpid()));
  CB_RETURN_IF_ERROR(CopyDurably(request.backup, copy.path()));
  CB_ASSIGN_OR_RETURN(const FileDigest digest, DigestFile(copy.path()));
  if (digest.sha256 != result.manifest.sha256) {
    return MakeError("The copy of the backup differs from it. Look at the disk.",
                     {.reason = Reason::kStorageUnavailable});
  }
  // Whoever restores may be another user than the service.
  const bool replaces = FileExists(database);
  CopyOwner(replaces ? database : FolderOf(database), copy.path());
  if (replaces) {
    result.kept_as =
        absl::StrCat(database, ".before-restore-", FileNameTime(request.clock->Now()));
    CB_RETURN_IF_ERROR(Keep(database, result.kept_as));
  }
  unlink((database + "-shm").c_str());
  unlink((database + "-wal").c_str());
  // A log that the power brought back would be applied to the backup.
  CB_RETURN_IF_ERROR(SyncFolderOf(database));
  CB_RETURN_IF_ERROR(RenameOver(copy.path(), database));
  CB_RETURN_IF_ERROR(SyncFolderOf(database));
  return result;
}

}  // namespace clausebook::storage
