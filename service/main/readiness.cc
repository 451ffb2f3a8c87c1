#include "service/main/readiness.h"

#include "absl/strings/numbers.h"
#include "service/base/error.h"

namespace clausebook {
namespace {

// SQLite's primary result codes, of which the store's errors tell in `sqlite_code`.
constexpr int kNoMemory = 7;
constexpr int kDiskFull = 13;

// Whether the store goes on serving reads all the same.
bool IsOfTheCallOnly(const ErrorDetail& detail) {
  for (const auto& [key, value] : detail.metadata) {
    int code = 0;
    if (key != "sqlite_code" || !absl::SimpleAtoi(value, &code)) continue;
    return (code & 0xff) == kDiskFull || (code & 0xff) == kNoMemory;
  }
  return false;
}

}  // namespace

void Readiness::NoteFailure(const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  const std::lock_guard lock(mutex_);
  if (detail && detail->reason == Reason::kStorageDamaged) damaged_ = true;
  if (detail && detail->reason == Reason::kStorageUnavailable &&
      !IsOfTheCallOnly(*detail)) {
    probes_left_ = kGoodProbes;
  }
}

void Readiness::NoteProbe(const absl::Status& status, bool disk_low) {
  const auto detail = GetErrorDetail(status);
  const std::lock_guard lock(mutex_);
  disk_low_ = disk_low;
  if (status.ok()) {
    if (probes_left_ > 0) --probes_left_;
  } else if (detail && detail->reason == Reason::kStorageDamaged) {
    damaged_ = true;
  } else {
    probes_left_ = kGoodProbes;
  }
}

void Readiness::Drain() {
  const std::lock_guard lock(mutex_);
  draining_ = true;
}

Readiness::State Readiness::state() const {
  const std::lock_guard lock(mutex_);
  if (draining_) return State::kDraining;
  if (damaged_) return State::kDamaged;
  if (probes_left_ > 0) return State::kUnavailable;
  return disk_low_ ? State::kDiskLow : State::kReady;
}

const char* NameOf(Readiness::State state) {
  constexpr const char* kNames[] = {"ready", "draining", "damaged", "unavailable",
                                    "disk_low"};
  return kNames[static_cast<int>(state)];
}

}  // namespace clausebook
