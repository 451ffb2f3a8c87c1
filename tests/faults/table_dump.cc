#include "tests/faults/table_dump.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "service/base/digest.h"

namespace clausebook::testing {
namespace {

constexpr std::size_t kShown = 60;

std::string Show(const SQLite::Column& value) {
  if (value.isNull()) return "NULL";
  const std::string text = value.getString();
  if (text.size() <= kShown) return text;
  return text.substr(0, kShown) + "… " + Sha256Hex(text).substr(0, 12);
}

std::vector<std::string> RowsOf(SQLite::Database& database, const std::string& table) {
  std::vector<std::string> rows;
  SQLite::Statement query(database, "SELECT * FROM \"" + table + "\"");
  while (query.executeStep()) {
    std::string row;
    for (int i = 0; i < query.getColumnCount(); ++i) {
      row += Show(query.getColumn(i)) + " | ";
    }
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

TableDump DumpTables(const std::string& path) {
  SQLite::Database database(path, SQLite::OPEN_READONLY);
  std::vector<std::string> tables;
  {
    SQLite::Statement names(database,
                            "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (names.executeStep()) tables.push_back(names.getColumn(0).getString());
  }
  TableDump dump;
  for (const std::string& table : tables) dump[table] = RowsOf(database, table);
  return dump;
}

std::string FirstDifference(const TableDump& expected, const TableDump& actual) {
  for (const auto& [table, rows] : expected) {
    const auto it = actual.find(table);
    if (it == actual.end()) return "no table " + table;
    const auto pair =
        std::mismatch(rows.begin(), rows.end(), it->second.begin(), it->second.end());
    if (pair.first != rows.end()) return table + ": missing or changed: " + *pair.first;
    if (pair.second != it->second.end()) return table + ": too much: " + *pair.second;
  }
  return "";
}

void Tamper(const std::string& path, const std::string& sql) {
  SQLite::Database database(path, SQLite::OPEN_READWRITE);
  database.exec("PRAGMA foreign_keys = OFF");
  database.exec(sql);
}

// Of a second table like it the names are those of the next row; then the two indexes
// change places.
void CrossIndex(const std::string& database, const std::string& table,
                const std::string& index, const std::string& uid,
                const std::string& names, const std::string& id) {
  const std::string crossed = "SELECT " + uid + ", " + names + ", substr(" + id +
                              ", 1, length(" + id + ") - 1) || ((substr(" + id +
                              ", -1) + 1) % 10) FROM " + table;
  Tamper(
      database,
      "CREATE TABLE crossed (" + uid + " INTEGER PRIMARY KEY, " + names + ", " + id +
          "); INSERT INTO crossed " + crossed + "; CREATE INDEX crossing ON crossed (" +
          names + ", " + id +
          "); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT "
          "sum(rootpage) FROM sqlite_schema WHERE name IN ('crossing', '" +
          index + "')) - rootpage WHERE name IN ('crossing', '" + index + "')");
}

}  // namespace clausebook::testing
