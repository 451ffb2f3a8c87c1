#include "service/main/health.h"

#include <utility>

#include "service/base/error.h"
#include "service/main/heap.h"

namespace clausebook {
namespace {

constexpr std::chrono::minutes kBetweenTrims{1};

// For the log: the store's own words are sentences without paths or SQL.
std::string CauseOf(const absl::Status& status, Readiness::State state) {
  if (!status.ok()) return std::string(status.message());
  return state == Readiness::State::kDiskLow ? "Less room is left on the disk than "
                                               "min_free_disk_mib."
                                             : "";
}

}  // namespace

void Health::NoteFailure(const absl::Status& status) {
  readiness_.NoteFailure(status);
  Tell(status);
}

void Health::Start(grpc::HealthCheckServiceInterface* service) {
  {
    const std::lock_guard lock(told_mutex_);
    service_ = service;
    SetServing(told_ == Readiness::State::kReady);
  }
  Probe();
  thread_ = std::thread([this] { Run(); });
}

void Health::Stop() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
  }
  stop_.notify_all();
  if (thread_.joinable()) thread_.join();
  readiness_.Drain();
  Tell(absl::OkStatus());
  const std::lock_guard lock(told_mutex_);
  service_ = nullptr;
}

void Health::Run() {
  std::unique_lock lock(mutex_);
  std::chrono::milliseconds untrimmed{0};
  while (!stop_.wait_for(lock, options_.interval, [this] { return stopping_; })) {
    lock.unlock();
    Probe();
    // This thread is the one that has time for it.
    untrimmed += options_.interval;
    if (untrimmed >= kBetweenTrims) {
      TrimHeap();
      untrimmed = {};
    }
    lock.lock();
  }
}

void Health::Probe() {
  const absl::Status status = options_.store->Probe();
  ++probes_;
  if (!status.ok()) ++failed_probes_;
  const std::int64_t free = options_.store->use().free_bytes;
  const bool low =
      options_.least_free_bytes > 0 && free >= 0 && free < options_.least_free_bytes;
  readiness_.NoteProbe(status, low);
  Tell(status);
}

void Health::SetServing(bool serving) {
  if (service_ == nullptr) return;
  service_->SetServingStatus(serving);
  for (const std::string& name : options_.services) {
    service_->SetServingStatus(name, serving);
  }
}

// Calls and the prober may come at once: the state is looked at under the lock.
void Health::Tell(const absl::Status& cause) {
  const std::lock_guard lock(told_mutex_);
  const Readiness::State state = readiness_.state();
  if (state == told_) return;
  const bool was_ready = std::exchange(told_, state) == Readiness::State::kReady;
  const bool ready = state == Readiness::State::kReady;
  if (ready != was_ready) SetServing(ready);
  if (state == Readiness::State::kDraining) return;
  options_.log->Write(ready ? LogLevel::kInfo : LogLevel::kError,
                      ready ? "ready again" : "not ready",
                      {{"state", NameOf(state)}, {"cause", CauseOf(cause, state)}});
}

}  // namespace clausebook
