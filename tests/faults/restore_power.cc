#include "tests/faults/restore_power.h"

#include <filesystem>
#include <iostream>
#include <random>

#include "storage/sqlite/restore.h"
#include "tests/faults/backup_kills.h"
#include "tests/faults/disk/disk_state.h"
#include "tests/faults/inspection.h"
#include "tests/faults/traced_child.h"
#include "tests/testing/fake_clock.h"

namespace clausebook::testing {
namespace {

constexpr int kAgainEvery = 4;

DiskImages WithoutSharedMemory(const TempDir& folder) {
  DiskImages images = ReadImages(folder);
  std::erase_if(images, [](const auto& image) { return image.first.ends_with("-shm"); });
  return images;
}

}  // namespace

PowerInRestore::PowerInRestore(const std::string& worker, DiskImages files)
    : files_(std::move(files)) {
  const TempDir folder;
  WriteImages(folder, files_);
  const std::string path = std::filesystem::canonical(folder.path()).string();
  const TracedRun run =
      RunTraced({worker, "restore", path + "/monday.db", path + "/store.db"}, 0, path);
  if (run.exit_code != 0) {
    outcome_.wrong = "the restore ended with " + std::to_string(run.exit_code);
  }
  trace_ = run.trace;
  DiskState disk(files_);
  for (const DiskEvent& event : trace_) disk.Happen(event);
  std::mt19937 random(0);
  if (disk.Fail(Loss::kNothing, random) != WithoutSharedMemory(folder)) {
    outcome_.wrong = "more happened to the files than the trace knows";
  }
}

void PowerInRestore::DropSyncs() {
  std::erase_if(trace_, [](const DiskEvent& event) {
    return event.kind == DiskEvent::Kind::kSync ||
           event.kind == DiskEvent::Kind::kSyncNames;
  });
}

PowerOutcome PowerInRestore::FailEverywhere(const Look& look, unsigned seeds) {
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
            << " different disks: " << outcome_.before << " times the state before, "
            << outcome_.restored << " times the backup.\n";
  return outcome_;
}

void PowerInRestore::Fail(const DiskImages& images, bool acknowledged, const Look& look) {
  ++outcome_.power_failures;
  if (!seen_.insert({acknowledged, HashOf(images)}).second) return;
  ++outcome_.disks;
  WriteImages(folder_, images);
  const Restored found = look(folder_, outcome_.wrong);
  ++(found == Restored::kYes ? outcome_.restored : outcome_.before);
  if (!outcome_.wrong.empty()) return;
  if (acknowledged && found != Restored::kYes) outcome_.wrong = "it was told to be done";
  if (outcome_.disks % kAgainEvery != 0 || !outcome_.wrong.empty()) return;
  const FakeClock clock;
  const auto again = storage::RestoreBackup({.backup = folder_.File("monday.db"),
                                             .database = folder_.File("store.db"),
                                             .clock = &clock});
  if (!again.ok()) {
    outcome_.wrong = "restored again: " + again.status().ToString();
  } else if (look(folder_, outcome_.wrong) != Restored::kYes) {
    outcome_.wrong += "restored again, it is not";
  }
}

Restored OldOrBackup(const TempDir& folder, std::string& wrong) {
  const Inspection now = Inspect(folder.File("store.db"), "", kLongBytesOfKills);
  wrong = now.fault;
  if (!wrong.empty() || now.entries == kInDatabase) return Restored::kNotYet;
  if (now.entries != kInBackup) wrong = std::to_string(now.entries) + " entries";
  if (wrong.empty()) wrong = FaultOfKept(folder);
  return Restored::kYes;
}

}  // namespace clausebook::testing
