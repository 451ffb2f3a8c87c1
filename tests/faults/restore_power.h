// The power fails while a backup is put back. The changes to the disk are those of a real
// process, taken from its system calls, since copying and renaming do not go through
// SQLite.
#ifndef CLAUSEBOOK_TESTS_FAULTS_RESTORE_POWER_H_
#define CLAUSEBOOK_TESTS_FAULTS_RESTORE_POWER_H_

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "tests/faults/disk/events.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {

// What there is under the database's name: what was there before, or the backup.
enum class Restored { kNotYet, kYes };

struct PowerOutcome {
  int power_failures = 0;
  int disks = 0;  // that differed, each looked at
  int before = 0;
  int restored = 0;
  std::string wrong;  // the first thing that must not be
};

// Restores on these files once, then on what the power left of them at each change. Not
// thread-safe.
class PowerInRestore {
 public:
  // What is found; anything else goes to `wrong`.
  using Look = std::function<Restored(const TempDir&, std::string& wrong)>;

  // `files` has `monday.db`, which `worker` (backup_worker) puts back as `store.db`.
  PowerInRestore(const std::string& worker, DiskImages files);

  // As if the restore synced nothing.
  void DropSyncs();

  // Before each change and after the last, every loss of disk_state.h so many times; also
  // on some of what is then there: it can be restored again.
  PowerOutcome FailEverywhere(const Look& look, unsigned seeds);

 private:
  void Fail(const DiskImages& images, bool acknowledged, const Look& look);

  const DiskImages files_;
  DiskTrace trace_;
  TempDir folder_;
  std::set<std::pair<bool, std::size_t>> seen_;
  PowerOutcome outcome_;
};

// For FilesOfKills: the old database with all its entries, or the backup; what was kept
// of the old one is whole.
Restored OldOrBackup(const TempDir& folder, std::string& wrong);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_RESTORE_POWER_H_
