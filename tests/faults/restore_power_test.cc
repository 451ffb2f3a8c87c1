// The power fails at every change to the disk that a restore makes, and what was not
// synced is lost, kept or torn in every way that a disk may: what is there under the
// database's name is the old database or the backup, whole, or what was not there before
// is not there now.
#include "tests/faults/restore_power.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/faults/backup_kills.h"
#include "tests/faults/inspection.h"

namespace clausebook::testing {
namespace {

Inspection LookAt(const TempDir& folder) {
  return Inspect(folder.File("store.db"), "", kLongBytesOfKills);
}

Restored NothingOrBackup(const TempDir& folder, std::string& wrong) {
  if (!std::filesystem::exists(folder.File("store.db"))) return Restored::kNotYet;
  const Inspection now = LookAt(folder);
  wrong = now.fault;
  if (wrong.empty() && now.entries != kInBackup) {
    wrong = std::to_string(now.entries) + " entries";
  }
  return Restored::kYes;
}

// A database that was damaged before is refused.
Restored RefusedOrBackup(const TempDir& folder, std::string& wrong) {
  const Inspection now = LookAt(folder);
  if (now.fault.starts_with("cannot be opened: DATA_LOSS")) return Restored::kNotYet;
  return NothingOrBackup(folder, wrong);
}

unsigned Seeds() { return TryAll() ? 40 : 3; }

TEST(RestorePowerTest, TheDatabaseIsTheOldOneOrTheBackup) {
  PowerInRestore power(CLAUSEBOOK_BACKUP_WORKER, FilesOfKills());
  const PowerOutcome outcome = power.FailEverywhere(OldOrBackup, Seeds());
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.before, 5);
  EXPECT_GT(outcome.restored, 0);
}

TEST(RestorePowerTest, WhereThereWasNoDatabaseThereIsNoneOrTheBackup) {
  DiskImages files = FilesOfKills();
  files.erase("store.db");
  files.erase("store.db-wal");
  PowerInRestore power(CLAUSEBOOK_BACKUP_WORKER, files);
  const PowerOutcome outcome = power.FailEverywhere(NothingOrBackup, Seeds());
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.before, 0);
  EXPECT_GT(outcome.restored, 0);
}

// SQLite would apply a log that was left to whatever file has the database's name.
TEST(RestorePowerTest, ALogThatWasLeftWithoutItsDatabaseIsNotAppliedToTheBackup) {
  DiskImages files = FilesOfKills();
  files.erase("store.db");
  ASSERT_GT(files["store.db-wal"].size(), 1000u);
  PowerInRestore power(CLAUSEBOOK_BACKUP_WORKER, files);
  const PowerOutcome outcome = power.FailEverywhere(NothingOrBackup, Seeds());
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.restored, 0);
}

TEST(RestorePowerTest, ADamagedDatabaseIsRefusedOrTheBackup) {
  DiskImages files = FilesOfKills();
  files["store.db"].replace(0, 100, 100, 'G');
  files["store.db-wal"].replace(0, 32, 32, 'G');  // it could repair the other
  PowerInRestore power(CLAUSEBOOK_BACKUP_WORKER, files);
  const PowerOutcome outcome = power.FailEverywhere(RefusedOrBackup, Seeds());
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.before, 0);
  EXPECT_GT(outcome.restored, 0);
}

// A restore that syncs nothing is found out.
TEST(RestorePowerTest, MissingSyncsAreNoticed) {
  PowerInRestore power(CLAUSEBOOK_BACKUP_WORKER, FilesOfKills());
  power.DropSyncs();
  EXPECT_NE(power.FailEverywhere(OldOrBackup, 3).wrong, "");
}

}  // namespace
}  // namespace clausebook::testing
