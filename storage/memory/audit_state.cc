// The audit log and its checkpoints.
#include <algorithm>

#include "storage/memory/transaction.h"

namespace clausebook::storage {

std::vector<model::AuditEntry> State::ListAuditEntries(const AuditFilter& filter,
                                                       std::int64_t after,
                                                       int limit) const {
  std::vector<model::AuditEntry> found;
  const auto take = [&](const model::AuditEntry& entry) {
    if (found.size() >= static_cast<std::size_t>(limit)) return;
    if (entry.time < filter.from || entry.time >= filter.until) return;
    if (!filter.subject.empty() && entry.event.origin.subject != filter.subject) return;
    if (filter.kind && entry.event.kind != *filter.kind) return;
    const bool wanted = filter.newest_first ? after == 0 || entry.sequence < after
                                            : entry.sequence > after;
    if (wanted) found.push_back(entry);
  };
  if (filter.newest_first) {
    std::for_each(audit.rbegin(), audit.rend(), take);
  } else {
    std::for_each(audit.begin(), audit.end(), take);
  }
  return found;
}

std::vector<model::AuditCheckpoint> State::ListAuditCheckpoints(std::int64_t after,
                                                                int limit) const {
  std::vector<model::AuditCheckpoint> found;
  for (const model::AuditCheckpoint& checkpoint : checkpoints) {
    if (found.size() >= static_cast<std::size_t>(limit)) break;
    if (checkpoint.sequence > after) found.push_back(checkpoint);
  }
  return found;
}

absl::Status MemoryTransaction::InsertAuditEntry(const model::AuditEntry& entry) {
  CB_RETURN_IF_ERROR(CheckWanted());
  state()->audit.push_back(entry);
  return absl::OkStatus();
}

absl::Status MemoryTransaction::AddAuditCheckpoint(
    const model::AuditCheckpoint& checkpoint) {
  CB_RETURN_IF_ERROR(CheckWanted());
  const auto& log = state()->audit;
  const std::int64_t at = checkpoint.sequence;
  if (at < 1 || at > static_cast<std::int64_t>(log.size()) ||
      log[static_cast<std::size_t>(at - 1)].digest != checkpoint.digest) {
    return absl::InternalError("a checkpoint of an entry that is not there");
  }
  auto& kept = state()->checkpoints;
  if (!kept.empty() && kept.back().sequence >= at) {
    return absl::InternalError("a checkpoint that does not go on from the last one");
  }
  kept.push_back(checkpoint);
  return absl::OkStatus();
}

}  // namespace clausebook::storage
