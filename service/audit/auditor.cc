#include "service/audit/auditor.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "service/audit/verify.h"
#include "service/base/status_macros.h"

namespace clausebook::audit {
namespace {

using std::chrono::steady_clock;

std::int64_t SteadyNow() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

Auditor::Auditor(Options options)
    : options_(std::move(options)), pending_(options_.limits) {}

Auditor::~Auditor() { Stop(); }

void Auditor::Start() {
  thread_ = std::thread([this] { Work(); });
}

void Auditor::Stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

// What was not signed when a server ended is signed when the next one starts: until then
// nobody else had the database open.
void Auditor::Work() {
  Tell(Sign());
  auto next_signature = steady_clock::now() + options_.sign_every;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, options_.write_every, [this] { return stopping_; })) {
    lock.unlock();
    absl::Status status = WritePending(/*all=*/false);
    if (steady_clock::now() >= next_signature) {
      status.Update(Sign());
      next_signature = steady_clock::now() + options_.sign_every;
    }
    Tell(status);
    lock.lock();
  }
  lock.unlock();
  absl::Status status = WritePending(/*all=*/true);
  status.Update(Sign());
  Tell(status);
}

absl::Status Auditor::WritePending(bool all) {
  std::vector<model::AuditEvent> events = pending_.Take(SteadyNow(), all);
  if (events.empty()) return absl::OkStatus();
  const absl::Status written =
      options_.store
          ->Write(nullptr,
                  [&events](storage::WriteTransaction& tx) -> absl::Status {
                    for (const model::AuditEvent& event : events) {
                      CB_RETURN_IF_ERROR(tx.AppendAudit(event));
                    }
                    return absl::OkStatus();
                  })
          .status();
  if (!written.ok()) pending_.GiveBack(std::move(events));
  return written;
}

absl::Status Auditor::Sign() {
  if (!options_.key) return absl::OkStatus();
  model::AuditCheckpoint checkpoint;
  {
    CB_ASSIGN_OR_RETURN(auto snapshot, options_.store->Read(nullptr));
    CB_ASSIGN_OR_RETURN(const auto end, snapshot->LastAuditEntry());
    CB_ASSIGN_OR_RETURN(const auto last, snapshot->LastAuditCheckpoint());
    if (!end || (last && last->sequence >= end->sequence)) return Keep();
    checkpoint.sequence = end->sequence;
    checkpoint.digest = end->digest;
    checkpoint.time = std::max(options_.clock->Now(), end->time);
  }
  checkpoint.key = options_.key->public_key().id();
  CB_ASSIGN_OR_RETURN(const std::string signature,
                      options_.key->Sign(CheckpointStatement(checkpoint)));
  checkpoint.signature = ToHex(signature);
  CB_RETURN_IF_ERROR(options_.store
                         ->Write(nullptr,
                                 [&](storage::WriteTransaction& tx) {
                                   return tx.AddAuditCheckpoint(checkpoint);
                                 })
                         .status());
  unkept_ = std::move(checkpoint);
  return Keep();
}

absl::Status Auditor::Keep() {
  if (!unkept_ || !options_.keep) return absl::OkStatus();
  CB_RETURN_IF_ERROR(options_.keep(*unkept_));
  unkept_.reset();
  return absl::OkStatus();
}

void Auditor::Tell(const absl::Status& status) {
  const bool was_failing = std::exchange(failing_, !status.ok());
  if (options_.tell && (failing_ || was_failing)) options_.tell(status);
}

}  // namespace clausebook::audit
