// audit: lists and exports a server's audit log, and checks one with no server.
#include <google/protobuf/util/time_util.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/audit/export.h"
#include "clients/cli/audit/render.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/file_replacement.h"
#include "service/audit/log_lines.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/signing/key_file.h"
#include "storage/sqlite/audit_log_file.h"

namespace clausebook::cli {
namespace {

using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

constexpr int kLargestAuditPage = 1000;
constexpr std::int64_t kDaySeconds = 24LL * 3600;

// A time, or a day: its beginning, or with `end` that of the next day.
absl::Status SetTime(const char* option, const std::string& text, bool end,
                     Timestamp* out) {
  if (text.empty()) return absl::OkStatus();
  if (const auto day = ParseDate(text)) {
    out->set_seconds((std::int64_t{day->days} + (end ? 1 : 0)) * kDaySeconds);
    return absl::OkStatus();
  }
  if (TimeUtil::FromString(text, out)) return absl::OkStatus();
  return InvalidField(option, absl::StrCat("'", text, "' is no day (2026-01-31) and no ",
                                           "time (2026-01-31T12:00:00Z)."));
}

absl::StatusOr<v1::ListAuditEntriesRequest> RequestOf(const AuditOptions& options) {
  v1::ListAuditEntriesRequest request;
  if (!options.since.empty()) {
    CB_RETURN_IF_ERROR(
        SetTime("--since", options.since, false, request.mutable_start_time()));
  }
  if (!options.until.empty()) {
    CB_RETURN_IF_ERROR(
        SetTime("--until", options.until, true, request.mutable_end_time()));
  }
  request.set_subject(options.subject);
  if (!options.kind.empty()) {
    v1::AuditKind kind = v1::AUDIT_KIND_UNSPECIFIED;
    v1::AuditKind_Parse("AUDIT_KIND_" + absl::AsciiStrToUpper(options.kind), &kind);
    request.set_kind(kind);
  }
  request.set_page_size(std::min(options.limit, kLargestAuditPage));
  return request;
}

int ListEntries(const Session& session, const AuditOptions& options) {
  const auto request = RequestOf(options);
  if (!request.ok()) return Fail(session, request.status());
  auto listing = session.client->ListAuditEntries(*request);
  std::vector<v1::AuditEntry> entries;
  while (static_cast<int>(entries.size()) < options.limit) {
    auto next = listing.Next();
    if (!next.ok()) return Fail(session, next.status());
    if (!*next) break;
    entries.push_back(std::move(**next));
  }
  if (session.global.json()) {
    v1::ListAuditEntriesResponse all;
    for (auto& entry : entries) *all.add_entries() = std::move(entry);
    PrintJson(session, all);
    return kOk;
  }
  *session.out << RenderAuditEntries(entries, session.out_style);
  return kOk;
}

absl::Status ExportTo(const client::Client& client, const TakeLine& take) {
  v1::ListAuditCheckpointsRequest points;
  points.set_page_size(kLargestAuditPage);
  v1::ListAuditEntriesRequest entries;
  entries.set_oldest_first(true);
  entries.set_page_size(kLargestAuditPage);
  return ExportAuditLog(client.ListAuditCheckpoints(points),
                        client.ListAuditEntries(entries), take);
}

absl::Status ExportToFile(const client::Client& client, const std::string& path) {
  FileReplacement file(path);
  CB_RETURN_IF_ERROR(
      ExportTo(client, [&](std::string_view line) { return file.Write(line); }));
  return file.Finish();
}

absl::Status ExportToStream(const client::Client& client, std::ostream& out) {
  return ExportTo(client, [&](std::string_view line) {
    return out << line ? absl::OkStatus()
                       : absl::FailedPreconditionError("The output cannot be written.");
  });
}

int ExportLog(const Session& session, const AuditOptions& options) {
  const absl::Status written = options.file == "-"
                                   ? ExportToStream(*session.client, *session.out)
                                   : ExportToFile(*session.client, options.file);
  return written.ok() ? kOk : Fail(session, written);
}

absl::Status AddLog(const std::string& file, audit::Verifier& verifier) {
  if (!storage::IsDatabaseFile(file)) return audit::AddLogFile(file, verifier);
  return storage::VisitAuditLog(
      file, {[&](const auto& point) { verifier.AddCheckpoint(point, "the database"); },
             [&](const auto& entry) { verifier.AddEntry(entry); },
             [&](const std::string& fault) { verifier.AddFault(fault); }});
}

int VerifyLog(const Session& session, const AuditOptions& options) {
  if (access(options.file.c_str(), F_OK) != 0) {
    return Fail(session, MakeError(absl::StrCat("There is no file '", options.file, "'."),
                                   {.reason = Reason::kNotFound}));
  }
  std::vector<signing::PublicKey> keys;
  for (const std::string& path : options.public_keys) {
    auto key = signing::ReadPublicKeyFile("--public-key", path);
    if (!key.ok()) return Fail(session, key.status());
    keys.push_back(*std::move(key));
  }
  const bool signatures = !keys.empty();
  audit::Verifier verifier(std::move(keys));
  for (const std::string& path : options.checkpoints) {
    const absl::Status added = audit::AddCheckpointFile(path, verifier);
    if (!added.ok()) return Fail(session, added);
  }
  const absl::Status read = AddLog(options.file, verifier);
  if (absl::IsDataLoss(read)) {
    verifier.AddFault(std::string(read.message()));
  } else if (!read.ok()) {
    const int code = Fail(session, read);
    return read.code() == absl::StatusCode::kUnavailable ? kServerFailed : code;
  }
  const audit::Verification found = verifier.Finish();
  *session.out << (session.global.json()
                       ? AuditCheckToJson(options.file, found)
                       : RenderAuditCheck(options.file, found, signatures,
                                          session.out_style));
  return found.whole() ? kOk : kRefused;
}

}  // namespace

int Run(const Session& session, const AuditOptions& options) {
  switch (options.what) {
    case AuditOptions::What::kExport:
      return ExportLog(session, options);
    case AuditOptions::What::kVerify:
      return VerifyLog(session, options);
    case AuditOptions::What::kList:
      break;
  }
  return ListEntries(session, options);
}

}  // namespace clausebook::cli
