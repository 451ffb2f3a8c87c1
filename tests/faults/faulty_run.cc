#include "tests/faults/faulty_run.h"

#include <sqlite3.h>

#include "service/base/error.h"
#include "tests/faults/entries.h"
#include "tests/faults/inspection.h"
#include "tests/testing/must.h"

namespace clausebook::testing {
namespace {

constexpr char kFile[] = "store.db";
constexpr std::size_t kLongBytes = kFaultyRunLongBytes;
constexpr int kBefore = 9;  // entries that are there; the next is a long one

// Entries that a run writes.
int More() { return TryAll() ? 12 : 3; }

// What an operation under a fault may answer.
bool MayAnswer(const absl::Status& status, int code) {
  if (status.ok()) return true;
  const auto detail = GetErrorDetail(status);
  if (!detail) return false;
  if ((code & 0xff) == SQLITE_BUSY) return detail->reason == Reason::kOverloaded;
  return detail->reason == Reason::kStorageUnavailable;
}

}  // namespace

DiskImages MakeFaultyRunDatabase() {
  const TempDir folder;
  const FakeClock clock;
  const TestVfs vfs;
  const auto store = Must(storage::SqliteStore::Open(
      {.path = folder.File(kFile), .clock = &clock, .readers = 1, .vfs = vfs.name()}));
  for (int i = 0; i < kBefore; ++i) Must(WriteEntry(*store, i, kLongBytes));
  DiskImages images = ReadImages(folder);
  images.erase("store.db-shm");
  images.erase("store.db.lock");
  return images;
}

FaultyRun::FaultyRun(const DiskImages& files, const DiskFault& fault)
    : fault_(fault), acknowledged_(kBefore) {
  WriteImages(folder_, files);
}

void FaultyRun::Go() {
  vfs_.Arm(fault_);
  GoOn();
  Finish();
}

void FaultyRun::GoWithRoomFor(std::int64_t bytes) {
  vfs_.ArmFull(bytes);
  GoOn();
  Finish();
}

std::unique_ptr<storage::SqliteStore> FaultyRun::Open() {
  auto store = storage::SqliteStore::Open({.path = folder_.File(kFile),
                                           .clock = &clock_,
                                           .readers = 1,
                                           .checkpoint_pages = 60,
                                           .vfs = vfs_.name()});
  Answer(store.status(), "open");
  return store.ok() ? *std::move(store) : nullptr;
}

void FaultyRun::GoOn() {
  auto store = Open();
  for (int i = 0; i < More() && store != nullptr; ++i) Step(*store);
  // A fault that came once is over: now everything has to work.
  if (!fault_.for_good && vfs_.hits() > 0) {
    recovered_ = true;
    if (store == nullptr) store = Open();
    if (store != nullptr) Step(*store);
  }
  store.reset();
  hits_ = vfs_.hits();
}

void FaultyRun::Step(storage::SqliteStore& store) {
  const absl::Status written = WriteEntry(store, acknowledged_, kLongBytes);
  Answer(written, "write");
  if (written.ok()) ++acknowledged_;
  const auto snapshot = store.Read(nullptr);
  Answer(snapshot.status(), "read");
  if (!snapshot.ok()) return;
  const auto apps = (*snapshot)->ListApps("acme", "", {"", 1000}, kEndOfTime);
  Answer(apps.status(), "list");
  if (apps.ok() && static_cast<int>(apps->size()) != acknowledged_) {
    wrong_ += "a reader sees " + std::to_string(apps->size()) + " entries of " +
              std::to_string(acknowledged_) + "\n";
  }
}

void FaultyRun::Answer(const absl::Status& status, const char* what) {
  if (!status.ok()) {
    const auto detail = GetErrorDetail(status);
    reasons_.insert(detail ? std::string(ReasonName(detail->reason)) : status.ToString());
  }
  if (MayAnswer(status, fault_.code) && (status.ok() || !recovered_)) return;
  wrong_ += std::string(what) + (recovered_ ? " after the fault: " : ": ") +
            status.ToString() + "\n";
}

// The disk works again.
void FaultyRun::Finish() {
  vfs_.Disarm();
  const Inspection found =
      InspectAfter(acknowledged_, folder_.File(kFile), vfs_.name(), kLongBytes);
  if (!found.fault.empty()) wrong_ += found.fault + "\n";
}

}  // namespace clausebook::testing
