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

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_TABLE_DUMP_H_
