// A call's deadline and cancellation, carried down to whatever works for it.
#ifndef CLAUSEBOOK_SERVICE_BASE_CANCELLATION_H_
#define CLAUSEBOOK_SERVICE_BASE_CANCELLATION_H_

#include <atomic>
#include <chrono>
#include <optional>

#include "absl/status/status.h"
#include "service/base/error.h"

namespace clausebook {

// Set by the side that gives up, polled by the side that works. Thread-safe.
class Cancellation {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  Cancellation() = default;
  explicit Cancellation(SteadyTime deadline) : deadline_(deadline) {}
  Cancellation(const Cancellation&) = delete;
  Cancellation& operator=(const Cancellation&) = delete;

  void Cancel() { cancelled_.store(true, std::memory_order_relaxed); }

  // OK while the work is still wanted; CANCELLED or DEADLINE_EXCEEDED after.
  absl::Status Check() const {
    if (cancelled_.load(std::memory_order_relaxed)) {
      return MakeError("The call was cancelled.", {.reason = Reason::kCancelled});
    }
    if (deadline_ && std::chrono::steady_clock::now() >= *deadline_) {
      return MakeError("The deadline passed before the work was done; nothing was changed.",
                       {.reason = Reason::kDeadlineExceeded});
    }
    return absl::OkStatus();
  }

 private:
  std::atomic<bool> cancelled_{false};
  std::optional<SteadyTime> deadline_;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_CANCELLATION_H_
