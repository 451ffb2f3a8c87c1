#include "clients/cli/admin/render.h"

#include <google/protobuf/util/time_util.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/page.h"
#include "service/base/time.h"

namespace clausebook::cli {
namespace {

using AdminJson = nlohmann::ordered_json;

constexpr int kLabelGap = 16;

std::string TimeOrNone(Instant time) {
  return time.micros == 0 ? "none" : FormatInstant(time);
}

std::string Printed(const AdminJson& json) { return json.dump(2) + "\n"; }

AdminJson JsonOf(const storage::BackupManifest& manifest) {
  AdminJson json = {{"sha256", manifest.sha256},
                    {"sizeBytes", manifest.size_bytes},
                    {"schemaStep", manifest.schema_step},
                    {"lastCommit", TimeOrNone(manifest.last_commit)},
                    {"createTime", FormatInstant(manifest.create_time)}};
  if (manifest.known_at) json["knownAt"] = FormatInstant(*manifest.known_at);
  return json;
}

void AddManifest(Page& page, const storage::BackupManifest& manifest) {
  const auto line = [&page](const char* label, const std::string& text) {
    page.Labelled(2, label, Tone::kPlain, kLabelGap, text);
  };
  line("last commit", TimeOrNone(manifest.last_commit));
  if (manifest.known_at) line("known at", FormatInstant(*manifest.known_at));
  line("schema step", absl::StrCat(manifest.schema_step));
  line("size", absl::StrCat(manifest.size_bytes, " bytes"));
  line("sha256", manifest.sha256);
}

}  // namespace

std::string RenderCheck(const std::string& file, const storage::CheckReport& report,
                        const Style& style) {
  Page page(style);
  for (const auto& finding : report.findings) {
    page.Labelled(0, finding.check, Tone::kBad, 12, finding.what);
  }
  if (!report.sound()) {
    page.Text(0,
              absl::StrCat(file,
                           " is not sound. Restore a backup; the file itself is "
                           "evidence of what happened."),
              Tone::kBad);
    return page.text();
  }
  page.Text(0, absl::StrCat(file, " is sound."));
  page.Labelled(2, "last commit", Tone::kPlain, kLabelGap,
                TimeOrNone(report.last_commit));
  page.Labelled(2, "schema step", Tone::kPlain, kLabelGap,
                absl::StrCat(report.schema_step));
  for (const auto& [name, count] : report.counts) {
    page.Labelled(2, name, Tone::kPlain, kLabelGap, absl::StrCat(count));
  }
  return page.text();
}

std::string CheckToJson(const std::string& file, const storage::CheckReport& report) {
  AdminJson counts = AdminJson::object();
  for (const auto& [name, count] : report.counts) counts[name] = count;
  AdminJson findings = AdminJson::array();
  for (const auto& finding : report.findings) {
    findings.push_back({{"check", finding.check}, {"message", finding.what}});
  }
  return Printed({{"file", file},
                  {"sound", report.sound()},
                  {"schemaStep", report.schema_step},
                  {"lastCommit", TimeOrNone(report.last_commit)},
                  {"sizeBytes", report.size_bytes},
                  {"counts", counts},
                  {"findings", findings}});
}

std::string RenderBackup(const std::string& file, const storage::BackupManifest& manifest,
                         const Style& style) {
  Page page(style);
  page.Text(0, absl::StrCat("Backed up to ", file, ", checked."));
  AddManifest(page, manifest);
  return page.text();
}

std::string BackupToJson(const std::string& file,
                         const storage::BackupManifest& manifest) {
  AdminJson json = JsonOf(manifest);
  json["file"] = file;
  return Printed(json);
}

std::string RenderBackup(const v1::Backup& backup, const Style& style) {
  Page page(style);
  page.Text(0, absl::StrCat("The server has backed up to ", backup.backup_id(),
                            ".db in its backup folder, checked."));
  const auto line = [&page](const char* label, const std::string& text) {
    page.Labelled(2, label, Tone::kPlain, kLabelGap, text);
  };
  using google::protobuf::util::TimeUtil;
  line("last commit", backup.has_last_commit_time()
                          ? TimeUtil::ToString(backup.last_commit_time())
                          : "none");
  if (backup.has_known_at()) line("known at", TimeUtil::ToString(backup.known_at()));
  line("schema step", absl::StrCat(backup.schema_step()));
  line("size", absl::StrCat(backup.size_bytes(), " bytes"));
  line("sha256", backup.sha256());
  return page.text();
}

std::string RenderRestore(const std::string& database,
                          const storage::RestoreResult& result, const Style& style) {
  Page page(style);
  page.Text(0, absl::StrCat("The backup is now ", database, "."));
  if (!result.kept_as.empty()) {
    page.Text(0, absl::StrCat("What was there is ", result.kept_as, "."));
  }
  AddManifest(page, result.manifest);
  return page.text();
}

std::string RestoreToJson(const std::string& database,
                          const storage::RestoreResult& result) {
  return Printed({{"database", database},
                  {"keptAs", result.kept_as},
                  {"backup", JsonOf(result.manifest)}});
}

}  // namespace clausebook::cli
