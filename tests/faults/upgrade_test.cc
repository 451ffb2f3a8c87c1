// Upgrades from every earlier schema with content: all of it is there afterwards, a
// verified backup of what was before too, and an upgrade that is broken off anywhere is
// finished by the next start.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "storage/sqlite/backup.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/database_check.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/restore.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/disk_state.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/inspection.h"
#include "tests/faults/table_dump.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

using storage::Connection;
using storage::Migrations;
using storage::SqliteStore;
using ::testing::SizeIs;

constexpr char kFile[] = "store.db";

std::size_t Latest() { return Migrations().size(); }

class UpgradeTest : public ::testing::TestWithParam<std::size_t> {
 protected:
  // A file as a service of the schema step left it.
  void MakeOld(std::size_t step) {
    const auto connection =
        Must(Connection::Open({.path = database_, .writable = true, .vfs = vfs_.name()}));
    Must(storage::Migrate(*connection, Migrations().first(step)));
    for (std::size_t i = 1; i <= step; ++i) {
      const std::string content =
          ReadBytes(CLAUSEBOOK_UPGRADES + ("/content_" + std::to_string(i) + ".sql"));
      ASSERT_NE(content, "") << "no content for schema step " << i;
      connection->Execute(content.c_str());
    }
  }

  absl::StatusOr<std::unique_ptr<SqliteStore>> Open(bool backup = true) {
    return SqliteStore::Open({.path = database_,
                              .clock = &clock_,
                              .readers = 1,
                              .backup_before_migration = backup,
                              .vfs = vfs_.name()});
  }

  // The tables with content; the list of steps grows with an upgrade.
  TableDump Content() {
    TableDump dump = DumpTables(database_);
    dump.erase("schema_steps");
    return dump;
  }

  std::vector<std::string> Backups() {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      if (entry.path().extension() == ".backup") found.push_back(entry.path().string());
    }
    return found;
  }

  void ExpectUpgraded(const TableDump& before) {
    EXPECT_EQ(FirstDifference(before, Content()), "");
    const auto report = Must(storage::CheckDatabase({.path = database_}));
    EXPECT_EQ(report.schema_step, Latest());
    EXPECT_TRUE(report.sound()) << report.findings.front().what;
  }

  TempDir folder_;
  const std::string database_ = folder_.File(kFile);
  FakeClock clock_;
  TestVfs vfs_;
};

TEST_P(UpgradeTest, KeepsAllThatWasThere) {
  MakeOld(GetParam());
  const TableDump before = Content();
  {
    const auto store = Must(Open());
    const auto snapshot = Must(store->Read(nullptr));
    const auto vendor = Must(snapshot->GetVendor("lanternfish", kEndOfTime));
    EXPECT_EQ(vendor.display_name, "Lanternfish GmbH");
    EXPECT_FALSE(snapshot->GetVendor("gone", kEndOfTime).ok());
    EXPECT_TRUE(snapshot->GetVendor("gone", Instant{1'750'000'000'000'001}).ok());
    const auto base =
        Must(snapshot->LoadEvidence(VendorNamed("lanternfish"), kEndOfTime));
    EXPECT_THAT(base->facts, SizeIs(3));
    EXPECT_THAT(Must(snapshot->ListRevisions({VendorNamed("lanternfish"), "privacy"},
                                             kEndOfTime, false)),
                SizeIs(2));
    EXPECT_TRUE(Must(snapshot->FindResponse("request-1", Instant{0})).has_value());
    EXPECT_THAT(Must(snapshot->ListRejections(VendorNamed("lanternfish"), kEndOfTime)),
                SizeIs(GetParam() >= 2 ? 1 : 0));
    if (GetParam() >= 3) {
      EXPECT_EQ(Must(snapshot->GetResponseFile({"lanternfish", "globex"}))->substr(0, 2),
                "id");
    }
  }
  ExpectUpgraded(before);
  // And it is written on.
  const auto store = Must(Open());
  Must(WriteEntry(*store, 0));
  Must(WriteEntry(*store, 1));
  EXPECT_EQ(FindFault(*store, 2), "");
}

TEST_P(UpgradeTest, LeavesAVerifiedBackupOfWhatWasBefore) {
  MakeOld(GetParam());
  const TableDump before = DumpTables(database_);
  Must(Open());
  if (GetParam() == Latest()) {
    EXPECT_THAT(Backups(), SizeIs(0)) << "nothing was migrated";
    return;
  }
  ASSERT_THAT(Backups(), SizeIs(1));
  const std::string backup = Backups()[0];
  EXPECT_EQ(backup, database_ + ".schema-" + std::to_string(GetParam()) +
                        "-20260101T000000.000000Z.backup");
  EXPECT_EQ(Must(storage::VerifyBackup(backup)).schema_step, GetParam());
  EXPECT_EQ(FirstDifference(before, DumpTables(backup)), "");
  Must(Open());
  EXPECT_THAT(Backups(), SizeIs(1)) << "only before a migration";
  // Back to the old program: with the backup in its place.
  Must(storage::RestoreBackup(
      {.backup = backup, .database = database_, .clock = &clock_}));
  EXPECT_EQ(FirstDifference(before, DumpTables(database_)), "");
}

TEST_P(UpgradeTest, MakesNoBackupWhereThatIsTurnedOff) {
  MakeOld(GetParam());
  const TableDump before = Content();
  Must(Open(/*backup=*/false));
  EXPECT_THAT(Backups(), SizeIs(0));
  ExpectUpgraded(before);
}

TEST_P(UpgradeTest, WithoutABackupNothingIsMigrated) {
  if (GetParam() == Latest()) GTEST_SKIP() << "nothing to migrate";
  MakeOld(GetParam());
  const TableDump before = DumpTables(database_);
  vfs_.ArmFull(0);
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kUnavailable);
  vfs_.Disarm();
  EXPECT_EQ(FirstDifference(DumpTables(database_), before), "");
  Tamper(database_, "DROP TRIGGER revisions_keep_u; UPDATE revisions SET text = X'00'");
  EXPECT_EQ(Open().status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(Backups(), SizeIs(0));
  EXPECT_EQ(Must(storage::CountApplied(*Must(Connection::Open({.path = database_})),
                                       Migrations())),
            GetParam());
}

// Killed after each statement of each step that is missing.
TEST_P(UpgradeTest, BrokenOffAfterAnyStatementItIsFinishedLater) {
  if (GetParam() == Latest()) GTEST_SKIP() << "nothing to migrate";
  MakeOld(GetParam());
  const TableDump before = Content();
  const DiskImages old = ReadImages(folder_);
  const std::string_view sql = Migrations()[GetParam()].content;
  int kills = 0;
  std::string statement;
  for (std::size_t end = 0; end < sql.size() && !HasFailure(); ++end) {
    statement += sql[end];
    if (sql[end] != ';' || sqlite3_complete(statement.c_str()) == 0) continue;
    statement.clear();
    WriteImages(folder_, old);
    DiskImages left;
    {
      const auto killed = Must(
          Connection::Open({.path = database_, .writable = true, .vfs = vfs_.name()}));
      // Pages go to the log before the commit where memory is short.
      killed->Execute("PRAGMA cache_size = 2");
      killed->Execute("BEGIN IMMEDIATE");
      killed->Execute(std::string(sql.substr(0, end + 1)).c_str());
      left = ReadImages(folder_);  // the process is gone, as it is
    }
    left.erase("store.db-shm");
    WriteImages(folder_, left);
    ++kills;
    SCOPED_TRACE("after statement " + std::to_string(kills));
    Must(Open(/*backup=*/false));
    ExpectUpgraded(before);
  }
  std::cout << kills << " statements of step " << GetParam() + 1
            << " broken off after.\n";
  EXPECT_GE(kills, 3) << "a table and what keeps it append-only";
}

// The power fails at every write and sync of the upgrade.
TEST_P(UpgradeTest, APowerFailureAnywhereIsSurvived) {
  if (GetParam() == Latest()) GTEST_SKIP() << "nothing to migrate";
  MakeOld(GetParam());
  const TableDump before = Content();
  DiskImages old = ReadImages(folder_);
  old.erase("store.db.lock");
  DiskTrace trace;
  vfs_.Record(&trace);
  Must(Open(/*backup=*/false));
  vfs_.Record(nullptr);
  DiskState disk(old);
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  std::set<std::size_t> seen;
  int failures = 0;
  for (std::size_t i = 0; i <= trace.size() && !HasFailure(); ++i) {
    for (const Loss loss : kLosses) {
      SCOPED_TRACE(std::string(NameOf(loss)) + " at event " + std::to_string(i));
      const DiskImages images = disk.Fail(loss, random);
      ++failures;
      if (!seen.insert(HashOf(images)).second) continue;
      WriteImages(folder_, images);
      Must(Open(/*backup=*/false));
      EXPECT_EQ(FirstDifference(before, Content()), "");
    }
    if (i < trace.size()) disk.Happen(trace[i]);
  }
  ExpectUpgraded(before);
  std::cout << failures << " power failures in upgrades from step " << GetParam() << ", "
            << seen.size() << " different disks.\n";
}

INSTANTIATE_TEST_SUITE_P(From, UpgradeTest,
                         ::testing::Range(std::size_t{1}, Migrations().size() + 1),
                         [](const auto& info) {
                           return "step" + std::to_string(info.param);
                         });

// The first start of all: the power fails while the file is made.
TEST(FirstStartTest, APowerFailureAnywhereLeavesAFileThatCanBeOpened) {
  const FakeClock clock;
  DiskTrace trace;
  {
    const TempDir folder;
    TestVfs vfs;
    vfs.Record(&trace);
    Must(SqliteStore::Open(
        {.path = folder.File(kFile), .clock = &clock, .vfs = vfs.name()}));
  }
  DiskState disk;
  std::mt19937 random(1);
  const TempDir folder;
  const TestVfs vfs;
  std::set<std::size_t> seen;
  int failures = 0;
  for (std::size_t i = 0; i <= trace.size(); ++i) {
    for (const Loss loss : kLosses) {
      const DiskImages images = disk.Fail(loss, random);
      ++failures;
      if (!seen.insert(HashOf(images)).second) continue;
      WriteImages(folder, images);
      const auto store = SqliteStore::Open(
          {.path = folder.File(kFile), .clock = &clock, .vfs = vfs.name()});
      ASSERT_TRUE(store.ok()) << NameOf(loss) << " at " << i << ": " << store.status();
    }
    if (i < trace.size()) disk.Happen(trace[i]);
  }
  std::cout << failures << " power failures in a first start, " << seen.size()
            << " different disks.\n";
}

}  // namespace
}  // namespace clausebook::testing
