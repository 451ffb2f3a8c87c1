// admin: checks, backs up and restores database files, with no server; and asks one for a
// backup.
#include <google/protobuf/util/time_util.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/admin/render.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/filling/interrupt.h"
#include "clients/cli/filling/progress_bar.h"
#include "clients/cli/render/error.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"
#include "clients/cpp/error.h"
#include "service/base/clock.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/backup.h"
#include "storage/sqlite/database_check.h"
#include "storage/sqlite/restore.h"

namespace clausebook::cli {
namespace {

// Says what went wrong. UNAVAILABLE is a disk here, not a server; damage is a refusal.
int FailAdmin(const Session& session, const absl::Status& status) {
  client::Error error = client::ErrorOf(status);
  if (const auto detail = GetErrorDetail(status)) {
    error.reason = std::string(ReasonName(detail->reason));
  }
  *session.err << (session.global.json()
                       ? ErrorToJson(error)
                       : RenderError(error, session.global.server, session.err_style));
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return kServerFailed;
    case absl::StatusCode::kDataLoss:
      return kRefused;
    default:
      return ExitCodeOf(status);
  }
}

const char* StageWord(v1::BackupStage stage) {
  switch (stage) {
    case v1::BACKUP_STAGE_COPYING:
      return "copying";
    case v1::BACKUP_STAGE_CHECKING:
      return "checking";
    default:
      return "bringing to the disk";
  }
}

bool HasManifest(const std::string& file) {
  return access(storage::ManifestPath(file).c_str(), F_OK) == 0;
}

int CheckFile(const Session& session, const std::string& file) {
  if (access(file.c_str(), F_OK) != 0) {
    return FailAdmin(session, MakeError(absl::StrCat("There is no file '", file, "'."),
                                        {.reason = Reason::kNotFound}));
  }
  auto report = storage::CheckDatabase({.path = file});
  if (!report.ok()) {
    const int code = FailAdmin(session, report.status());
    return code == kNotFound ? code : kServerFailed;
  }
  if (report->sound() && HasManifest(file)) {
    if (const auto manifest = storage::VerifyBackup(file); !manifest.ok()) {
      report->findings.push_back({"manifest", std::string(manifest.status().message())});
    }
  }
  *session.out << (session.global.json() ? CheckToJson(file, *report)
                                         : RenderCheck(file, *report, session.out_style));
  return report->sound() ? kOk : kRefused;
}

absl::StatusOr<std::optional<Instant>> KnownAtOf(const std::string& text) {
  CB_ASSIGN_OR_RETURN(const auto time, ParseKnownAt(text, Now()));
  if (!time) return std::nullopt;
  return Instant{google::protobuf::util::TimeUtil::TimestampToMicroseconds(*time)};
}

// By the server that was named.
int BackUpServer(const Session& session, const AdminOptions& options) {
  v1::CreateBackupRequest request;
  request.set_backup_id(options.database);
  const auto known_at = ParseKnownAt(options.known_at, Now());
  if (!known_at.ok()) return Fail(session, known_at.status());
  if (*known_at) *request.mutable_known_at() = **known_at;
  const Interrupt interrupt;
  ProgressBar bar(isatty(STDERR_FILENO) != 0 ? session.err : nullptr,
                  session.err_style.width);
  const auto made = session.client->CreateBackup(
      request,
      [&](const v1::BackupProgress& progress) {
        bar.Show(StageWord(progress.stage()), static_cast<int>(progress.pages_done()),
                 static_cast<int>(progress.page_count()));
      },
      interrupt.token());
  bar.Wipe();
  if (!made.ok()) return Fail(session, made.status());
  if (session.global.json()) {
    PrintJson(session, *made);
  } else {
    *session.out << RenderBackup(*made, session.out_style);
  }
  return kOk;
}

int FailUse(const Session& session, const char* message) {
  return Fail(session, absl::InvalidArgumentError(message));
}

int BackUpFile(const Session& session, const AdminOptions& options) {
  if (session.global.server_named) {
    return options.backup.empty()
               ? BackUpServer(session, options)
               : FailUse(
                     session,
                     "With --server the server's backup folder has it: name at most an "
                     "id. For files of this machine leave --server out.");
  }
  if (options.database.empty() || options.backup.empty()) {
    return FailUse(session,
                   "Name the database and the backup, a new file; or a server, "
                   "with --server.");
  }
  const SystemClock clock;
  const auto known_at = KnownAtOf(options.known_at);
  if (!known_at.ok()) return Fail(session, known_at.status());
  const auto manifest = storage::CreateBackup({.database = options.database,
                                               .target = options.backup,
                                               .clock = &clock,
                                               .known_at = *known_at});
  if (!manifest.ok()) return FailAdmin(session, manifest.status());
  *session.out << (session.global.json()
                       ? BackupToJson(options.backup, *manifest)
                       : RenderBackup(options.backup, *manifest, session.out_style));
  return kOk;
}

int RestoreFile(const Session& session, const AdminOptions& options) {
  const SystemClock clock;
  const auto result = storage::RestoreBackup(
      {.backup = options.backup, .database = options.database, .clock = &clock});
  if (!result.ok()) return FailAdmin(session, result.status());
  *session.out << (session.global.json()
                       ? RestoreToJson(options.database, *result)
                       : RenderRestore(options.database, *result, session.out_style));
  return kOk;
}

}  // namespace

int Run(const Session& session, const AdminOptions& options) {
  switch (options.what) {
    case AdminOptions::What::kCheck:
      return CheckFile(session, options.database);
    case AdminOptions::What::kBackup:
      return BackUpFile(session, options);
    case AdminOptions::What::kRestore:
      return RestoreFile(session, options);
  }
  return kUsage;
}

}  // namespace clausebook::cli
