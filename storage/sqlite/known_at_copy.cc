#include "storage/sqlite/known_at_copy.h"

#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/errors.h"
#include "storage/sqlite/migrations.h"

namespace clausebook::storage {
namespace {

constexpr std::string_view kRecorded = "recorded_at <= ?1";
constexpr std::string_view kOfRevision =
    "revision_uid IN (SELECT revision_uid FROM revisions WHERE recorded_at <= ?1)";
constexpr std::string_view kOfFact =
    "fact_uid IN (SELECT fact_uid FROM facts WHERE recorded_at <= ?1)";
constexpr std::string_view kOfFilled =
    "response_uid IN (SELECT response_uid FROM questionnaire_responses "
    "WHERE recorded_at <= ?1)";

constexpr std::array<CutRule, 26> kRules{{
    {"commits", "commit_time <= ?1"},
    {"vendors", kRecorded},
    {"apps", kRecorded},
    {"policies", kRecorded},
    {"revisions", kRecorded},
    {"revision_sources", kOfRevision},
    {"revision_withdrawals", kRecorded},
    {"clauses", kOfRevision},
    {"facts", kRecorded},
    {"fact_parts", kOfFact},
    {"fact_retractions", kRecorded},
    {"responses", kRecorded},
    {"fact_approvals", kOfFact},
    {"fact_proposed_retractions", kOfFact},
    {"rejections", kRecorded},
    {"response_files",
     "sha256 IN (SELECT file_sha256 FROM questionnaire_responses "
     "WHERE recorded_at <= ?1)"},
    {"questionnaire_responses", kRecorded},
    {"response_items", kOfFilled},
    {"response_parts", kOfFilled},
    {"item_reviews", kRecorded},
    {"access_tokens", kRecorded},
    {"access_token_revocations", kRecorded},
    {"mappings", kRecorded},
    {"mapping_revocations", kRecorded},
    {"audit_entries", kRecorded},
    {"audit_checkpoints", kRecorded},
}};

constexpr char kTables[] =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_steps' "
    "AND name NOT LIKE 'sqlite_%'";

std::vector<std::string> TablesOf(Connection& connection) {
  std::vector<std::string> tables;
  Query query(connection, kTables);
  while (query.Next()) tables.push_back(query.Text(0));
  return tables;
}

std::string Sql(std::string_view text) { return std::string(text); }

// SQLiteCpp has no way to hand a value from one statement to another.
class RawStatement {
 public:
  RawStatement(Connection& connection, const std::string& sql) {
    const int code = sqlite3_prepare_v2(connection.database().getHandle(), sql.c_str(),
                                        -1, &statement_, nullptr);
    if (code != SQLITE_OK) throw SQLite::Exception("prepare", code);
  }
  ~RawStatement() { sqlite3_finalize(statement_); }
  RawStatement(const RawStatement&) = delete;
  RawStatement& operator=(const RawStatement&) = delete;
  sqlite3_stmt* operator*() const { return statement_; }

  bool Step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) throw SQLite::Exception("step", code);
    return false;
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

// Names of tables and conditions are constants of this file; values are bound.
void CopyRows(Connection& from, Connection& to, const CutRule& rule, Instant known_at) {
  RawStatement rows(
      from, absl::StrCat("SELECT * FROM ", Sql(rule.table), " WHERE ", Sql(rule.until)));
  sqlite3_bind_int64(*rows, 1, known_at.micros);
  const int columns = sqlite3_column_count(*rows);
  std::string places = "?";
  for (int i = 1; i < columns; ++i) places += ", ?";
  RawStatement insert(
      to, absl::StrCat("INSERT INTO ", Sql(rule.table), " VALUES (", places, ")"));
  while (rows.Step()) {
    for (int i = 0; i < columns; ++i) {
      const int code = sqlite3_bind_value(*insert, i + 1, sqlite3_column_value(*rows, i));
      if (code != SQLITE_OK) throw SQLite::Exception("bind", code);
    }
    insert.Step();
    sqlite3_reset(*insert);
  }
}

}  // namespace

std::span<const CutRule> CutRules() { return kRules; }

absl::Status CopyAsKnownAt(Connection& from, Connection& to, Instant known_at,
                           const Cancellation* cancellation) {
  CB_ASSIGN_OR_RETURN(const std::size_t steps, CountApplied(from, Migrations()));
  CB_RETURN_IF_ERROR(Migrate(to, Migrations().first(steps)));
  return Guard(cancellation, [&]() -> absl::Status {
    const std::vector<std::string> tables = TablesOf(from);
    for (const std::string& table : tables) {
      if (std::any_of(kRules.begin(), kRules.end(),
                      [&](const CutRule& rule) { return rule.table == table; })) {
        continue;
      }
      return MakeError("It is not known how to cut a table of the database: a bug.",
                       {.reason = Reason::kInternal, .metadata = {{"table", table}}});
    }
    from.Watch(cancellation);
    SQLite::Transaction transaction(to.database());
    for (const CutRule& rule : kRules) {
      if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
      if (std::find(tables.begin(), tables.end(), rule.table) == tables.end()) continue;
      CopyRows(from, to, rule, known_at);
    }
    transaction.commit();
    return absl::OkStatus();
  });
}

}  // namespace clausebook::storage
