// A bounded pool of read-only connections.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_READER_POOL_H_
#define CLAUSEBOOK_STORAGE_SQLITE_READER_POOL_H_

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/status/statusor.h"
#include "service/base/cancellation.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/store_stats.h"

namespace clausebook::storage {

// Thread-safe. Must outlive its leases.
class ReaderPool {
 public:
  // Hands the connection back when it goes.
  class Lease {
   public:
    Lease(ReaderPool* pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ~Lease();
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Connection& operator*() const { return *connection_; }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  // Opens `size` connections. `stats` outlives the pool.
  static absl::StatusOr<std::unique_ptr<ReaderPool>> Open(
      const Connection::Options& options, int size, StoreStats* stats);

  // Waits for a free connection: up to the pool's patience, and no longer than
  // `cancellation` allows. RESOURCE_EXHAUSTED (kOverloaded) if none came free.
  absl::StatusOr<Lease> Take(const Cancellation* cancellation);

  int busy() const;

 private:
  ReaderPool(int size, StoreStats* stats) : size_(size), stats_(stats) {}
  void GiveBack(std::unique_ptr<Connection> connection);

  const int size_;
  StoreStats* const stats_;
  mutable std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> free_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_READER_POOL_H_
