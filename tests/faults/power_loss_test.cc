// Acknowledged means on disk: the power fails at every write and every sync of a run, and
// what was not synced is lost, kept or torn in every way that a disk may. Each time all
// that was acknowledged is there, whole, in a sound file, and the store writes on.
#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/disk_state.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/inspection.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

constexpr char kFile[] = "store.db";
constexpr std::size_t kLongBytes = 60'000;

std::unique_ptr<storage::SqliteStore> OpenOn(const TempDir& folder, const TestVfs& vfs,
                                             const Clock& clock,
                                             storage::Durability durability) {
  // A small log, so that it is folded back often.
  return Must(storage::SqliteStore::Open({.path = folder.File(kFile),
                                          .clock = &clock,
                                          .readers = 2,
                                          .durability = durability,
                                          .checkpoint_pages = 60,
                                          .vfs = vfs.name()}));
}

// Writes entries by a few stores, one after the other, and notes how many were
// acknowledged. Now and then a reader is in the way of folding the log back.
DiskTrace RecordRun(int entries, storage::Durability durability) {
  const TempDir folder;
  const FakeClock clock;
  TestVfs vfs;
  DiskTrace trace;
  vfs.Record(&trace);
  for (int written = 0; written < entries;) {
    const auto store = OpenOn(folder, vfs, clock, durability);
    std::unique_ptr<storage::ReadSnapshot> reader;
    const int until = std::min(entries, written + 13);
    for (; written < until; ++written) {
      if (written % 5 == 1) reader = Must(store->Read(nullptr));
      if (written % 5 == 4) reader.reset();
      Must(WriteEntry(*store, written, kLongBytes));
      vfs.Note(written + 1);
    }
  }
  return trace;
}

struct Outcome {
  int failures_of_power = 0;  // simulated
  int files = 0;              // states of the disk that differed, each opened
  int in_doubt = 0;           // times that the entry under way was there
  int lost = 0;               // acknowledged entries that were not
  std::string fault;          // the first one
};

class PowerLoss {
 public:
  explicit PowerLoss(unsigned seed) : random_(seed) {}

  // Lets the power fail before every `stride`-th event of the trace, in every way.
  Outcome FailEverywhere(const DiskTrace& trace, int stride) {
    DiskState disk;
    int acknowledged = 0;
    for (std::size_t i = 0; i <= trace.size() && outcome_.fault.empty(); ++i) {
      if (i % static_cast<std::size_t>(stride) == 0 || i == trace.size()) {
        SCOPED_TRACE("before event " + std::to_string(i));
        FailNow(disk, acknowledged, i);
      }
      if (i == trace.size()) break;
      if (trace[i].kind == DiskEvent::Kind::kNote) {
        acknowledged = static_cast<int>(trace[i].offset);
      }
      disk.Happen(trace[i]);
    }
    return outcome_;
  }

  // Acknowledged entries may be missing: only soundness counts.
  void AllowLoss() { loss_allowed_ = true; }

 private:
  void FailNow(const DiskState& disk, int acknowledged, std::size_t event) {
    for (const Loss loss : kLosses) {
      const DiskImages images = disk.Fail(loss, random_);
      ++outcome_.failures_of_power;
      if (!seen_.insert({acknowledged, HashOf(images)}).second) continue;
      ++outcome_.files;
      Open(images, acknowledged);
      if (outcome_.fault.empty()) continue;
      outcome_.fault = "before event " + std::to_string(event) + ", " + NameOf(loss) +
                       ": " + outcome_.fault;
      return;
    }
  }

  void Open(const DiskImages& images, int acknowledged) {
    WriteImages(folder_, images);
    const Inspection found = InspectAfter(loss_allowed_ ? 0 : acknowledged,
                                          folder_.File(kFile), vfs_.name(), kLongBytes);
    outcome_.lost += std::max(0, acknowledged - found.entries);
    if (loss_allowed_ && found.fault.substr(0, 4) == "more") return;
    outcome_.fault = found.fault;
    if (found.entries > acknowledged) ++outcome_.in_doubt;
    // Now and then it also has to write on.
    if (!outcome_.fault.empty() || outcome_.files % 8 != 0) return;
    const FakeClock clock;
    const auto store = OpenOn(folder_, vfs_, clock, storage::Durability::kFull);
    Must(WriteEntry(*store, found.entries, kLongBytes));
    outcome_.fault = FindFault(*store, found.entries + 1, kLongBytes);
  }

  std::mt19937 random_;
  TempDir folder_;
  TestVfs vfs_;
  bool loss_allowed_ = false;
  std::set<std::pair<int, std::size_t>> seen_;
  Outcome outcome_;
};

void Tell(const DiskTrace& trace, const Outcome& outcome) {
  int writes = 0;
  int syncs = 0;
  for (const DiskEvent& event : trace) {
    writes += event.kind == DiskEvent::Kind::kWrite ? 1 : 0;
    syncs += event.kind == DiskEvent::Kind::kSync ? 1 : 0;
  }
  std::cout << trace.size() << " events (" << writes << " writes, " << syncs
            << " syncs); " << outcome.failures_of_power << " power failures, "
            << outcome.files << " different disks opened; " << outcome.in_doubt
            << " times the entry under way was there; " << outcome.lost
            << " acknowledged entries lost.\n";
}

TEST(PowerLossTest, NothingAcknowledgedIsLostAtAnyWriteOrSync) {
  const int entries = TryAll() ? 200 : 24;
  const int seeds = TryAll() ? 5 : 1;
  const DiskTrace trace = RecordRun(entries, storage::Durability::kFull);
  for (int seed = 1; seed <= seeds; ++seed) {
    PowerLoss power(static_cast<unsigned>(seed));
    const Outcome outcome = power.FailEverywhere(trace, 1);
    Tell(trace, outcome);
    EXPECT_EQ(outcome.fault, "") << "seed " << seed;
    EXPECT_EQ(outcome.lost, 0);
    EXPECT_GT(outcome.in_doubt, 0) << "the power never failed within a commit";
  }
}

// The power fails again while the store is opened after the first time.
TEST(PowerLossTest, ASecondFailureDuringRecoveryLosesNothingEither) {
  const int tries = TryAll() ? 400 : 12;
  const DiskTrace trace = RecordRun(16, storage::Durability::kFull);
  std::mt19937 random(7);
  Outcome all;
  for (int i = 0; i < tries && all.fault.empty(); ++i) {
    DiskState first;
    int acknowledged = 0;
    const std::size_t until = random() % trace.size();
    for (std::size_t event = 0; event < until; ++event) {
      if (trace[event].kind == DiskEvent::Kind::kNote) {
        acknowledged = static_cast<int>(trace[event].offset);
      }
      first.Happen(trace[event]);
    }
    const DiskImages left = first.Fail(Loss::kSome, random);
    // The run goes on from there, to its end: opened, read, closed.
    const TempDir folder;
    TestVfs vfs;
    DiskTrace again;
    WriteImages(folder, left);
    vfs.Record(&again);
    const Inspection found =
        InspectAfter(acknowledged, folder.File(kFile), vfs.name(), kLongBytes);
    ASSERT_EQ(found.fault, "");
    vfs.Record(nullptr);
    DiskState second(left);
    for (std::size_t event = 0; event <= again.size(); ++event) {
      for (const Loss loss : kLosses) {
        WriteImages(folder, second.Fail(loss, random));
        const Inspection then =
            InspectAfter(acknowledged, folder.File(kFile), vfs.name(), kLongBytes);
        ++all.failures_of_power;
        ASSERT_EQ(then.fault, "") << NameOf(loss) << " at " << event;
        ASSERT_EQ(then.entries, found.entries) << "what was seen once stays";
      }
      if (event < again.size()) second.Happen(again[event]);
    }
  }
  std::cout << all.failures_of_power << " second power failures in " << tries
            << " recoveries.\n";
}

// What `durability: relaxed` promises: entries of the last moments may be missing, but
// the file is sound. That some are missing here shows that this test can tell.
TEST(PowerLossTest, RelaxedLosesTheLastMomentsAndStaysSound) {
  const DiskTrace trace = RecordRun(24, storage::Durability::kRelaxed);
  PowerLoss power(3);
  power.AllowLoss();
  const Outcome outcome = power.FailEverywhere(trace, TryAll() ? 1 : 9);
  Tell(trace, outcome);
  EXPECT_EQ(outcome.fault, "");
  EXPECT_GT(outcome.lost, 0);
}

// A store that acknowledges before its syncs have happened is found out.
TEST(PowerLossTest, AMissingSyncIsNoticed) {
  DiskTrace trace = RecordRun(8, storage::Durability::kFull);
  std::erase_if(trace,
                [](const DiskEvent& e) { return e.kind == DiskEvent::Kind::kSync; });
  PowerLoss power(5);
  const Outcome outcome = power.FailEverywhere(trace, 3);
  EXPECT_NE(outcome.fault, "");
}

}  // namespace
}  // namespace clausebook::testing
