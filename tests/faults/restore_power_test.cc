// The power fails at every change to the disk that a restore makes, and what was not
// synced is lost, kept or torn in every way that a disk may: what is there under the
// database's name is the old database or the backup, whole, or what was not there before
// is not there now. The changes are those of a real process, taken from its system calls.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <iostream>
#include <random>
#include <set>
#include <string>

#include "storage/sqlite/restore.h"
#include "tests/faults/backup_kills.h"
#include "tests/faults/disk/disk_state.h"
#include "tests/faults/inspection.h"
#include "tests/faults/traced_child.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

enum class Found { kOld, kBackup };

struct Outcome {
  int power_failures = 0;
  int disks = 0;  // that differed, each looked at
  int old = 0;
  int restored = 0;
  std::string wrong;  // the first thing that must not be
};

// Restores on these files once, then on what the power left of them at each change.
class PowerInRestore {
 public:
  // What is found by the database's name; anything else goes to `wrong`.
  using Look = std::function<Found(const TempDir&, std::string& wrong)>;

  explicit PowerInRestore(DiskImages files) : files_(std::move(files)) {
    const TempDir folder;
    WriteImages(folder, files_);
    const std::string path = std::filesystem::canonical(folder.path()).string();
    const TracedRun run = RunTraced(
        {CLAUSEBOOK_BACKUP_WORKER, "restore", path + "/monday.db", path + "/store.db"}, 0,
        path);
    EXPECT_EQ(run.exit_code, 0);
    trace_ = run.trace;
    // The trace is all that happened.
    DiskState disk(files_);
    for (const DiskEvent& event : trace_) disk.Happen(event);
    std::mt19937 random(0);
    EXPECT_TRUE(disk.Fail(Loss::kNothing, random) == WithoutSharedMemory(folder));
  }

  void DropSyncs() {
    std::erase_if(trace_, [](const DiskEvent& event) {
      return event.kind == DiskEvent::Kind::kSync ||
             event.kind == DiskEvent::Kind::kSyncNames;
    });
  }

  Outcome FailEverywhere(const Look& look, unsigned seeds) {
    std::mt19937 random(1);
    DiskState disk(files_);
    for (std::size_t i = 0; i <= trace_.size() && outcome_.wrong.empty(); ++i) {
      for (unsigned seed = 0; seed < seeds && outcome_.wrong.empty(); ++seed) {
        for (const Loss loss : kLosses) {
          Fail(disk.Fail(loss, random), i == trace_.size(), look);
          if (outcome_.wrong.empty()) continue;
          outcome_.wrong = "before event " + std::to_string(i) + " of " +
                           std::to_string(trace_.size()) + ", " + NameOf(loss) + ": " +
                           outcome_.wrong;
          break;
        }
      }
      if (i < trace_.size()) disk.Happen(trace_[i]);
    }
    std::cout << trace_.size() << " events, " << outcome_.power_failures
              << " power failures, " << outcome_.disks
              << " different disks: " << outcome_.old << " times the state before, "
              << outcome_.restored << " times the backup.\n";
    return outcome_;
  }

 private:
  static DiskImages WithoutSharedMemory(const TempDir& folder) {
    DiskImages images = ReadImages(folder);
    std::erase_if(images,
                  [](const auto& image) { return image.first.ends_with("-shm"); });
    return images;
  }

  void Fail(const DiskImages& images, bool acknowledged, const Look& look) {
    ++outcome_.power_failures;
    if (!seen_.insert({acknowledged, HashOf(images)}).second) return;
    ++outcome_.disks;
    WriteImages(folder_, images);
    const Found found = look(folder_, outcome_.wrong);
    ++(found == Found::kOld ? outcome_.old : outcome_.restored);
    if (!outcome_.wrong.empty()) return;
    if (acknowledged && found == Found::kOld) outcome_.wrong = "it was told to be done";
    // Now and then also: it can be restored again.
    if (outcome_.disks % 4 != 0 || !outcome_.wrong.empty()) return;
    const FakeClock clock;
    const auto again = storage::RestoreBackup({.backup = folder_.File("monday.db"),
                                               .database = folder_.File("store.db"),
                                               .clock = &clock});
    if (!again.ok()) {
      outcome_.wrong = "restored again: " + again.status().ToString();
    } else if (look(folder_, outcome_.wrong) != Found::kBackup) {
      outcome_.wrong += "restored again, it is not";
    }
  }

  const DiskImages files_;
  DiskTrace trace_;
  TempDir folder_;
  std::set<std::pair<bool, std::size_t>> seen_;
  Outcome outcome_;
};

Inspection LookAt(const TempDir& folder) {
  return Inspect(folder.File("store.db"), "", kLongBytesOfKills);
}

Found OldOrBackup(const TempDir& folder, std::string& wrong) {
  const Inspection now = LookAt(folder);
  wrong = now.fault;
  if (!wrong.empty()) return Found::kOld;
  if (now.entries == kInDatabase) return Found::kOld;
  if (now.entries != kInBackup) wrong = std::to_string(now.entries) + " entries";
  if (wrong.empty()) wrong = FaultOfKept(folder);
  return Found::kBackup;
}

Found NothingOrBackup(const TempDir& folder, std::string& wrong) {
  if (!std::filesystem::exists(folder.File("store.db"))) return Found::kOld;
  const Inspection now = LookAt(folder);
  wrong = now.fault;
  if (wrong.empty() && now.entries != kInBackup) {
    wrong = std::to_string(now.entries) + " entries";
  }
  return Found::kBackup;
}

// A database that was damaged before is refused.
Found RefusedOrBackup(const TempDir& folder, std::string& wrong) {
  const Inspection now = LookAt(folder);
  if (now.fault.starts_with("cannot be opened: DATA_LOSS")) return Found::kOld;
  return NothingOrBackup(folder, wrong);
}

unsigned Seeds() { return TryAll() ? 40 : 3; }

TEST(RestorePowerTest, TheDatabaseIsTheOldOneOrTheBackup) {
  PowerInRestore power(FilesOfKills());
  const Outcome outcome = power.FailEverywhere(OldOrBackup, Seeds());
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.old, 5);
  EXPECT_GT(outcome.restored, 0);
}

TEST(RestorePowerTest, WhereThereWasNoDatabaseThereIsNoneOrTheBackup) {
  DiskImages files = FilesOfKills();
  files.erase("store.db");
  files.erase("store.db-wal");
  PowerInRestore power(files);
  const Outcome outcome = power.FailEverywhere(NothingOrBackup, Seeds());
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.old, 0);
  EXPECT_GT(outcome.restored, 0);
}

// SQLite would apply a log that was left to whatever file has the database's name.
TEST(RestorePowerTest, ALogThatWasLeftWithoutItsDatabaseIsNotAppliedToTheBackup) {
  DiskImages files = FilesOfKills();
  files.erase("store.db");
  ASSERT_GT(files["store.db-wal"].size(), 1000u);
  PowerInRestore power(files);
  const Outcome outcome = power.FailEverywhere(NothingOrBackup, Seeds());
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.restored, 0);
}

TEST(RestorePowerTest, ADamagedDatabaseIsRefusedOrTheBackup) {
  DiskImages files = FilesOfKills();
  files["store.db"].replace(0, 100, 100, 'G');
  files["store.db-wal"].replace(0, 32, 32, 'G');  // it could repair the other
  PowerInRestore power(files);
  const Outcome outcome = power.FailEverywhere(RefusedOrBackup, Seeds());
  EXPECT_EQ(outcome.wrong, "");
  EXPECT_GT(outcome.old, 0);
  EXPECT_GT(outcome.restored, 0);
}

// A restore that syncs nothing is found out.
TEST(RestorePowerTest, MissingSyncsAreNoticed) {
  PowerInRestore power(FilesOfKills());
  power.DropSyncs();
  EXPECT_NE(power.FailEverywhere(OldOrBackup, 3).wrong, "");
}

}  // namespace
}  // namespace clausebook::testing
