#include "storage/sqlite/reader_pool.h"

#include <chrono>
#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::storage {
namespace {

// How long a call waits for a reader, and how often it looks whether it still should.
constexpr auto kPatience = std::chrono::seconds(2);
constexpr auto kLook = std::chrono::milliseconds(10);

}  // namespace

ReaderPool::Lease::~Lease() {
  if (connection_ != nullptr) pool_->GiveBack(std::move(connection_));
}

absl::StatusOr<std::unique_ptr<ReaderPool>> ReaderPool::Open(
    const Connection::Options& options, int size, StoreStats* stats) {
  std::unique_ptr<ReaderPool> pool(new ReaderPool(size, stats));
  for (int i = 0; i < size; ++i) {
    CB_ASSIGN_OR_RETURN(auto connection, Connection::Open(options));
    pool->free_.push_back(std::move(connection));
  }
  return pool;
}

absl::StatusOr<ReaderPool::Lease> ReaderPool::Take(const Cancellation* cancellation) {
  const DurationRecorder waited(stats_->reader_waits);
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  std::unique_lock lock(mutex_);
  while (free_.empty()) {
    if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
    if (std::chrono::steady_clock::now() >= give_up) {
      stats_->reader_timeouts.fetch_add(1, std::memory_order_relaxed);
      return MakeError("All readers of the store are busy. Try again shortly.",
                       {.reason = Reason::kOverloaded, .retry_after_ms = 200});
    }
    returned_.wait_for(lock, kLook);
  }
  Lease lease(this, std::move(free_.back()));
  free_.pop_back();
  return lease;
}

int ReaderPool::busy() const {
  const std::lock_guard lock(mutex_);
  return size_ - static_cast<int>(free_.size());
}

void ReaderPool::GiveBack(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

}  // namespace clausebook::storage
