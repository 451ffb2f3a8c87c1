// How long things took, counted by buckets: for whoever watches the service.
#ifndef CLAUSEBOOK_SERVICE_BASE_DURATION_HISTOGRAM_H_
#define CLAUSEBOOK_SERVICE_BASE_DURATION_HISTOGRAM_H_

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace clausebook {

// Thread-safe; recording never waits: two additions to memory. The parts of what Read
// gives are not of one moment, but none ever goes back.
class DurationHistogram {
 public:
  // Upper bounds of the buckets, each included; what is longer is in one more bucket.
  // Answers from memory take tens of microseconds, calls have two minutes at most.
  static constexpr std::array<std::chrono::microseconds, 16> kBounds = {{
      std::chrono::microseconds(25),
      std::chrono::microseconds(100),
      std::chrono::microseconds(500),
      std::chrono::milliseconds(1),
      std::chrono::microseconds(2500),
      std::chrono::milliseconds(5),
      std::chrono::milliseconds(10),
      std::chrono::milliseconds(25),
      std::chrono::milliseconds(50),
      std::chrono::milliseconds(100),
      std::chrono::milliseconds(250),
      std::chrono::milliseconds(500),
      std::chrono::seconds(1),
      std::chrono::milliseconds(2500),
      std::chrono::seconds(10),
      std::chrono::seconds(30),
  }};

  struct Values {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};  // by bucket, not summed up
    std::chrono::nanoseconds sum{0};
  };

  void Record(std::chrono::nanoseconds duration) {
    std::size_t bucket = 0;
    while (bucket < kBounds.size() && duration > kBounds[bucket]) ++bucket;
    counts_[bucket].fetch_add(1, std::memory_order_relaxed);
    sum_nanos_.fetch_add(duration.count(), std::memory_order_relaxed);
  }

  Values Read() const {
    Values values;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      values.counts[i] = counts_[i].load(std::memory_order_relaxed);
    }
    values.sum = std::chrono::nanoseconds(sum_nanos_.load(std::memory_order_relaxed));
    return values;
  }

 private:
  std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> counts_{};
  std::atomic<std::int64_t> sum_nanos_{0};
};

// Records how long it lived.
class DurationRecorder {
 public:
  // `histogram` outlives it.
  explicit DurationRecorder(DurationHistogram& histogram)
      : histogram_(&histogram), begin_(std::chrono::steady_clock::now()) {}
  ~DurationRecorder() { histogram_->Record(std::chrono::steady_clock::now() - begin_); }
  DurationRecorder(const DurationRecorder&) = delete;
  DurationRecorder& operator=(const DurationRecorder&) = delete;

 private:
  DurationHistogram* histogram_;
  const std::chrono::steady_clock::time_point begin_;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_DURATION_HISTOGRAM_H_
