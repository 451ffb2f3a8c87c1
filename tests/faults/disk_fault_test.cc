// The n-th call to the disk fails, once or from then on, for every kind of call and every
// n that a run of the store has. Whatever fails: the status says that the store cannot do
// it now, what was acknowledged stays, nothing is half there, and when the disk works
// again so does the store.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "service/base/error.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/faulty_run.h"
#include "tests/faults/inspection.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

constexpr char kFile[] = "store.db";
constexpr std::size_t kLongBytes = kFaultyRunLongBytes;

class DiskFaultTest : public ::testing::TestWithParam<DiskCall> {
 protected:
  // Lets each n fail until a run has no such call any more.
  void FailEach(DiskFault fault) {
    const DiskImages files = MakeFaultyRunDatabase();
    int runs = 0;
    int refused = 0;
    int failures = 0;
    for (fault.nth = 1; failures < 5; ++fault.nth) {
      FaultyRun run(files, fault);
      run.Go();
      if (!run.hit()) break;
      ++runs;
      refused += run.refused() ? 1 : 0;
      if (!run.wrong().empty()) ++failures;
      EXPECT_EQ(run.wrong(), "") << NameOf(fault.call) << " number " << fault.nth
                                 << (fault.for_good ? " and all later ones" : " alone");
    }
    std::cout << NameOf(fault.call) << (fault.for_good ? ", for good" : ", once")
              << (fault.code != 0 ? ", code " + std::to_string(fault.code) : "")
              << (fault.short_write ? ", half written" : "") << ": " << runs
              << " faults, of which " << refused << " were noticed by a caller.\n";
    EXPECT_GT(runs, 0);
  }
};

TEST_P(DiskFaultTest, TheNthFailsOnce) { FailEach({.call = GetParam()}); }

TEST_P(DiskFaultTest, TheNthAndAllLaterOnesFail) {
  FailEach({.call = GetParam(), .for_good = true});
}

INSTANTIATE_TEST_SUITE_P(Calls, DiskFaultTest,
                         ::testing::Values(DiskCall::kOpen, DiskCall::kRead,
                                           DiskCall::kWrite, DiskCall::kTruncate,
                                           DiskCall::kSync, DiskCall::kFileSize,
                                           DiskCall::kLock, DiskCall::kSharedMap,
                                           DiskCall::kSharedLock, DiskCall::kDelete,
                                           DiskCall::kAccess),
                         [](const auto& info) {
                           std::string name = NameOf(info.param);
                           std::erase(name, ' ');
                           return name;
                         });

using DiskWriteTest = DiskFaultTest;

TEST_P(DiskWriteTest, AWriteThatGetsHalfWay) {
  FailEach({.call = GetParam(), .short_write = true});
}

TEST_P(DiskWriteTest, AFullDiskAtTheNthWrite) {
  FailEach({.call = GetParam(), .code = SQLITE_FULL, .short_write = true});
  FailEach({.call = GetParam(), .for_good = true, .code = SQLITE_FULL});
}

INSTANTIATE_TEST_SUITE_P(Writes, DiskWriteTest, ::testing::Values(DiskCall::kWrite),
                         [](const auto&) { return "write"; });

TEST(DiskLockTest, ALockThatAnotherHolds) {
  // Somebody else's lock, as a shell's that should not be there.
  const DiskImages files = MakeFaultyRunDatabase();
  for (const DiskCall call : {DiskCall::kLock, DiskCall::kSharedLock}) {
    for (int nth = 1; nth < 400; nth += TryAll() ? 1 : 5) {
      FaultyRun run(files, {.call = call, .nth = nth, .code = SQLITE_BUSY});
      run.Go();
      if (!run.hit()) break;
      ASSERT_EQ(run.wrong(), "") << NameOf(call) << " number " << nth;
    }
  }
}

// The disk is full at every growth: from no room at all until all fits.
TEST(DiskFullTest, AtEveryGrowth) {
  const DiskImages files = MakeFaultyRunDatabase();
  int runs = 0;
  const std::int64_t step = TryAll() ? 512 : 9'000;
  for (std::int64_t room = 0;; room += step) {
    FaultyRun run(files, {.for_good = true, .code = SQLITE_FULL});
    run.GoWithRoomFor(room);
    ASSERT_EQ(run.wrong(), "") << "room for " << room << " bytes";
    if (!run.hit()) break;
    ++runs;
  }
  std::cout << "Disk full: " << runs << " runs.\n";
  EXPECT_GT(runs, 10);
}

// The disk becomes read-only: reads go on, writes are refused, and when it can be written
// again they are taken, without a restart.
TEST(ReadOnlyDiskTest, ReadsGoOnAndWritesComeBack) {
  const TempDir folder;
  const FakeClock clock;
  TestVfs vfs;
  const auto store = Must(storage::SqliteStore::Open(
      {.path = folder.File(kFile), .clock = &clock, .vfs = vfs.name()}));
  Must(WriteEntry(*store, 0, kLongBytes));
  vfs.ArmReadOnly();
  for (int i = 0; i < 3; ++i) {
    const absl::Status refused = WriteEntry(*store, 1, kLongBytes);
    EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable) << refused;
    EXPECT_EQ(GetErrorDetail(refused)->reason, Reason::kStorageUnavailable);
    EXPECT_EQ(FindFault(*store, 1, kLongBytes), "");
    EXPECT_TRUE(store->Probe().ok()) << "it can still be asked";
  }
  vfs.Disarm();
  Must(WriteEntry(*store, 1, kLongBytes));
  EXPECT_EQ(FindFault(*store, 2, kLongBytes), "");
}

// A store that is opened on a read-only disk says so, and does not call it damaged.
TEST(ReadOnlyDiskTest, OpeningIsRefusedAsUnavailable) {
  const DiskImages files = MakeFaultyRunDatabase();
  const TempDir folder;
  const FakeClock clock;
  TestVfs vfs;
  WriteImages(folder, {{kFile, ""}});
  vfs.ArmReadOnly();
  const auto made = storage::SqliteStore::Open(
      {.path = folder.File(kFile), .clock = &clock, .vfs = vfs.name()});
  EXPECT_EQ(made.status().code(), absl::StatusCode::kUnavailable) << made.status();
}

}  // namespace
}  // namespace clausebook::testing
