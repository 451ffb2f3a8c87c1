// Calls that are to be told of in the audit log, until they are written down: alike ones
// are counted together, and whoever calls as fast as she can gets no more of the log for
// it than anybody else.
#ifndef CLAUSEBOOK_SERVICE_AUDIT_PENDING_CALLS_H_
#define CLAUSEBOOK_SERVICE_AUDIT_PENDING_CALLS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "storage/model/audit.h"

namespace clausebook::audit {

// What is kept, and what is written of it.
struct PendingLimits {
  // Different refusals that are kept apart; further ones are counted together.
  std::size_t distinct_denied = 64;
  std::size_t distinct_administration = 256;
  // Entries about refusals: so many at once, and one more every so many microseconds.
  // What goes beyond is counted together, in one entry for each reason.
  double denied_at_once = 100;
  std::int64_t micros_for_one = 60'000'000;
  // How often, at most, such an entry of many is written.
  std::int64_t micros_between_rests = 60'000'000;
};

// Thread-safe; Note takes a short moment, and memory is bounded by the limits.
class PendingCalls {
 public:
  explicit PendingCalls(PendingLimits limits)
      : limits_(limits), entries_left_(limits.denied_at_once) {}

  // kDenied or kAdministration. Of the origin, port and request id are left out.
  void Note(model::AuditEvent event);

  // What is to be written now, which is the caller's from then on. `now` is of a clock
  // that never goes back, in microseconds. `all`: also what could wait.
  std::vector<model::AuditEvent> Take(std::int64_t now, bool all);

  // What could not be written after all: it is counted again, and costs nothing new.
  void GiveBack(std::vector<model::AuditEvent> events);

 private:
  struct Key {
    model::AuditKind kind;
    model::AuditOrigin origin;
    std::string outcome;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  void Add(model::AuditEvent event);
  void AddRest(const Key& key, std::int64_t occurrences);

  const PendingLimits limits_;
  std::mutex mutex_;  // guards the rest
  std::map<Key, std::int64_t> calls_;
  std::size_t denied_ = 0;  // of `calls_`
  // Counted together, by kind and outcome.
  std::map<std::pair<model::AuditKind, std::string>, std::int64_t> rest_;
  double entries_left_;
  bool taken_before_ = false;
  std::int64_t last_take_ = 0;
  std::int64_t last_rest_ = 0;
};

}  // namespace clausebook::audit

#endif  // CLAUSEBOOK_SERVICE_AUDIT_PENDING_CALLS_H_
