// A clock that stands still until a test moves it.
#ifndef CLAUSEBOOK_TESTS_TESTING_FAKE_CLOCK_H_
#define CLAUSEBOOK_TESTS_TESTING_FAKE_CLOCK_H_

#include <atomic>
#include <cstdint>

#include "service/base/clock.h"

namespace clausebook::testing {

// Thread-safe.
class FakeClock final : public Clock {
 public:
  // 2026-01-01T00:00:00Z.
  static constexpr Instant kStart{1'767'225'600'000'000};

  explicit FakeClock(Instant now = kStart) : now_micros_(now.micros) {}

  Instant Now() const override { return Instant{now_micros_.load()}; }
  void Set(Instant now) { now_micros_.store(now.micros); }
  void AdvanceMicros(std::int64_t micros) { now_micros_.fetch_add(micros); }
  void AdvanceHours(std::int64_t hours) { AdvanceMicros(hours * 3600 * 1'000'000); }

 private:
  std::atomic<std::int64_t> now_micros_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_FAKE_CLOCK_H_
