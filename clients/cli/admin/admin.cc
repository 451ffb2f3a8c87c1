// admin: checks, backs up and restores database files, with no server.
#include <google/protobuf/util/time_util.h>
#include <unistd.h>

#include "clients/cli/admin/render.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
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

bool HasManifest(const std::string& file) {
  return access(storage::ManifestPath(file).c_str(), F_OK) == 0;
}

int CheckFile(const Session& session, const std::string& file) {
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

int BackUpFile(const Session& session, const AdminOptions& options) {
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
