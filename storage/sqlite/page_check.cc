#include "storage/sqlite/page_check.h"

#include <sqlite3.h>

#include <algorithm>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/errors.h"

namespace clausebook::storage {
namespace {

std::vector<std::string> Rows(Connection& connection, const char* pragma) {
  std::vector<std::string> rows;
  Query query(connection, pragma);
  while (query.Next()) rows.push_back(query.Text(0));
  return rows;
}

// SQLITE_OK if every byte of the file can be read. Through SQLite's own handle: closing
// one of ours would drop the locks that SQLite has on the file.
int ReadAll(sqlite3* handle, int which) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(handle, "main", which, &file);
  if (file == nullptr || file->pMethods == nullptr) return SQLITE_OK;
  sqlite3_int64 left = 0;
  if (const int code = file->pMethods->xFileSize(file, &left)) return code;
  std::string buffer(64 << 10, '\0');
  for (sqlite3_int64 at = 0; left > 0;) {
    const auto size = static_cast<int>(
        std::min<sqlite3_int64>(left, static_cast<sqlite3_int64>(buffer.size())));
    if (const int code = file->pMethods->xRead(file, buffer.data(), size, at))
      return code;
    at += size;
    left -= size;
  }
  return SQLITE_OK;
}

// The checks report a page that could not be read as a row like any other. So when they
// find something the disk is asked too, and they are asked once more: what a second look
// does not find was not in the file.
absl::StatusOr<std::vector<std::string>> Check(Connection& connection,
                                               const char* pragma) {
  return Guard(nullptr, [&]() -> absl::StatusOr<std::vector<std::string>> {
    if (Rows(connection, pragma) == std::vector<std::string>{"ok"}) {
      return std::vector<std::string>();
    }
    sqlite3* handle = connection.database().getHandle();
    for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
      if (const int code = ReadAll(handle, which)) return FromResultCode(code, nullptr);
    }
    std::vector<std::string> faults = Rows(connection, pragma);
    if (faults == std::vector<std::string>{"ok"}) faults.clear();
    return faults;
  });
}

}  // namespace

absl::Status QuickCheck(Connection& connection) {
  CB_ASSIGN_OR_RETURN(const auto faults, Check(connection, "PRAGMA quick_check(1)"));
  if (faults.empty()) return absl::OkStatus();
  return MakeError("The database file is damaged. Stop the service and restore a backup.",
                   {.reason = Reason::kStorageDamaged});
}

absl::StatusOr<std::vector<std::string>> FindPageFaults(Connection& connection) {
  return Check(connection, "PRAGMA integrity_check(100)");
}

}  // namespace clausebook::storage
