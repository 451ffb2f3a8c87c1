#include "storage/sqlite/backup.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cstdint>
#include <memory>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/database_check.h"
#include "storage/sqlite/durable_file.h"
#include "storage/sqlite/errors.h"
#include "storage/sqlite/known_at_copy.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {
namespace {

// Between two looks at the cancellation.
constexpr int kPagesAtOnce = 256;

void Tell(const BackupRequest& request, BackupStage stage, std::int64_t done = 0,
          std::int64_t total = 0) {
  if (request.progress) request.progress(stage, done, total);
}

// Every page of the source's state into `to`, which is empty.
absl::Status CopyPages(Connection& from, Connection& to, const BackupRequest& request) {
  sqlite3* target = to.database().getHandle();
  const auto finish = [](sqlite3_backup* backup) { sqlite3_backup_finish(backup); };
  std::unique_ptr<sqlite3_backup, decltype(finish)> backup(
      sqlite3_backup_init(target, "main", from.database().getHandle(), "main"), finish);
  if (backup == nullptr) return FromResultCode(sqlite3_extended_errcode(target), nullptr);
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    if (request.cancellation != nullptr) {
      CB_RETURN_IF_ERROR(request.cancellation->Check());
    }
    code = sqlite3_backup_step(backup.get(), kPagesAtOnce);
    const std::int64_t pages = sqlite3_backup_pagecount(backup.get());
    Tell(request, BackupStage::kCopying, pages - sqlite3_backup_remaining(backup.get()),
         pages);
  }
  code = code == SQLITE_DONE ? sqlite3_backup_finish(backup.release()) : code;
  return code == SQLITE_OK ? absl::OkStatus() : FromResultCode(code, nullptr);
}

absl::Status CopyInto(const std::string& path, const BackupRequest& request) {
  return Guard(request.cancellation, [&]() -> absl::Status {
    CB_ASSIGN_OR_RETURN(const auto from,
                        Connection::Open({.path = request.database, .vfs = request.vfs}));
    Connection::Options single{.path = path, .writable = true};
    single.journal = Journal::kSingleFile;
    single.vfs = request.vfs;
    {
      CB_ASSIGN_OR_RETURN(const auto to, Connection::Open(single));
      // The state is that of the first read; it stays the same to the end.
      from->Execute("BEGIN");
      Query(*from, "SELECT count(*) FROM sqlite_schema").Next();
      if (request.known_at) {
        return CopyAsKnownAt(*from, *to, *request.known_at, request.cancellation);
      }
      CB_RETURN_IF_ERROR(CopyPages(*from, *to, request));
    }
    // The pages say that there is a log; opened once more, the file does without.
    return Connection::Open(single).status();
  });
}

absl::Status Refused(const CheckReport& report) {
  return MakeError(
      absl::StrCat("The database is not sound: ", report.findings.front().what,
                   " No backup was made of it. Have all of it checked."),
      {.reason = Reason::kStorageDamaged,
       .metadata = {{"check", report.findings.front().check}}});
}

}  // namespace

absl::StatusOr<BackupManifest> CreateBackup(const BackupRequest& request) {
  if (!FileExists(request.database)) {
    return MakeError("There is no such database.", {.reason = Reason::kNotFound});
  }
  const std::string manifest_path = ManifestPath(request.target);
  if (FileExists(request.target) || FileExists(manifest_path)) {
    return MakeError(
        "There is a backup of that name. Name another: none is ever overwritten.",
        {.reason = Reason::kAlreadyExists});
  }
  const Scratch copy(absl::StrCat(request.target, ".partial-", getpid()));
  const Scratch manifest_copy(ManifestPath(copy.path()));
  // SQLite would let everybody read it.
  CB_RETURN_IF_ERROR(WriteDurably(copy.path(), ""));
  CB_RETURN_IF_ERROR(CopyInto(copy.path(), request));
  Tell(request, BackupStage::kChecking);
  CB_ASSIGN_OR_RETURN(
      const CheckReport report,
      CheckDatabase({.path = copy.path(), .cancellation = request.cancellation}));
  if (!report.sound()) return Refused(report);
  Tell(request, BackupStage::kDigesting);
  CB_RETURN_IF_ERROR(SyncFile(copy.path()));
  CB_ASSIGN_OR_RETURN(const FileDigest digest, DigestFile(copy.path()));
  const BackupManifest manifest{digest.sha256,        digest.size_bytes,
                                report.schema_step,   report.last_commit,
                                request.clock->Now(), request.known_at};
  CB_RETURN_IF_ERROR(WriteDurably(manifest_copy.path(), WriteManifest(manifest)));
  // The manifest first: a backup is never without.
  CB_RETURN_IF_ERROR(RenameToNew(manifest_copy.path(), manifest_path));
  if (absl::Status named = RenameToNew(copy.path(), request.target); !named.ok()) {
    unlink(manifest_path.c_str());
    return named;
  }
  CB_RETURN_IF_ERROR(SyncFolderOf(request.target));
  return manifest;
}

absl::StatusOr<BackupManifest> VerifyBackup(const std::string& backup) {
  if (!FileExists(backup)) {
    return MakeError("There is no such backup.", {.reason = Reason::kNotFound});
  }
  if (!FileExists(ManifestPath(backup))) {
    return MakeError(
        "The file has no manifest beside it, FILE.json, so nobody can tell whether it is "
        "a whole backup. Keep the two together.",
        {.reason = Reason::kStorageDamaged});
  }
  CB_ASSIGN_OR_RETURN(const std::string json, ReadSmallFile(ManifestPath(backup)));
  CB_ASSIGN_OR_RETURN(const BackupManifest manifest, ParseManifest(json));
  CB_ASSIGN_OR_RETURN(const FileDigest digest, DigestFile(backup));
  if (digest.sha256 != manifest.sha256 || digest.size_bytes != manifest.size_bytes) {
    return MakeError(
        "The backup is not the file that its manifest tells of: it was changed or is cut "
        "off. Take another one.",
        {.reason = Reason::kStorageDamaged});
  }
  CB_ASSIGN_OR_RETURN(const CheckReport report, CheckDatabase({.path = backup}));
  if (report.sound()) return manifest;
  return MakeError(
      absl::StrCat("The backup is not sound: ", report.findings.front().what),
      {.reason = Reason::kStorageDamaged});
}

}  // namespace clausebook::storage
