#include "service/rpc/executor.h"

#include <utility>

namespace clausebook::rpc {

Executor::Executor(int threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

Executor::~Executor() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  filled_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Executor::TrySubmit(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (closing_ || queue_.size() >= queue_limit_) {
      refused_.fetch_add(1, std::memory_order_relaxed);
      return false;
    }
    queue_.push_back({std::move(task), std::chrono::steady_clock::now()});
  }
  filled_.notify_one();
  return true;
}

Executor::Use Executor::use() const {
  Use use;
  use.threads = static_cast<int>(threads_.size());
  use.busy = busy_.load(std::memory_order_relaxed);
  use.queue_limit = queue_limit_;
  use.refused = refused_.load(std::memory_order_relaxed);
  const std::lock_guard lock(mutex_);
  use.queued = queue_.size();
  return use;
}

void Executor::Work() {
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      filled_.wait(lock, [this] { return closing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    waits_.Record(std::chrono::steady_clock::now() - task.queued);
    busy_.fetch_add(1, std::memory_order_relaxed);
    task.run();
    task.run = nullptr;  // what it holds goes before the thread is free
    busy_.fetch_sub(1, std::memory_order_relaxed);
  }
}

}  // namespace clausebook::rpc
