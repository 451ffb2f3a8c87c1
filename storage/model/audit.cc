#include "storage/model/audit.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/model/canonical.h"

namespace clausebook::model {
namespace {

constexpr std::size_t kDigestDigits = 64;

std::string PreviousOf(const std::optional<AuditEntry>& last) {
  return last ? last->digest : std::string(kDigestDigits, '0');
}

}  // namespace

std::string DigestOfEntry(const AuditEntry& entry) {
  const AuditEvent& event = entry.event;
  Canonical bytes("clausebook audit entry/1");
  bytes.Number(entry.sequence).Time(entry.time);
  bytes.Number(static_cast<std::int64_t>(event.kind));
  bytes.Text(event.origin.subject).Text(event.origin.credential);
  bytes.Text(event.origin.peer).Text(event.origin.method);
  bytes.Text(event.origin.request_id);
  bytes.Text(event.outcome).Number(event.occurrences);
  bytes.Number(static_cast<std::int64_t>(event.changes.size()));
  for (const AuditChange& change : event.changes) {
    bytes.Text(change.name).Text(change.before).Text(change.after);
  }
  return bytes.Text(entry.previous).Digest();
}

AuditEntry FollowingEntry(const std::optional<AuditEntry>& last, Instant time,
                          AuditEvent event) {
  AuditEntry entry;
  entry.sequence = last ? last->sequence + 1 : 1;
  entry.time = time;
  entry.event = std::move(event);
  entry.previous = PreviousOf(last);
  entry.digest = DigestOfEntry(entry);
  return entry;
}

std::string CheckpointStatement(const AuditCheckpoint& checkpoint) {
  Canonical bytes("clausebook audit checkpoint/1");
  bytes.Number(checkpoint.sequence).Text(checkpoint.digest).Time(checkpoint.time);
  return bytes.Text(checkpoint.key).bytes();
}

std::vector<std::string> AuditChain::Take(const AuditEntry& entry) {
  std::vector<std::string> faults;
  const std::string name = absl::StrCat("Entry ", entry.sequence);
  const std::int64_t expected = last_ ? last_->sequence + 1 : 1;
  if (entry.sequence != expected) {
    faults.push_back(absl::StrCat(name, " stands where entry ", expected, " has to be."));
  } else if (entry.previous != PreviousOf(last_)) {
    faults.push_back(
        absl::StrCat(name, " does not follow the entry that stands before it."));
  }
  if (entry.digest != DigestOfEntry(entry)) {
    faults.push_back(absl::StrCat(name, " was changed: it does not have its digest."));
  }
  if (last_ && entry.time < last_->time) {
    faults.push_back(absl::StrCat(name, " is earlier than the entry before it."));
  }
  last_ = entry;
  return faults;
}

}  // namespace clausebook::model
