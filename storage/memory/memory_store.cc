#include "storage/memory/memory_store.h"

#include <algorithm>
#include <utility>

#include "service/base/status_macros.h"
#include "storage/audit/audited_transaction.h"
#include "storage/memory/state.h"
#include "storage/memory/transaction.h"

namespace clausebook::storage {
namespace {

using MemorySnapshot = ReadsOfState<ReadSnapshot, std::shared_ptr<const State>>;

}  // namespace

MemoryStore::MemoryStore(const Clock* clock)
    : clock_(clock), state_(std::make_shared<const State>()) {}

MemoryStore::~MemoryStore() = default;

std::shared_ptr<const State> MemoryStore::Current() const {
  const std::lock_guard lock(state_mutex_);
  return state_;
}

absl::StatusOr<std::unique_ptr<ReadSnapshot>> MemoryStore::Read(
    const Cancellation* cancellation) {
  if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
  return std::make_unique<MemorySnapshot>(Current(), cancellation);
}

absl::StatusOr<Commit> MemoryStore::Write(const Cancellation* cancellation,
                                          const WriteBody& body) {
  const std::lock_guard one_at_a_time(write_mutex_);
  if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
  auto next = std::make_shared<State>(*Current());
  // Strictly later than everything recorded, also when the clock goes backwards.
  const std::int64_t logged = next->audit.empty() ? 0 : next->audit.back().time.micros;
  const Instant time{std::max({clock_->Now().micros, next->latest.micros + 1, logged})};
  AuditedTransaction<MemoryTransaction> transaction(next.get(), cancellation, time);
  CB_RETURN_IF_ERROR(body(transaction));
  CB_RETURN_IF_ERROR(transaction.Finish());
  if (cancellation != nullptr) CB_RETURN_IF_ERROR(cancellation->Check());
  const Commit commit = transaction.commit();
  next->latest = std::max(next->latest, commit.time);
  const std::lock_guard lock(state_mutex_);
  state_ = std::move(next);
  return commit;
}

absl::Status MemoryStore::Probe() { return absl::OkStatus(); }

}  // namespace clausebook::storage
