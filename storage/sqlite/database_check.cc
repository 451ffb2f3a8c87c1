#include "storage/sqlite/database_check.h"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/audit/record_check.h"
#include "storage/sqlite/check_rules.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/errors.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/page_check.h"
#include "storage/sqlite/snapshot.h"

namespace clausebook::storage {
namespace {

constexpr int kMostOfEach = 100;
constexpr std::size_t kStepOfAuditLog = 5;
constexpr int kAuditEntriesAtOnce = 1000;

constexpr char kTexts[] =
    "SELECT policy_id || '/revisions/' || revision_id, sha256, text FROM revisions";
constexpr char kSources[] =
    "SELECT policy_id || '/revisions/' || revision_id, source_sha256, source "
    "FROM revision_sources JOIN revisions USING (revision_uid)";
constexpr char kPieces[] =
    "SELECT sha256, piece, content FROM response_files ORDER BY sha256, piece";
constexpr char kSchema[] =
    "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema";
constexpr char kReferences[] = "PRAGMA foreign_key_check";

struct Count {
  std::size_t since;
  const char* name;
  const char* sql;
};
constexpr Count kCounts[] = {
    {1, "commits", "SELECT count(*) FROM commits"},
    {1, "revisions", "SELECT count(*) FROM revisions"},
    {1, "clauses", "SELECT count(*) FROM clauses"},
    {1, "facts", "SELECT count(*) FROM facts"},
    {2, "rejections", "SELECT count(*) FROM rejections"},
    {3, "responses", "SELECT count(*) FROM questionnaire_responses"},
    {3, "response_items", "SELECT count(*) FROM response_items"},
    {3, "files", "SELECT count(DISTINCT sha256) FROM response_files"},
    {3, "mappings", "SELECT count(*) FROM mappings"},
    {5, "audit_entries", "SELECT count(*) FROM audit_entries"},
};

// One look at one file. Functions throw SQLite::Exception.
class Checker {
 public:
  explicit Checker(Connection& connection) : c_(connection) {}

  absl::Status Run() {
    c_.Execute("BEGIN");  // one state throughout
    report_.size_bytes = Number("PRAGMA page_count") * Number("PRAGMA page_size");
    CB_ASSIGN_OR_RETURN(const auto pages, FindPageFaults(c_));
    for (const std::string& fault : pages) Add("pages", fault);
    CB_RETURN_IF_ERROR(CheckSchema());
    // Rows of another schema would be read wrongly.
    if (!report_.sound()) return absl::OkStatus();
    if (report_.schema_step == 0) return absl::OkStatus();
    schema_is_ours_ = true;
    CheckReferences();
    CheckDigests("texts", kTexts, "does not have the digest it was recorded with");
    CheckDigests("texts", kSources, "was extracted from a document that has changed");
    if (report_.schema_step >= 3) CheckFiles();
    for (const CheckRule& rule : kCheckRules) {
      if (rule.since <= report_.schema_step) CheckRuleOf(rule);
    }
    if (report_.schema_step >= kStepOfAuditLog) CB_RETURN_IF_ERROR(CheckAuditLog());
    for (const Count& count : kCounts) {
      if (count.since > report_.schema_step) continue;
      report_.counts.emplace_back(count.name, Number(count.sql));
    }
    report_.last_commit = ReadLatestCommit(c_);
    return absl::OkStatus();
  }

  void Add(const std::string& check, const std::string& what) {
    if (++found_[check] <= kMostOfEach) report_.findings.push_back({check, what});
  }
  // Whether statements mean what they say: before that, errors come from the file.
  bool schema_is_ours() const { return schema_is_ours_; }
  CheckReport Take() { return std::move(report_); }

 private:
  std::int64_t Number(const char* sql) {
    Query query(c_, sql);
    return query.Next() ? query.Int(0) : 0;
  }

  absl::Status CheckSchema() {
    const auto applied = CountApplied(c_, Migrations());
    if (applied.status().code() == absl::StatusCode::kDataLoss) {
      Add("schema", std::string(applied.status().message()));
      return absl::OkStatus();
    }
    CB_RETURN_IF_ERROR(applied.status());
    report_.schema_step = *applied;
    if (*applied == 0) return absl::OkStatus();
    CB_ASSIGN_OR_RETURN(const auto model,
                        Connection::Open({.path = ":memory:", .writable = true}));
    CB_RETURN_IF_ERROR(Migrate(*model, Migrations().first(*applied)));
    const auto right = SchemaOf(*model);
    const auto found = SchemaOf(c_);
    for (const auto& [name, sql] : right) {
      const auto it = found.find(name);
      if (it == found.end()) {
        Add("schema", absl::StrCat("The ", name, " is missing."));
      } else if (it->second != sql) {
        Add("schema", absl::StrCat("The ", name, " is not as this program makes it."));
      }
    }
    for (const auto& [name, sql] : found) {
      if (!right.contains(name))
        Add("schema", absl::StrCat("The ", name, " is not ours."));
    }
    return absl::OkStatus();
  }

  static std::map<std::string, std::string> SchemaOf(Connection& connection) {
    std::map<std::string, std::string> schema;
    Query query(connection, kSchema);
    while (query.Next()) schema[query.Text(0)] = query.Text(1);
    return schema;
  }

  void CheckReferences() {
    Query query(c_, kReferences);
    while (query.Next()) {
      Add("references", absl::StrCat("A row of ", query.Text(0), " refers to one of ",
                                     query.Text(2), " that is not there."));
    }
  }

  // `sql`: name, digest, bytes.
  void CheckDigests(const char* check, const char* sql, const char* what) {
    Query query(c_, sql);
    while (query.Next()) {
      if (Sha256Hex(query.Text(2)) == query.Text(1)) continue;
      Add(check, absl::StrCat(query.Text(0), " ", what, "."));
    }
  }

  void CheckFiles() {
    std::string sha256;
    std::optional<Sha256Stream> digest;
    std::int64_t piece = 0;
    const auto finish = [&] {
      if (!digest || digest->Hex() == sha256) return;
      Add("files", absl::StrCat("The customer's file ", sha256,
                                " does not have the digest it was recorded with."));
    };
    Query query(c_, kPieces);
    while (query.Next()) {
      if (query.Text(0) != sha256) {
        finish();
        sha256 = query.Text(0);
        digest.emplace();
        piece = 0;
      }
      if (query.Int(1) != piece++) {
        Add("files",
            absl::StrCat("A piece of the customer's file ", sha256, " is missing."));
      }
      digest->Add(query.Text(2));
    }
    finish();
  }

  // The chain itself, the entries that checkpoints are of, and whether the records are
  // what was written. Whose signature a checkpoint has is not looked at: that takes the
  // public key, and `clausebook audit verify`.
  absl::Status CheckAuditLog() {
    std::map<std::int64_t, std::string> checkpoints;
    for (const auto& checkpoint :
         ReadAuditCheckpoints(c_, 0, std::numeric_limits<int>::max())) {
      checkpoints[checkpoint.sequence] = checkpoint.digest;
    }
    model::AuditChain chain;
    RecordCheck records;
    std::vector<model::AuditEntry> entries;
    do {
      const std::int64_t after = chain.last() ? chain.last()->sequence : 0;
      entries = ReadAuditEntries(c_, {}, after, kAuditEntriesAtOnce);
      for (const auto& entry : entries) {
        for (const std::string& fault : chain.Take(entry)) Add("audit", fault);
        records.Take(entry);
        const auto checkpoint = checkpoints.find(entry.sequence);
        if (checkpoint == checkpoints.end()) continue;
        if (checkpoint->second != entry.digest) {
          Add("audit", absl::StrCat("Entry ", entry.sequence,
                                    " is not the one that its checkpoint is of."));
        }
        checkpoints.erase(checkpoint);
      }
    } while (!entries.empty());
    for (const auto& [sequence, digest] : checkpoints) {
      Add("audit", absl::StrCat("There is a checkpoint of entry ", sequence,
                                ", which the log does not have."));
    }
    ReadsOver<ReadSnapshot> snapshot(c_, ReadLatestCommit(c_));
    return records.Compare(snapshot,
                           [&](const std::string& fault) { Add("audit", fault); });
  }

  void CheckRuleOf(const CheckRule& rule) {
    Query query(c_, rule.sql);
    while (query.Next()) {
      Add(rule.check, absl::StrCat(query.Text(0), " ", rule.what, "."));
    }
  }

  Connection& c_;
  CheckReport report_;
  bool schema_is_ours_ = false;
  std::map<std::string, int> found_;
};

}  // namespace

absl::StatusOr<CheckReport> CheckDatabase(const CheckRequest& request) {
  if (access(request.path.c_str(), F_OK) != 0) {
    return MakeError("There is no such file.", {.reason = Reason::kNotFound});
  }
  auto connection = Connection::Open({.path = request.path, .vfs = request.vfs});
  // Damage that statements stumble over is a finding too.
  const auto damaged = [](CheckReport report, const absl::Status& status) {
    report.findings.push_back({"pages", std::string(status.message())});
    return report;
  };
  if (connection.status().code() == absl::StatusCode::kDataLoss) {
    return damaged({}, connection.status());
  }
  CB_RETURN_IF_ERROR(connection.status());
  (*connection)->Watch(request.cancellation);
  Checker checker(**connection);
  const absl::Status status = Guard(request.cancellation, [&] { return checker.Run(); });
  if (status.ok()) return checker.Take();
  const bool of_the_file =
      status.code() == absl::StatusCode::kDataLoss ||
      (status.code() == absl::StatusCode::kInternal && !checker.schema_is_ours());
  if (of_the_file) return damaged(checker.Take(), status);
  return status;
}

}  // namespace clausebook::storage
