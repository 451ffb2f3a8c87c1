// What is counted of calls. A call finds its counters by a pointer that was looked up
// when its method was bound, and adds to a few of them; nothing is looked up by name and
// nothing waits. Whoever watches reads them whenever she likes.
#ifndef CLAUSEBOOK_SERVICE_RPC_CALL_STATS_H_
#define CLAUSEBOOK_SERVICE_RPC_CALL_STATS_H_

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>

#include "service/admission/rules.h"
#include "service/base/duration_histogram.h"
#include "service/base/error.h"

namespace clausebook::rpc {

inline constexpr std::size_t kStatusCodes = 17;  // of gRPC, 0 to 16

// A method that was bound, and its calls. Thread-safe.
struct MethodStats {
  explicit MethodStats(std::string name)
      : path(std::move(name)), rule(admission::FindRule(path)) {}

  void Count(int code, std::chrono::nanoseconds duration) {
    const auto index = static_cast<std::size_t>(code);
    if (index < codes.size()) codes[index].fetch_add(1, std::memory_order_relaxed);
    durations.Record(duration);
  }

  const std::string path;             // `clausebook.v1.QueryService/Ask`
  const admission::Rule* const rule;  // who may call it; null: nobody who is known
  std::array<std::atomic<std::uint64_t>, kStatusCodes> codes{};  // finished, by status
  // From the moment that its request is there to the moment that its status is known; a
  // stream's include the client's sending.
  DurationHistogram durations;
  // Not those that are answered from memory: they are over before anybody could look.
  std::atomic<std::int64_t> in_flight{0};
};

// A call under way.
class InFlight {
 public:
  explicit InFlight(MethodStats* method) : method_(method) {
    method_->in_flight.fetch_add(1, std::memory_order_relaxed);
  }
  ~InFlight() { method_->in_flight.fetch_sub(1, std::memory_order_relaxed); }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;

 private:
  MethodStats* method_;
};

// Answers that were given, by their verdict's number in the contract. Thread-safe.
struct VerdictCounts {
  static constexpr std::size_t kVerdicts = 6;
  void Add(int verdict, std::uint64_t count = 1) {
    const auto index = static_cast<std::size_t>(verdict);
    if (index < counts.size()) counts[index].fetch_add(count, std::memory_order_relaxed);
  }
  std::array<std::atomic<std::uint64_t>, kVerdicts> counts{};
};

// Of all methods. Methods are added while services are made, before the first call;
// everything else is thread-safe.
struct CallStats {
  // The counters stay where they are.
  MethodStats* Add(std::string path) { return &methods.emplace_back(std::move(path)); }

  void CountError(Reason reason) {
    errors[static_cast<std::size_t>(reason)].fetch_add(1, std::memory_order_relaxed);
  }

  std::deque<MethodStats> methods;
  std::array<std::atomic<std::uint64_t>, kReasonCount> errors{};  // by reason
  VerdictCounts verdicts;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CALL_STATS_H_
