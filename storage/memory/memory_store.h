// A store without a file: the plainest implementation of storage/store.h. It says what
// the other engines have to do, and serves tests that need no disk.
#ifndef CLAUSEBOOK_STORAGE_MEMORY_MEMORY_STORE_H_
#define CLAUSEBOOK_STORAGE_MEMORY_MEMORY_STORE_H_

#include <memory>
#include <mutex>

#include "service/base/clock.h"
#include "storage/store.h"

namespace clausebook::storage {

struct State;

// Each transaction works on a copy of the state (texts and clauses are shared), which
// costs time in proportion to what is stored: not for large catalogues.
class MemoryStore final : public Store {
 public:
  // `clock` outlives the store.
  explicit MemoryStore(const Clock* clock);
  ~MemoryStore() override;

  absl::StatusOr<std::unique_ptr<ReadSnapshot>> Read(
      const Cancellation* cancellation) override;
  absl::StatusOr<Commit> Write(const Cancellation* cancellation,
                               const WriteBody& body) override;
  // Always OK.
  absl::Status Probe() override;

 private:
  std::shared_ptr<const State> Current() const;

  const Clock* clock_;
  std::mutex write_mutex_;          // held for a whole transaction
  mutable std::mutex state_mutex_;  // guards state_, for a moment only
  std::shared_ptr<const State> state_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_MEMORY_MEMORY_STORE_H_
