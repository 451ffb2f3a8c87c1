// Whether the server should be sent calls, from what it has seen of its database.
//
// - Damage (kStorageDamaged), reported by any call or by the probe: not ready until the
//   server is started again, on a backup. What it would answer rests on that file.
// - The file cannot be read or written, or is another one (kStorageUnavailable): not
// ready
//   until kGoodProbes probes in a row have gone well. They read and do not write, so a
//   disk that takes no writes is found out again by the next write: a server that is
//   ready again is one that tries again.
// - Not for a full disk or want of memory: reads go on, and what fails says so to its
//   caller. A disk that is filling up counts only where a least free space is configured.
#ifndef CLAUSEBOOK_SERVICE_MAIN_READINESS_H_
#define CLAUSEBOOK_SERVICE_MAIN_READINESS_H_

#include <mutex>
#include <string>

#include "absl/status/status.h"

namespace clausebook {

// Thread-safe.
class Readiness {
 public:
  static constexpr int kGoodProbes = 3;

  enum class State {
    kReady,
    kDraining,
    kDamaged,
    kUnavailable,
    kDiskLow,
  };

  // A call failed: `status` is of a reason of the store's.
  void NoteFailure(const absl::Status& status);
  // A probe was made. `disk_low`: less is free than has to be.
  void NoteProbe(const absl::Status& status, bool disk_low);
  // The server goes down: for good.
  void Drain();

  // Of several that hold, the first one behind kReady.
  State state() const;

 private:
  mutable std::mutex mutex_;
  bool draining_ = false;
  bool damaged_ = false;
  int probes_left_ = 0;  // good ones, until the store counts as available
  bool disk_low_ = false;
};

// `ready`, `draining`, `damaged`, `unavailable`, `disk_low`: for logs and metrics.
const char* NameOf(Readiness::State state);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_READINESS_H_
