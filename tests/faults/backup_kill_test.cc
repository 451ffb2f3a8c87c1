// kill -9 while backups are made and put back, before each change to the disk: what has
// the name is the old or the new one, whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "storage/sqlite/backup.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/backup_kills.h"
#include "tests/faults/disk/disk_state.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/inspection.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

void Tell(const char* what, const KillsOutcome& outcome) {
  std::cout << outcome.kills << " kills during " << what << ": " << outcome.before
            << " times the state before, " << outcome.after << " times that after.\n";
}

TEST(BackupKillTest, ABackupIsThereWholeOrNotAtAll) {
  const KillsOutcome outcome = KillBackups(CLAUSEBOOK_BACKUP_WORKER, 1);
  Tell("backups", outcome);
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.before, 10);
  EXPECT_GT(outcome.after, 0);
}

TEST(BackupKillTest, ADatabaseIsTheOldOneOrTheBackup) {
  const KillsOutcome outcome = KillRestores(CLAUSEBOOK_BACKUP_WORKER, 1);
  Tell("restores", outcome);
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.before, 5);
  EXPECT_GT(outcome.after, 0);
}

// What a power failure would leave of a restore: the copy is on the disk before it gets
// the name, and the name is before the restore is told to be done.
TEST(BackupKillTest, ARestoreIsSyncedBeforeAndAfterTheSwap) {
  const auto changes = ChangesOfARestore(CLAUSEBOOK_BACKUP_WORKER);
  const auto last_of = [&](const std::string& name) {
    return std::distance(std::find(changes.rbegin(), changes.rend(), name),
                         changes.rend());
  };
  const auto swap = last_of("rename");
  ASSERT_GT(swap, 0);
  EXPECT_GT(last_of("fsync"), swap) << "the folder, after the swap";
  const auto first_sync =
      std::distance(changes.begin(), std::find(changes.begin(), changes.end(), "fsync"));
  const auto first_write =
      std::distance(changes.begin(), std::find(changes.begin(), changes.end(), "write"));
  EXPECT_LT(first_write, first_sync);
  EXPECT_LT(first_sync, swap - 1) << "the copy, before it";
}

// A backup changes nothing of the database: whatever a power failure does to what it
// writes, the database is not among it.
TEST(BackupKillTest, ABackupWritesToItsOwnFilesOnly) {
  const TempDir folder;
  const FakeClock clock;
  TestVfs vfs;
  const auto store = Must(storage::SqliteStore::Open(
      {.path = folder.File("store.db"), .clock = &clock, .vfs = vfs.name()}));
  for (int i = 0; i < 4; ++i) Must(WriteEntry(*store, i, 20'000));
  DiskTrace trace;
  vfs.Record(&trace);
  Must(storage::CreateBackup({.database = folder.File("store.db"),
                              .target = folder.File("b.db"),
                              .clock = &clock,
                              .vfs = vfs.name()}));
  vfs.Record(nullptr);
  int changes = 0;
  for (const DiskEvent& event : trace) {
    EXPECT_EQ(event.file.rfind("b.db.partial-", 0), 0u) << event.file;
    ++changes;
  }
  EXPECT_GT(changes, 10);
  // What has the name is what was synced under another one before.
  EXPECT_TRUE(storage::VerifyBackup(folder.File("b.db")).ok());
}

}  // namespace
}  // namespace clausebook::testing
