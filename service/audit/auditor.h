// What a server does for its audit log besides what the store does by itself: it writes
// down calls that were refused, and signs the end of the chain now and then.
#ifndef CLAUSEBOOK_SERVICE_AUDIT_AUDITOR_H_
#define CLAUSEBOOK_SERVICE_AUDIT_AUDITOR_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "absl/status/status.h"
#include "service/audit/pending_calls.h"
#include "service/base/clock.h"
#include "service/signing/ed25519.h"
#include "storage/store.h"

namespace clausebook::audit {

// Has a thread of its own from Start to Stop, so that no call waits for it and the writer
// sees a transaction of it now and then. Thread-safe.
class Auditor {
 public:
  struct Options {
    storage::Store* store = nullptr;  // outlives the auditor, as `clock` does
    const Clock* clock = nullptr;
    // Signs checkpoints; without it there are none.
    std::optional<signing::PrivateKey> key;
    std::chrono::milliseconds write_every{5'000};
    std::chrono::milliseconds sign_every{60'000};
    PendingLimits limits;
    // Takes a checkpoint to where it is kept outside of the database. If it fails, the
    // same one is brought again.
    std::function<absl::Status(const model::AuditCheckpoint&)> keep;
    // Told of what fails, and of its end: when it is OK again.
    std::function<void(const absl::Status&)> tell;
  };
  explicit Auditor(Options options);
  ~Auditor();

  void Start();
  // Writes down what is pending, signs the end, and ends the thread. Once.
  void Stop();

  // A call that is to be told of. Does not block; see PendingCalls.
  void Note(model::AuditEvent event) { pending_.Note(std::move(event)); }

  // What the thread does, for whoever has none: writes what is pending.
  absl::Status WritePending(bool all);
  // Signs the end of the chain, unless there is a checkpoint of it.
  absl::Status Sign();

 private:
  void Work();
  absl::Status Keep();
  void Tell(const absl::Status& status);

  Options options_;
  PendingCalls pending_;
  std::optional<model::AuditCheckpoint> unkept_;
  bool failing_ = false;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace clausebook::audit

#endif  // CLAUSEBOOK_SERVICE_AUDIT_AUDITOR_H_
