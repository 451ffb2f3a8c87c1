// A store that tells of its commits before it acknowledges them.
#ifndef CLAUSEBOOK_SERVICE_VIEW_NOTIFYING_STORE_H_
#define CLAUSEBOOK_SERVICE_VIEW_NOTIFYING_STORE_H_

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "storage/store.h"

namespace clausebook::view {

// Decorates `inner`, which outlives it. `on_commit` is called in the order of the
// commits, one at a time, before Write returns: whoever has been told that her write
// is done reads it back.
class NotifyingStore final : public storage::Store {
 public:
  using OnCommit = std::function<void(const storage::Commit&)>;

  NotifyingStore(storage::Store* inner, OnCommit on_commit)
      : inner_(inner), on_commit_(std::move(on_commit)) {}

  absl::StatusOr<std::unique_ptr<storage::ReadSnapshot>> Read(
      const Cancellation* cancellation) override {
    return inner_->Read(cancellation);
  }

  absl::StatusOr<storage::Commit> Write(const Cancellation* cancellation,
                                        const storage::WriteBody& body) override {
    const std::lock_guard lock(mutex_);
    auto commit = inner_->Write(cancellation, body);
    if (commit.ok()) on_commit_(*commit);
    return commit;
  }

  absl::Status Probe() override { return inner_->Probe(); }

 private:
  storage::Store* inner_;
  OnCommit on_commit_;
  std::mutex mutex_;
};

}  // namespace clausebook::view

#endif  // CLAUSEBOOK_SERVICE_VIEW_NOTIFYING_STORE_H_
