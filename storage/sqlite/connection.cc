#include "storage/sqlite/connection.h"

#include <sqlite3.h>

#include "service/base/error.h"
#include "storage/sqlite/errors.h"

namespace clausebook::storage {
namespace {

// How many virtual-machine steps lie between two looks at the cancellation:
// measured at 2 to 5 ms of delay and no overhead.
constexpr int kStepsBetweenChecks = 1000;

int StopIfCancelled(void* watched) {
  return static_cast<const Cancellation*>(watched)->Check().ok() ? 0 : 1;
}

}  // namespace

Connection::Connection(const Options& options)
    : database_(options.path,
                options.writable ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE
                                 : SQLite::OPEN_READONLY,
                options.busy_timeout_ms, options.vfs) {
  Harden();
  SetPragmas(options);
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const Options& options) {
  return Guard(nullptr, [&]() -> absl::StatusOr<std::unique_ptr<Connection>> {
    return std::unique_ptr<Connection>(new Connection(options));
  });
}

// Debian's build leaves these the other way round; the manual's advice for files
// that somebody else may have written.
void Connection::Harden() {
  sqlite3* handle = database_.getHandle();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 8 << 20);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50);
}

// The one place where pragmas are set. `journal_mode` sticks to the file, so only
// the writer sets it; readers must never checkpoint (see DESIGN.md).
void Connection::SetPragmas(const Options& options) {
  if (!options.writable) {
    sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                      nullptr);
  }
  database_.exec("PRAGMA cell_size_check = ON");
  database_.exec("PRAGMA mmap_size = 0");
  database_.exec("PRAGMA wal_autocheckpoint = 0");
  if (options.writable) {
    database_.exec(options.synchronous == Synchronous::kFull
                       ? "PRAGMA synchronous = FULL"
                       : "PRAGMA synchronous = NORMAL");
    SetJournal(options);
  } else {
    database_.exec("PRAGMA query_only = ON");
  }
}

// The pragma does not fail where it cannot do it: it tells the mode that is left.
void Connection::SetJournal(const Options& options) {
  if (options.path == ":memory:") return;  // has none
  const bool single = options.journal == Journal::kSingleFile;
  SQLite::Statement mode(
      database_, single ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL");
  mode.executeStep();
  if (mode.getColumn(0).getString() != (single ? "delete" : "wal")) {
    throw SQLite::Exception("another journal", SQLITE_IOERR);
  }
}

bool Connection::InTransaction() const {
  return sqlite3_get_autocommit(database_.getHandle()) == 0;
}

void Connection::EndLeftTransaction() {
  if (InTransaction()) database_.exec("ROLLBACK");
}

SQLite::Statement& Connection::Prepare(const char* sql) {
  auto& slot = statements_[sql];
  if (slot == nullptr) slot = std::make_unique<SQLite::Statement>(database_, sql);
  return *slot;
}

void Connection::Watch(const Cancellation* cancellation) {
  cancellation_ = cancellation;
  sqlite3_progress_handler(database_.getHandle(), kStepsBetweenChecks,
                           cancellation == nullptr ? nullptr : &StopIfCancelled,
                           const_cast<Cancellation*>(cancellation));
}

Query::~Query() {
  statement_.tryReset();
  statement_.clearBindings();
}

Query& Query::Bind(std::int64_t value) {
  statement_.bind(next_++, value);
  return *this;
}

Query& Query::Bind(std::string_view value) {
  statement_.bind(next_++, std::string(value));
  return *this;
}

Query& Query::Bind(const std::optional<Date>& value) {
  return value ? Bind(*value) : BindNull();
}

Query& Query::BindBlob(std::string_view value) {
  statement_.bind(next_++, value.data(), static_cast<int>(value.size()));
  return *this;
}

Query& Query::BindNull() {
  statement_.bind(next_++);
  return *this;
}

std::string Query::Text(int column) {
  const SQLite::Column value = statement_.getColumn(column);
  const void* bytes = value.getBlob();
  return bytes == nullptr ? std::string()
                          : std::string(static_cast<const char*>(bytes),
                                        static_cast<std::size_t>(value.getBytes()));
}

std::optional<Date> Query::MaybeDay(int column) {
  if (IsNull(column)) return std::nullopt;
  return Day(column);
}

}  // namespace clausebook::storage
