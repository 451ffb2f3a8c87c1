#include "service/rpc/audit_handlers.h"

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/rpc/listing.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kMostSubject = 200;
// A page ends after so many bytes: entries of large books are long.
constexpr std::size_t kMostAuditBytes = 2U << 20;

v1::AuditEntry AuditToProto(const model::AuditEntry& entry) {
  v1::AuditEntry out;
  out.set_sequence(entry.sequence);
  *out.mutable_time() = ToProto(entry.time);
  out.set_kind(static_cast<v1::AuditKind>(entry.event.kind));
  out.set_subject(entry.event.origin.subject);
  out.set_credential(entry.event.origin.credential);
  out.set_peer(entry.event.origin.peer);
  out.set_method(entry.event.origin.method);
  out.set_request_id(entry.event.origin.request_id);
  out.set_outcome(entry.event.outcome);
  out.set_occurrences(entry.event.occurrences);
  for (const model::AuditChange& change : entry.event.changes) {
    v1::AuditChange* told = out.add_changes();
    told->set_name(change.name);
    told->set_before(change.before);
    told->set_after(change.after);
  }
  out.set_previous(entry.previous);
  out.set_digest(entry.digest);
  return out;
}
static_assert(static_cast<int>(model::AuditKind::kWrite) == v1::AUDIT_KIND_WRITE);
static_assert(static_cast<int>(model::AuditKind::kAdministration) ==
              v1::AUDIT_KIND_ADMINISTRATION);

v1::AuditCheckpoint CheckpointToProto(const model::AuditCheckpoint& checkpoint) {
  v1::AuditCheckpoint out;
  out.set_sequence(checkpoint.sequence);
  out.set_digest(checkpoint.digest);
  *out.mutable_time() = ToProto(checkpoint.time);
  out.set_key(checkpoint.key);
  out.set_signature(checkpoint.signature);
  return out;
}

Instant CheckTimeOr(FieldFaults& faults, const char* field, bool given,
                    const google::protobuf::Timestamp& time, Instant otherwise) {
  return given ? CheckTime(faults, field, time).value_or(otherwise) : otherwise;
}

storage::AuditFilter CheckFilter(FieldFaults& faults,
                                 const v1::ListAuditEntriesRequest& request) {
  storage::AuditFilter filter;
  filter.from = CheckTimeOr(faults, "start_time", request.has_start_time(),
                            request.start_time(), Instant{});
  filter.until = CheckTimeOr(faults, "end_time", request.has_end_time(),
                             request.end_time(), kEndOfTime);
  CheckOptionalText(faults, "subject", request.subject(), kMostSubject);
  filter.subject = request.subject();
  const int kind = request.kind();
  if (kind < v1::AUDIT_KIND_UNSPECIFIED || kind > v1::AUDIT_KIND_ADMINISTRATION) {
    faults.Add("kind", "Not a kind of entry.");
  } else if (kind != v1::AUDIT_KIND_UNSPECIFIED) {
    filter.kind = static_cast<model::AuditKind>(kind);
  }
  filter.newest_first = !request.oldest_first();
  return filter;
}

std::int64_t SequenceOf(const std::string& key) {
  std::int64_t sequence = 0;
  return absl::SimpleAtoi(key, &sequence) ? sequence : 0;
}

}  // namespace

absl::Status AuditHandlers::ListAuditEntries(
    const CallContext& context, const v1::ListAuditEntriesRequest& request,
    v1::ListAuditEntriesResponse* response) const {
  FieldFaults faults;
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  const storage::AuditFilter filter = CheckFilter(faults, request);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  const storage::Page page = listing.page();
  CB_ASSIGN_OR_RETURN(
      const auto entries,
      snapshot->ListAuditEntries(filter, SequenceOf(page.after), page.limit));
  std::size_t kept = listing.Keep(entries.size());
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < kept; ++i) {
    v1::AuditEntry entry = AuditToProto(entries[i]);
    bytes += entry.ByteSizeLong();
    if (i > 0 && bytes > kMostAuditBytes) kept = i;
    if (i < kept) *response->add_entries() = std::move(entry);
  }
  if (kept < entries.size()) {
    response->set_next_page_token(
        listing.TokenAfter(absl::StrCat(entries[kept - 1].sequence)));
  }
  return absl::OkStatus();
}

absl::Status AuditHandlers::ListAuditCheckpoints(
    const CallContext& context, const v1::ListAuditCheckpointsRequest& request,
    v1::ListAuditCheckpointsResponse* response) const {
  FieldFaults faults;
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  const storage::Page page = listing.page();
  CB_ASSIGN_OR_RETURN(const auto checkpoints,
                      snapshot->ListAuditCheckpoints(SequenceOf(page.after), page.limit));
  const std::size_t kept = listing.Keep(checkpoints.size());
  for (std::size_t i = 0; i < kept; ++i) {
    *response->add_checkpoints() = CheckpointToProto(checkpoints[i]);
  }
  if (kept < checkpoints.size()) {
    response->set_next_page_token(
        listing.TokenAfter(absl::StrCat(checkpoints[kept - 1].sequence)));
  }
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
