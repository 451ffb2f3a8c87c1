// All rows of a database as text, to compare two of them.
#ifndef CLAUSEBOOK_TESTS_FAULTS_TABLE_DUMP_H_
#define CLAUSEBOOK_TESTS_FAULTS_TABLE_DUMP_H_

#include <map>
#include <string>
#include <vector>

namespace clausebook::testing {

// The rows of each table, sorted; long values by their beginning and digest.
using TableDump = std::map<std::string, std::vector<std::string>>;

TableDump DumpTables(const std::string& database);

// How the dumps differ: the first table and row; empty if they do not.
std::string FirstDifference(const TableDump& expected, const TableDump& actual);

// Runs SQL on a database as somebody with a shell would.
void Tamper(const std::string& database, const std::string& sql);

// Makes an index lead from each row's names to another row; only the table tells that it
// does. `index` is over the columns `names` (with commas) and then `id`, which ends in a
// digit; `uid` is the table's key.
void CrossIndex(const std::string& database, const std::string& table,
                const std::string& index, const std::string& uid,
                const std::string& names, const std::string& id);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_TABLE_DUMP_H_
