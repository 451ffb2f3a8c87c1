#include "storage/sqlite/migrations.h"

#include <SQLiteCpp/Transaction.h>

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/errors.h"

namespace clausebook::storage {
namespace {

constexpr char kLedger[] =
    "CREATE TABLE IF NOT EXISTS schema_steps ("
    "  step INTEGER NOT NULL PRIMARY KEY,"
    "  name TEXT NOT NULL,"
    "  sha256 TEXT NOT NULL) STRICT";
constexpr char kReadSteps[] = "SELECT step, name, sha256 FROM schema_steps ORDER BY step";
constexpr char kAddStep[] =
    "INSERT INTO schema_steps (step, name, sha256) VALUES (?, ?, ?)";

std::int64_t ReadPragma(Connection& connection, const char* sql) {
  Query query(connection, sql);
  return query.Next() ? query.Int(0) : 0;
}

absl::Status Damaged(const std::string& message) {
  return MakeError(message, {.reason = Reason::kStorageDamaged});
}

// Whether the file is ours; false for a new one. Refuses a file that is somebody else's.
absl::StatusOr<bool> IsOurs(Connection& connection) {
  const std::int64_t id = ReadPragma(connection, "PRAGMA application_id");
  if (id == kApplicationId) return true;
  const std::int64_t tables =
      ReadPragma(connection, "SELECT count(*) FROM sqlite_schema");
  if (id != 0 || tables != 0) {
    return Damaged(
        "The file is a database, but not one of Clausebook. Name another file, or move "
        "this one away.");
  }
  return false;
}

bool HasLedger(Connection& connection) {
  return ReadPragma(connection,
                    "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_steps'") > 0;
}

// How many of `migrations` the file has; they must be the same ones.
absl::StatusOr<std::size_t> CheckApplied(Connection& connection,
                                         std::span<const EmbeddedFile> migrations) {
  std::size_t applied = 0;
  Query query(connection, kReadSteps);
  while (query.Next()) {
    if (applied == migrations.size()) {
      return MakeError(
          absl::StrCat("The database has schema step ", query.Int(0),
                       ", and this program knows only ", migrations.size(),
                       ". Run the newer version of Clausebook that wrote it."),
          {.reason = Reason::kStorageNewer});
    }
    if (query.Text(2) != Sha256Hex(migrations[applied].content)) {
      return Damaged(absl::StrCat("Schema step ", query.Int(0), " (", query.Text(1),
                                  ") of the database is not the one that this program "
                                  "knows under that number. Restore a backup, or run "
                                  "the version that wrote the file."));
    }
    ++applied;
  }
  return applied;
}

void Apply(Connection& connection, std::size_t step, const EmbeddedFile& migration) {
  SQLite::Transaction transaction(connection.database(),
                                  SQLite::TransactionBehavior::IMMEDIATE);
  connection.Execute(std::string(migration.content).c_str());
  Query(connection, kAddStep)
      .Bind(static_cast<std::int64_t>(step))
      .Bind(migration.path)
      .Bind(Sha256Hex(migration.content))
      .Run();
  connection.Execute(absl::StrCat("PRAGMA user_version = ", step).c_str());
  transaction.commit();
}

}  // namespace

absl::Status Migrate(Connection& connection, std::span<const EmbeddedFile> migrations) {
  return Guard(nullptr, [&]() -> absl::Status {
    CB_ASSIGN_OR_RETURN(const bool ours, IsOurs(connection));
    if (!ours) {
      connection.Execute(
          absl::StrCat("PRAGMA application_id = ", kApplicationId).c_str());
    }
    connection.Execute(kLedger);
    CB_ASSIGN_OR_RETURN(const std::size_t applied, CheckApplied(connection, migrations));
    for (std::size_t i = applied; i < migrations.size(); ++i) {
      Apply(connection, i + 1, migrations[i]);
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<std::size_t> CountApplied(Connection& connection,
                                         std::span<const EmbeddedFile> migrations) {
  return Guard(nullptr, [&]() -> absl::StatusOr<std::size_t> {
    CB_RETURN_IF_ERROR(IsOurs(connection).status());
    if (!HasLedger(connection)) return 0;
    return CheckApplied(connection, migrations);
  });
}

}  // namespace clausebook::storage
