// Rows about power, processes and clocks.
#include <memory>
#include <random>
#include <set>

#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/child_process.h"
#include "tests/faults/disk/disk_state.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/fault_rows.h"
#include "tests/faults/inspection.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

constexpr char kProcessFile[] = "store.db";
constexpr std::size_t kLongOfProcess = 20'000;
constexpr int kEntriesOfARun = 12;

DiskTrace RecordShortRun(storage::Durability durability) {
  const TempDir folder;
  const FakeClock clock;
  TestVfs vfs;
  DiskTrace trace;
  vfs.Record(&trace);
  const auto store = Must(storage::SqliteStore::Open({.path = folder.File(kProcessFile),
                                                      .clock = &clock,
                                                      .readers = 1,
                                                      .durability = durability,
                                                      .checkpoint_pages = 60,
                                                      .vfs = vfs.name()}));
  for (int i = 0; i < kEntriesOfARun; ++i) {
    Must(WriteEntry(*store, i, kLongOfProcess));
    vfs.Note(i + 1);
  }
  return trace;
}

// The power fails before every fifth event, in every way.
FaultRow PowerRow(storage::Durability durability, const char* name) {
  FaultRow row{"the power fails",
               std::string("before every fifth event of a run, durability: ") + name,
               {},
               ""};
  const DiskTrace trace = RecordShortRun(durability);
  std::mt19937 random(5);
  const TempDir folder;
  const TestVfs vfs;
  DiskState disk;
  std::set<std::size_t> seen;
  int acknowledged = 0;
  int lost = 0;
  std::string wrong;
  for (std::size_t i = 0; i <= trace.size() && wrong.empty(); ++i) {
    for (const Loss loss : kLosses) {
      if (i % 5 != 0) break;
      const DiskImages images = disk.Fail(loss, random);
      if (!seen.insert(HashOf(images) + static_cast<std::size_t>(acknowledged)).second) {
        continue;
      }
      WriteImages(folder, images);
      const Inspection found =
          Inspect(folder.File(kProcessFile), vfs.name(), kLongOfProcess);
      if (wrong.empty()) wrong = found.fault;
      if (found.entries < acknowledged) ++lost;
    }
    if (i == trace.size()) break;
    if (trace[i].kind == DiskEvent::Kind::kNote) {
      acknowledged = static_cast<int>(trace[i].offset);
    }
    disk.Happen(trace[i]);
  }
  row.afterwards = AsPromised(
      wrong, lost == 0 ? "sound; nothing acknowledged is lost"
                       : "sound; acknowledged writes of the last moments may be missing");
  return row;
}

FaultRow KilledWriter(const std::string& storage_writer) {
  FaultRow row{"the process is killed", "kill -9 of a writer, 10 times", {}, ""};
  const TempDir folder;
  const std::string database = folder.File(kProcessFile);
  std::string wrong;
  int count = 0;
  for (int i = 0; i < 10 && wrong.empty(); ++i) {
    int acknowledged = count - 1;
    {
      ChildProcess writer({storage_writer, database});
      const auto take = [&] {
        const auto line = writer.ReadLine();
        if (line) acknowledged = std::stoi(*line);
        return line.has_value();
      };
      for (int n = 0; n <= i % 4 && take(); ++n) {
      }
      writer.Kill();
      while (take()) {
      }
    }
    const Inspection found =
        InspectAfter(acknowledged + 1, database, "", kLongEntryBytes);
    wrong = found.fault;
    count = found.entries;
  }
  row.afterwards = AsPromised(wrong, "sound; nothing acknowledged is lost");
  return row;
}

FaultRow SecondProcess(const std::string& storage_writer) {
  FaultRow row{"a second process on the file", "another process has it open", {}, ""};
  const TempDir folder;
  const FakeClock clock;
  const std::string database = folder.File(kProcessFile);
  const auto open = [&] {
    return storage::SqliteStore::Open({.path = database, .clock = &clock});
  };
  ChildProcess writer({storage_writer, database});
  std::string wrong = writer.ReadLine() ? "" : "the first did not write";
  row.told.insert(ReasonOn(open().status()));
  if (!writer.ReadLine()) wrong += "the first was disturbed";
  writer.Kill();
  if (!open().ok()) wrong += "it does not start when the first is gone";
  row.afterwards =
      AsPromised(wrong, "not started; the first goes on; starts when that is gone");
  return row;
}

FaultRow ClockGoesBack() {
  FaultRow row{
      "the clock goes back", "by an hour between writes, and over a restart", {}, ""};
  const TempDir folder;
  FakeClock clock;
  const TestVfs vfs;
  std::string wrong;
  Instant last{};
  int count = 0;
  for (int restart = 0; restart < 3; ++restart) {
    const auto store = Must(storage::SqliteStore::Open(
        {.path = folder.File(kProcessFile), .clock = &clock, .vfs = vfs.name()}));
    for (int i = 0; i < 2; ++i) {
      clock.AdvanceHours(-1);
      const absl::Status written = WriteEntry(*store, count, kLongOfProcess);
      if (!written.ok()) row.told.insert(ReasonOn(written));
      ++count;
      const Instant now = Must(store->Read(nullptr))->LatestCommit();
      if (!(last < now)) wrong = "a commit is not later than the one before";
      last = now;
    }
    if (wrong.empty()) wrong = FindFault(*store, count, kLongOfProcess);
  }
  row.afterwards = AsPromised(wrong, "times of commits go on growing, by a microsecond");
  return row;
}

}  // namespace

std::vector<FaultRow> ProcessRows(const std::string& storage_writer) {
  return {PowerRow(storage::Durability::kFull, "full"),
          PowerRow(storage::Durability::kRelaxed, "relaxed"),
          KilledWriter(storage_writer), SecondProcess(storage_writer), ClockGoesBack()};
}

}  // namespace clausebook::testing
