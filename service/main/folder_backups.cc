#include "service/main/folder_backups.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/model/names.h"
#include "storage/sqlite/backup.h"
#include "storage/sqlite/file_name_time.h"

namespace clausebook {
namespace {

constexpr int kRetryAfterMs = 10'000;

// `backup-20260131t093000-123456z`: an id, and in the order of time.
std::string IdOfTime(Instant time) {
  std::string id =
      absl::AsciiStrToLower(absl::StrCat("backup-", storage::FileNameTime(time)));
  std::replace(id.begin(), id.end(), '.', '-');
  return id;
}

}  // namespace

absl::StatusOr<storage::NewBackup> FolderBackups::Make(const Request& request) {
  if (folder_.empty()) {
    return MakeError(
        "This server makes no backups on demand: its configuration names no "
        "'backup_folder'. On its machine: clausebook admin backup DATABASE FILE",
        {.reason = Reason::kNoBackupFolder});
  }
  const std::unique_lock lock(making_, std::try_to_lock);
  if (!lock.owns_lock()) {
    return MakeError("Another backup is being made. Try again when it is done.",
                     {.reason = Reason::kOverloaded, .retry_after_ms = kRetryAfterMs});
  }
  storage::NewBackup made;
  made.id = request.id.empty() ? IdOfTime(clock_->Now()) : request.id;
  // Whoever asks cannot leave the folder, whatever was checked before.
  if (!model::IsValidId(made.id)) return InvalidField("backup_id", "Not an id.");
  CB_ASSIGN_OR_RETURN(
      made.manifest,
      storage::CreateBackup({.database = database_,
                             .target = absl::StrCat(folder_, "/", made.id, ".db"),
                             .clock = clock_,
                             .known_at = request.known_at,
                             .progress = request.progress,
                             .cancellation = request.cancellation}));
  return made;
}

}  // namespace clausebook
