// Backups: of a database in use, cut at a time, verified, and put back.
#include "storage/sqlite/backup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "service/base/error.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/database_check.h"
#include "storage/sqlite/known_at_copy.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/restore.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/inspection.h"
#include "tests/faults/table_dump.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

using storage::BackupManifest;
using storage::CreateBackup;
using storage::RestoreBackup;
using storage::VerifyBackup;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr std::size_t kLongBytes = 30'000;

class BackupTest : public ::testing::Test {
 protected:
  std::unique_ptr<storage::SqliteStore> Open() {
    return Must(storage::SqliteStore::Open({.path = database_,
                                            .clock = &clock_,
                                            .checkpoint_pages = 100,
                                            .vfs = vfs_.name()}));
  }
  void WriteEntries(storage::Store& store, int from, int to) {
    for (int i = from; i < to; ++i) {
      clock_.AdvanceMicros(1'000'000);
      Must(WriteEntry(store, i, kLongBytes));
    }
  }
  // A closed database with some entries.
  void MakeDatabase(int entries) {
    const auto store = Open();
    WriteEntries(*store, 0, entries);
  }
  absl::StatusOr<BackupManifest> BackUp(const std::string& target) {
    return CreateBackup({.database = database_, .target = target, .clock = &clock_});
  }
  absl::StatusOr<storage::RestoreResult> Restore(const std::string& backup) {
    return RestoreBackup({.backup = backup, .database = database_, .clock = &clock_});
  }
  int EntriesOf(const std::string& database) {
    const Inspection found = Inspect(database, "", kLongBytes);
    EXPECT_EQ(found.fault, "") << database;
    return found.entries;
  }
  std::vector<std::string> FilesIn(const TempDir& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  TempDir folder_;
  TempDir backups_;
  const std::string database_ = folder_.File("store.db");
  const std::string target_ = backups_.File("monday.db");
  FakeClock clock_;
  TestVfs vfs_;  // does not sync, which is quicker
};

TEST_F(BackupTest, IsTheDatabaseInOneFileWithAManifest) {
  MakeDatabase(5);
  const BackupManifest manifest = Must(BackUp(target_));
  EXPECT_THAT(FilesIn(backups_), UnorderedElementsAre("monday.db", "monday.db.json"));
  EXPECT_EQ(std::filesystem::status(target_).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(manifest.schema_step, storage::Migrations().size());
  EXPECT_EQ(manifest.last_commit, clock_.Now());
  EXPECT_EQ(manifest, Must(VerifyBackup(target_)));
  EXPECT_EQ(FirstDifference(DumpTables(database_), DumpTables(target_)), "");
  EXPECT_THAT(FilesIn(backups_), UnorderedElementsAre("monday.db", "monday.db.json"))
      << "it can be read without making files, as from a read-only disk";
}

TEST_F(BackupTest, OfADatabaseInUseIsOfOneMoment) {
  const int backups = TryAll() ? 300 : 20;
  const auto store = Open();
  WriteEntries(*store, 0, 10);
  std::atomic<bool> stop{false};
  std::atomic<int> acknowledged{10};
  std::thread writer([&] {
    // Not without end: a backup looks at all there is, so it takes longer and longer.
    for (int i = 10; !stop && i < 2000; ++i) {
      Must(WriteEntry(*store, i, kLongBytes));
      acknowledged = i + 1;
    }
  });
  for (int i = 0; i < backups; ++i) {
    const int before = acknowledged;
    const std::string target = backups_.File(std::to_string(i) + ".db");
    const auto manifest = CreateBackup(
        {.database = database_, .target = target, .clock = &clock_, .vfs = vfs_.name()});
    const int after = acknowledged;
    EXPECT_TRUE(manifest.ok()) << manifest.status();
    const int entries = EntriesOf(target);
    EXPECT_GE(entries, before) << "what was acknowledged before is in it";
    EXPECT_LE(entries, after + 1);
    std::filesystem::remove(target);
  }
  stop = true;
  writer.join();
  EXPECT_EQ(FindFault(*store, acknowledged, kLongBytes), "");
  std::cout << backups << " backups while " << acknowledged - 10
            << " entries were written.\n";
}

TEST_F(BackupTest, NothingIsOverwritten) {
  MakeDatabase(1);
  WriteBytes(target_, "somebody's");
  EXPECT_EQ(BackUp(target_).status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReadBytes(target_), "somebody's");
  WriteBytes(backups_.File("b.db.json"), "somebody's");
  EXPECT_EQ(BackUp(backups_.File("b.db")).status().code(),
            absl::StatusCode::kAlreadyExists);
}

TEST_F(BackupTest, NoneIsMadeOfADamagedDatabaseOrNone) {
  EXPECT_EQ(BackUp(target_).status().code(), absl::StatusCode::kNotFound);
  MakeDatabase(3);
  Tamper(database_,
         "DROP TRIGGER revisions_keep_u; UPDATE revisions SET text = CAST(text || 'x' AS "
         "BLOB)");
  const absl::Status status = BackUp(target_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_THAT(FilesIn(backups_), ElementsAre());
  EXPECT_EQ(BackUp(backups_.File("no/such/folder.db")).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(BackupTest, AFailingDiskLeavesNoneAndHarmsNothing) {
  MakeDatabase(4);
  int faults = 0;
  for (const DiskCall call : {DiskCall::kOpen, DiskCall::kRead, DiskCall::kWrite,
                              DiskCall::kSync, DiskCall::kSharedLock}) {
    for (int nth = 1;; nth += TryAll() ? 1 : 3) {
      const TempDir backups;
      TestVfs vfs;
      vfs.Arm({.call = call, .nth = nth, .for_good = nth % 2 == 0});
      const auto made = CreateBackup({.database = database_,
                                      .target = backups.File("b.db"),
                                      .clock = &clock_,
                                      .vfs = vfs.name()});
      if (vfs.hits() == 0) break;
      ++faults;
      if (made.ok()) {
        EXPECT_TRUE(VerifyBackup(backups.File("b.db")).ok());
        continue;
      }
      EXPECT_EQ(made.status().code(), absl::StatusCode::kUnavailable)
          << NameOf(call) << " " << nth << ": " << made.status();
      EXPECT_THAT(FilesIn(backups), ElementsAre()) << NameOf(call) << " " << nth;
    }
  }
  std::cout << faults << " faults during a backup.\n";
  EXPECT_EQ(EntriesOf(database_), 4);
}

// A copy cut at K is the database as it was at K, row by row.
TEST_F(BackupTest, CutAtATimeIsTheDatabaseOfThatTime) {
  const auto store = Open();
  std::vector<std::pair<Instant, TableDump>> then;
  for (int i = 0; i < 12; ++i) {
    WriteEntries(*store, i, i + 1);
    if (i == 7) {
      Must(store->Write(nullptr, [](storage::WriteTransaction& t) {
        return t.DeletePolicy({{model::PublisherKind::kVendor, "acme"}, "privacy"});
      }));
    }
    const std::string whole = backups_.File(std::to_string(i) + ".whole");
    Must(BackUp(whole));
    then.emplace_back(clock_.Now(), DumpTables(whole));
  }
  for (std::size_t i = 0; i < then.size(); ++i) {
    const Instant known_at{then[i].first.micros + 999'000};  // before the next
    const std::string target = backups_.File(std::to_string(i) + ".cut");
    const auto manifest = Must(CreateBackup({.database = database_,
                                             .target = target,
                                             .clock = &clock_,
                                             .known_at = known_at}));
    EXPECT_EQ(manifest.known_at, known_at);
    EXPECT_LE(manifest.last_commit, known_at);
    EXPECT_EQ(FirstDifference(then[i].second, DumpTables(target)), "") << "cut at " << i;
    EXPECT_EQ(manifest, Must(VerifyBackup(target)));
  }
  const std::string later = "entry 11.";
  EXPECT_THAT(ReadBytes(backups_.File("11.cut")), HasSubstr(later));
  EXPECT_EQ(ReadBytes(backups_.File("10.cut")).find(later), std::string::npos)
      << "no trace of what came later";
}

TEST_F(BackupTest, EveryTableCanBeCut) {
  MakeDatabase(1);
  for (const auto& dumped : DumpTables(database_)) {
    const std::string& table = dumped.first;
    if (table == "schema_steps") continue;
    EXPECT_TRUE(std::any_of(storage::CutRules().begin(), storage::CutRules().end(),
                            [&](const auto& rule) { return rule.table == table; }))
        << "known_at_copy.cc does not know " << table;
  }
}

TEST_F(BackupTest, IsPutBackAndWhatWasThereIsKept) {
  MakeDatabase(3);
  Must(BackUp(target_));
  {
    const auto store = Open();
    WriteEntries(*store, 3, 6);
  }
  const auto restored = Must(Restore(target_));
  EXPECT_EQ(EntriesOf(database_), 3);
  EXPECT_EQ(EntriesOf(restored.kept_as), 6);
  EXPECT_EQ(restored.manifest.size_bytes,
            static_cast<std::int64_t>(std::filesystem::file_size(target_)));
  const auto store = Open();
  WriteEntries(*store, 3, 5);
  EXPECT_EQ(FindFault(*store, 5, kLongBytes), "");
}

TEST_F(BackupTest, IsPutWhereThereIsNoDatabase) {
  MakeDatabase(3);
  Must(BackUp(target_));
  const TempDir elsewhere;
  const std::string fresh = elsewhere.File("new.db");
  const auto restored =
      Must(RestoreBackup({.backup = target_, .database = fresh, .clock = &clock_}));
  EXPECT_EQ(restored.kept_as, "");
  EXPECT_EQ(EntriesOf(fresh), 3);
}

// The log of the database that was there must not be applied to the one put back.
TEST_F(BackupTest, IsPutInThePlaceOfADamagedDatabaseWithALog) {
  MakeDatabase(3);
  Must(BackUp(target_));
  {
    const auto store = Open();
    WriteEntries(*store, 3, 4);
    const DiskImages left = ReadImages(folder_);
    ASSERT_TRUE(left.contains("store.db-wal"));
    DiskImages damaged = left;
    damaged.erase("store.db-shm");
    damaged["store.db"].replace(0, 100, 100, 'G');
    damaged["store.db-wal"].replace(0, 32, 32, 'G');  // it could repair the other
    const TempDir other;
    WriteImages(other, damaged);
    const std::string there = other.File("store.db");
    const auto restored =
        Must(RestoreBackup({.backup = target_, .database = there, .clock = &clock_}));
    EXPECT_EQ(EntriesOf(there), 3);
    EXPECT_TRUE(std::filesystem::exists(restored.kept_as));
    EXPECT_TRUE(std::filesystem::exists(restored.kept_as + "-wal"));
  }
}

TEST_F(BackupTest, IsNotPutBackUnderAServer) {
  MakeDatabase(3);
  Must(BackUp(target_));
  const auto store = Open();
  const absl::Status status = Restore(target_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_EQ(GetErrorDetail(status)->reason, Reason::kStorageLocked);
  WriteEntries(*store, 3, 4);
  EXPECT_EQ(FindFault(*store, 4, kLongBytes), "");
}

// Its log cannot be folded in as long as somebody reads an earlier state, and a sound
// database is never without its log, whenever the process ends.
TEST_F(BackupTest, IsNotPutBackWhileSomebodyReadsWhatIsNotYetFoldedIn) {
  MakeDatabase(3);
  Must(BackUp(target_));
  auto reader = Must(storage::Connection::Open({.path = database_}));
  {
    const auto store = Open();
    reader->Execute("BEGIN; SELECT count(*) FROM vendors");
    WriteEntries(*store, 3, 5);
  }
  const absl::Status status = Restore(target_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_EQ(GetErrorDetail(status)->reason, Reason::kStorageLocked);
  EXPECT_EQ(EntriesOf(database_), 5);
  reader.reset();
  EXPECT_EQ(EntriesOf(Must(Restore(target_)).kept_as), 5);
  EXPECT_EQ(EntriesOf(database_), 3);
}

// Whatever was changed in it: it is not put back, and the database stays.
TEST_F(BackupTest, IsNotPutBackWhenAnythingInItWasChanged) {
  MakeDatabase(2);
  Must(BackUp(target_));
  const std::string whole = ReadBytes(target_);
  const std::string manifest = ReadBytes(target_ + ".json");
  const int tries = TryAll() ? 5'000 : 300;
  std::mt19937 random(11);
  const auto expect_refused = [&](const std::string& what) {
    const absl::Status status = Restore(target_).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << what << ": " << status;
  };
  for (int i = 0; i < tries && !HasFailure(); ++i) {
    std::string bytes = whole;
    const std::size_t at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
    WriteBytes(target_, bytes);
    expect_refused("a flipped bit at " + std::to_string(at));
  }
  WriteBytes(target_, whole.substr(0, whole.size() - 4096));
  expect_refused("cut off");
  WriteBytes(target_, whole + "x");
  expect_refused("longer");
  WriteBytes(target_, whole);
  WriteBytes(target_ + ".json", "{}");
  expect_refused("another manifest");
  std::filesystem::remove(target_ + ".json");
  expect_refused("no manifest");
  for (const std::string& name : FilesIn(folder_)) {
    EXPECT_EQ(name.find("restor"), std::string::npos) << name;
  }
  WriteBytes(target_ + ".json", manifest);
  Must(Restore(target_));
  EXPECT_EQ(EntriesOf(database_), 2);
}

}  // namespace
}  // namespace clausebook::testing
