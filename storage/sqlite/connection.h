// One connection to the database file, hardened, with its prepared statements.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_CONNECTION_H_
#define CLAUSEBOOK_STORAGE_SQLITE_CONNECTION_H_

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "service/base/cancellation.h"
#include "service/base/time.h"

namespace clausebook::storage {

enum class Synchronous { kFull, kNormal };
// How a writing connection makes the file's changes atomic. Write-ahead for databases in
// use; a single file without company for backups.
enum class Journal { kWriteAhead, kSingleFile };

// Not thread-safe: one user at a time. Functions throw SQLite::Exception where they
// do not return a status; callers wrap them in Guard.
class Connection {
 public:
  struct Options {
    std::string path;
    bool writable = false;
    int busy_timeout_ms = 5000;
    Synchronous synchronous = Synchronous::kFull;
    Journal journal = Journal::kWriteAhead;  // only if writable
    std::string vfs;  // SQLite's name of the file system to use; empty: the usual one
  };

  static absl::StatusOr<std::unique_ptr<Connection>> Open(const Options& options);

  // A statement prepared once; `sql` must be a constant (its address is the key).
  // Unbound and reset when handed out.
  SQLite::Statement& Prepare(const char* sql);

  void Execute(const char* sql) { database_.exec(sql); }

  // False also after SQLite ended a transaction by itself, as it does after some errors.
  bool InTransaction() const;
  // Ends a transaction that an earlier failure left open: also a rollback can fail, for
  // want of memory for one. To be called before a transaction begins.
  void EndLeftTransaction();

  // From now on statements stop soon after `cancellation` is set. Null: never.
  void Watch(const Cancellation* cancellation);
  const Cancellation* watched() const { return cancellation_; }

  SQLite::Database& database() { return database_; }

 private:
  explicit Connection(const Options& options);
  void Harden();
  void SetPragmas(const Options& options);
  void SetJournal(const Options& options);

  SQLite::Database database_;
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
  const Cancellation* cancellation_ = nullptr;
};

// A prepared statement in use: binds in order, steps, and gives the statement back
// reset and unbound, whatever happens.
class Query {
 public:
  Query(Connection& connection, const char* sql) : statement_(connection.Prepare(sql)) {}
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& Bind(std::int64_t value);
  Query& Bind(int value) { return Bind(static_cast<std::int64_t>(value)); }
  Query& Bind(bool value) { return Bind(static_cast<std::int64_t>(value)); }
  Query& Bind(Instant value) { return Bind(value.micros); }
  Query& Bind(Date value) { return Bind(static_cast<std::int64_t>(value.days)); }
  Query& Bind(std::string_view value);
  Query& Bind(const std::string& value) { return Bind(std::string_view(value)); }
  Query& Bind(const char* value) { return Bind(std::string_view(value)); }
  Query& Bind(const std::optional<Date>& value);
  Query& BindBlob(std::string_view value);
  Query& BindNull();

  // Steps to the next row; false at the end.
  bool Next() { return statement_.executeStep(); }
  // For statements without rows.
  void Run() { statement_.exec(); }

  std::int64_t Int(int column) { return statement_.getColumn(column).getInt64(); }
  bool Bool(int column) { return Int(column) != 0; }
  Instant Time(int column) { return Instant{Int(column)}; }
  Date Day(int column) { return Date{static_cast<std::int32_t>(Int(column))}; }
  std::string Text(int column);
  bool IsNull(int column) { return statement_.getColumn(column).isNull(); }
  std::optional<Date> MaybeDay(int column);

 private:
  SQLite::Statement& statement_;
  int next_ = 1;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_CONNECTION_H_
