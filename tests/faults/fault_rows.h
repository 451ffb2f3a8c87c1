// The faults that FAULTS.md lists: each injected, each with what came of it.
#ifndef CLAUSEBOOK_TESTS_FAULTS_FAULT_ROWS_H_
#define CLAUSEBOOK_TESTS_FAULTS_FAULT_ROWS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace clausebook::testing {

// What was seen of one fault.
struct FaultRow {
  std::string fault;
  std::string injected;        // how
  std::set<std::string> told;  // reasons that callers were told
  std::string afterwards;      // what was found; begins with `WRONG` if it must not be
};

// Calls to the disk that fail, a full one, one that is read-only, somebody's locks.
std::vector<FaultRow> DiskRows();
// Memory that cannot be had. `fail` lets the n-th allocation of SQLite fail, once or for
// good (0: none), and returns how many did since.
using FailAllocation = int (*)(long long nth, bool for_good);
std::vector<FaultRow> MemoryRows(FailAllocation fail);
// The power, processes that are killed, a second one, a clock that goes back.
std::vector<FaultRow> ProcessRows(const std::string& storage_writer);
// Files that were damaged, changed, or are of another version.
std::vector<FaultRow> FileRows();
// Backups, restores and upgrades that are broken off.
std::vector<FaultRow> BackupRows(const std::string& backup_worker,
                                 const std::string& storage_writer);

// `all` of it was as promised, or what was not.
std::string AsPromised(const std::string& wrong, const std::string& promise);
// The reason of an error on the wire; `OK`.
std::string ReasonOn(const absl::Status& status);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_FAULT_ROWS_H_
