// A bounded queue with threads: work that may block is kept off gRPC's own threads,
// and what cannot be queued is refused at once.
#ifndef CLAUSEBOOK_SERVICE_RPC_EXECUTOR_H_
#define CLAUSEBOOK_SERVICE_RPC_EXECUTOR_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "service/base/duration_histogram.h"

namespace clausebook::rpc {

// Thread-safe. Runs what is queued to the end before it goes.
class Executor {
 public:
  Executor(int threads, std::size_t queue_limit);
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // False if the queue is full: the task will not run.
  bool TrySubmit(std::function<void()> task);

  // For whoever watches.
  struct Use {
    int threads = 0;
    int busy = 0;  // of these
    std::size_t queued = 0;
    std::size_t queue_limit = 0;
    std::uint64_t refused = 0;  // so far: the queue was full
  };
  Use use() const;
  // How long tasks waited for a thread.
  const DurationHistogram& waits() const { return waits_; }

 private:
  struct Task {
    std::function<void()> run;
    std::chrono::steady_clock::time_point queued;
  };
  void Work();

  const std::size_t queue_limit_;
  DurationHistogram waits_;
  std::atomic<int> busy_{0};
  std::atomic<std::uint64_t> refused_{0};
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<Task> queue_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_EXECUTOR_H_
