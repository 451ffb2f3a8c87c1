// A bounded queue with threads: work that may block is kept off gRPC's own threads,
// and what cannot be queued is refused at once.
#ifndef CLAUSEBOOK_SERVICE_RPC_EXECUTOR_H_
#define CLAUSEBOOK_SERVICE_RPC_EXECUTOR_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

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

 private:
  void Work();

  const std::size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<std::function<void()>> queue_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_EXECUTOR_H_
