#include "service/audit/pending_calls.h"

#include <algorithm>

namespace clausebook::audit {
namespace {

// `ipv4:192.0.2.7:50412` without the port, which is another one for every connection.
std::string HostOf(const std::string& peer) {
  const auto colon = peer.rfind(':');
  const bool has_port = peer.rfind("ipv4:", 0) == 0 || peer.rfind("ipv6:", 0) == 0;
  return has_port && colon > std::string("ipv4").size() ? peer.substr(0, colon) : peer;
}

}  // namespace

void PendingCalls::Note(model::AuditEvent event) {
  event.origin.request_id.clear();
  event.origin.peer = HostOf(event.origin.peer);
  const std::lock_guard lock(mutex_);
  Add(std::move(event));
}

void PendingCalls::Add(model::AuditEvent event) {
  const bool denied = event.kind == model::AuditKind::kDenied;
  Key key{event.kind, std::move(event.origin), std::move(event.outcome)};
  const auto found = calls_.find(key);
  if (found != calls_.end()) {
    found->second += event.occurrences;
    return;
  }
  const bool full = denied ? denied_ >= limits_.distinct_denied
                           : calls_.size() - denied_ >= limits_.distinct_administration;
  if (full) return AddRest(key, event.occurrences);
  if (denied) ++denied_;
  calls_.emplace(std::move(key), event.occurrences);
}

void PendingCalls::AddRest(const Key& key, std::int64_t occurrences) {
  rest_[{key.kind, key.outcome}] += occurrences;
}

std::vector<model::AuditEvent> PendingCalls::Take(std::int64_t now, bool all) {
  const std::lock_guard lock(mutex_);
  if (!taken_before_) {
    taken_before_ = true;
    last_take_ = now;
    last_rest_ = now - limits_.micros_between_rests;
  }
  entries_left_ =
      std::min(limits_.denied_at_once,
               entries_left_ + static_cast<double>(now - last_take_) /
                                   static_cast<double>(limits_.micros_for_one));
  last_take_ = now;
  std::vector<model::AuditEvent> events;
  for (const auto& [key, occurrences] : calls_) {
    if (key.kind == model::AuditKind::kDenied) {
      if (entries_left_ < 1) {
        AddRest(key, occurrences);
        continue;
      }
      entries_left_ -= 1;
    }
    events.push_back({key.kind, key.origin, key.outcome, occurrences, {}});
  }
  calls_.clear();
  denied_ = 0;
  if (!all && now - last_rest_ < limits_.micros_between_rests) return events;
  if (rest_.empty()) return events;
  for (const auto& [what, occurrences] : rest_) {
    events.push_back({what.first, {}, what.second, occurrences, {}});
  }
  rest_.clear();
  last_rest_ = now;
  return events;
}

void PendingCalls::GiveBack(std::vector<model::AuditEvent> events) {
  const std::lock_guard lock(mutex_);
  for (model::AuditEvent& event : events) {
    if (event.kind == model::AuditKind::kDenied && event.origin.method.empty()) {
      rest_[{event.kind, event.outcome}] += event.occurrences;
      last_rest_ = last_take_ - limits_.micros_between_rests;
      continue;
    }
    if (event.kind == model::AuditKind::kDenied) entries_left_ += 1;
    Add(std::move(event));
  }
}

}  // namespace clausebook::audit
