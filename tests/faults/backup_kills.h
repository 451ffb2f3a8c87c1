// Backups and restores that are killed before each of their changes to the disk.
#ifndef CLAUSEBOOK_TESTS_FAULTS_BACKUP_KILLS_H_
#define CLAUSEBOOK_TESTS_FAULTS_BACKUP_KILLS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "tests/faults/disk/events.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {

struct KillsOutcome {
  int kills = 0;
  int before = 0;     // times that the old state was there: no backup, the old database
  int after = 0;      // times that the new one was
  std::string wrong;  // the first thing that must not be; empty: nothing was
};

// Kills `worker` (backup_worker) before every `stride`-th change, each time on a database
// as a killed server leaves it. Afterwards the database has all its entries, and under
// the backup's name is a whole verified backup, or nothing; the next backup can be made.
KillsOutcome KillBackups(const std::string& worker, int stride);

// The same while a backup is put back: the database is the old one, with all that its log
// had, or the backup; the restore can be done again, and what is kept is whole.
KillsOutcome KillRestores(const std::string& worker, int stride);

// The changes that a restore makes, by name, in order.
std::vector<std::string> ChangesOfARestore(const std::string& worker);

// Entries of the kill tests, the long ones of so many bytes.
inline constexpr std::size_t kLongBytesOfKills = 20'000;
inline constexpr int kInBackup = 2;
inline constexpr int kInDatabase = 4;
// Files with a database of kInDatabase entries, the last ones in a log that a killed
// process left, and with a backup of the first kInBackup: `store.db`, `monday.db`.
DiskImages FilesOfKills();

// What is wrong with what restores kept in the folder; empty: each is a whole database
// with all that was in it.
std::string FaultOfKept(const TempDir& folder);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_BACKUP_KILLS_H_
