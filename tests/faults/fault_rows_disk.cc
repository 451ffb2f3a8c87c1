// Rows about the disk and about memory.
#include <sqlite3.h>

#include <functional>
#include <memory>

#include "service/base/error.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/fault_rows.h"
#include "tests/faults/faulty_run.h"
#include "tests/faults/inspection.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

constexpr char kRowsFile[] = "store.db";
constexpr std::size_t kLong = 20'000;
constexpr char kWorksAgain[] =
    "all that was acknowledged, nothing half; works again without a restart";

constexpr char kWorksWithTheDisk[] =
    "all that was acknowledged, nothing half; works again when the disk does";

// The n-th call fails, for every `stride`-th n that a run has.
FaultRow RowOf(const std::string& fault, const std::string& injected, DiskFault with,
               int stride) {
  FaultRow row{fault, injected, {}, ""};
  const DiskImages files = MakeFaultyRunDatabase();
  std::string wrong;
  for (with.nth = 1; wrong.empty(); with.nth += stride) {
    FaultyRun run(files, with);
    run.Go();
    if (!run.hit()) break;
    row.told.insert(run.reasons().begin(), run.reasons().end());
    wrong = run.wrong();
  }
  row.afterwards = AsPromised(wrong, with.for_good ? kWorksWithTheDisk : kWorksAgain);
  return row;
}

FaultRow FullDisk() {
  FaultRow row{"the disk is full", "files may grow by 0, 9,000, 18,000 … bytes", {}, ""};
  const DiskImages files = MakeFaultyRunDatabase();
  std::string wrong;
  for (std::int64_t room = 0; wrong.empty(); room += 9'000) {
    FaultyRun run(files, {.for_good = true, .code = SQLITE_FULL});
    run.GoWithRoomFor(room);
    if (!run.hit()) break;
    row.told.insert(run.reasons().begin(), run.reasons().end());
    wrong = run.wrong();
  }
  row.afterwards = AsPromised(wrong, kWorksWithTheDisk);
  return row;
}

FaultRow ReadOnlyWhileRunning() {
  FaultRow row{
      "the disk becomes read-only", "every change fails while a store runs", {}, ""};
  const TempDir folder;
  const FakeClock clock;
  TestVfs vfs;
  const auto store = Must(storage::SqliteStore::Open(
      {.path = folder.File(kRowsFile), .clock = &clock, .vfs = vfs.name()}));
  Must(WriteEntry(*store, 0, kLong));
  vfs.ArmReadOnly();
  row.told.insert(ReasonOn(WriteEntry(*store, 1, kLong)));
  std::string wrong = FindFault(*store, 1, kLong);
  vfs.Disarm();
  if (!WriteEntry(*store, 1, kLong).ok()) wrong += "no write afterwards";
  wrong += FindFault(*store, 2, kLong);
  row.afterwards = AsPromised(wrong, "reads went on; writes are taken again");
  return row;
}

FaultRow ReadOnlyAtTheStart() {
  FaultRow row{"the disk is read-only at the start", "every change fails", {}, ""};
  const TempDir folder;
  const FakeClock clock;
  TestVfs vfs;
  WriteImages(folder, {{kRowsFile, ""}});
  vfs.ArmReadOnly();
  const auto open = [&] {
    return storage::SqliteStore::Open(
        {.path = folder.File(kRowsFile), .clock = &clock, .vfs = vfs.name()});
  };
  row.told.insert(ReasonOn(open().status()));
  vfs.Disarm();
  row.afterwards = AsPromised(open().ok() ? "" : "cannot be opened",
                              "not started; starts once it can be written");
  return row;
}

}  // namespace

std::string AsPromised(const std::string& wrong, const std::string& promise) {
  return wrong.empty() ? promise : "WRONG: " + wrong;
}

std::string ReasonOn(const absl::Status& status) {
  if (status.ok()) return "OK";
  const auto detail = GetErrorDetail(status);
  return detail ? std::string(ReasonName(detail->reason)) : status.ToString();
}

std::vector<FaultRow> DiskRows() {
  std::vector<FaultRow> rows;
  for (const DiskCall call :
       {DiskCall::kOpen, DiskCall::kRead, DiskCall::kWrite, DiskCall::kTruncate,
        DiskCall::kSync, DiskCall::kFileSize, DiskCall::kLock, DiskCall::kSharedMap,
        DiskCall::kSharedLock, DiskCall::kDelete, DiskCall::kAccess}) {
    const std::string name = NameOf(call);
    rows.push_back(RowOf(name + " fails", "the n-th, once", {.call = call}, 7));
    rows.push_back(RowOf(name + " fails", "the n-th and all later ones",
                         {.call = call, .for_good = true}, 7));
  }
  rows.push_back(RowOf("a write gets half way", "the n-th",
                       {.call = DiskCall::kWrite, .short_write = true}, 7));
  rows.push_back(RowOf("the disk is full", "at the n-th write, for good",
                       {.call = DiskCall::kWrite, .for_good = true, .code = SQLITE_FULL},
                       7));
  rows.push_back(FullDisk());
  rows.push_back(ReadOnlyWhileRunning());
  rows.push_back(ReadOnlyAtTheStart());
  rows.push_back(RowOf("somebody else holds SQLite's lock", "the n-th lock is refused",
                       {.call = DiskCall::kSharedLock, .code = SQLITE_BUSY}, 9));
  return rows;
}

std::vector<FaultRow> MemoryRows(FailAllocation fail) {
  std::vector<FaultRow> rows;
  for (const bool for_good : {false, true}) {
    FaultRow row{"memory is short",
                 for_good ? "the n-th allocation of a write and all later ones"
                          : "the n-th allocation of a write, once",
                 {},
                 ""};
    const TempDir folder;
    const FakeClock clock;
    const TestVfs vfs;
    auto store = Must(storage::SqliteStore::Open({.path = folder.File(kRowsFile),
                                                  .clock = &clock,
                                                  .readers = 1,
                                                  .vfs = vfs.name()}));
    int count = 0;
    std::string wrong;
    int hits = 1;
    for (long long nth = 1; hits > 0 && wrong.empty(); nth += 11) {
      fail(nth, for_good);
      const absl::Status written = WriteEntry(*store, count, kLong);
      hits = fail(0, false);
      if (written.ok()) {
        ++count;
      } else {
        row.told.insert(ReasonOn(written));
      }
      if (CountEntries(*store) != count) wrong = "entries are lost, or there for nothing";
    }
    if (wrong.empty()) wrong = FindFault(*store, count, kLong);
    store.reset();
    if (wrong.empty()) wrong = Inspect(folder.File(kRowsFile), "", kLong).fault;
    row.afterwards = AsPromised(wrong, kWorksAgain);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace clausebook::testing
