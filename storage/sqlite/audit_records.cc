// The audit log and its checkpoints: read and appended to.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/transaction.h"

namespace clausebook::storage {
namespace {

// Times grow with sequences: a range of times is a range of sequences.
constexpr char kLastBefore[] =
    "SELECT sequence FROM audit_entries WHERE recorded_at < ?1 "
    "ORDER BY recorded_at DESC, sequence DESC LIMIT 1";

#define CB_AUDIT_COLUMNS                                                               \
  "SELECT sequence, recorded_at, kind, subject, credential, peer, method, request_id," \
  " outcome, occurrences, changes, previous, digest FROM audit_entries "
#define CB_AUDIT_RANGE "WHERE sequence > ?1 AND sequence < ?2 AND (?3 = 0 OR kind = ?3) "

constexpr char kAuditAscending[] =
    CB_AUDIT_COLUMNS CB_AUDIT_RANGE "ORDER BY sequence LIMIT ?4";
constexpr char kAuditDescending[] =
    CB_AUDIT_COLUMNS CB_AUDIT_RANGE "ORDER BY sequence DESC LIMIT ?4";
constexpr char kAuditAscendingOf[] =
    CB_AUDIT_COLUMNS CB_AUDIT_RANGE "AND subject = ?5 ORDER BY sequence LIMIT ?4";
constexpr char kAuditDescendingOf[] =
    CB_AUDIT_COLUMNS CB_AUDIT_RANGE "AND subject = ?5 ORDER BY sequence DESC LIMIT ?4";
constexpr char kLastAuditEntry[] = CB_AUDIT_COLUMNS "ORDER BY sequence DESC LIMIT 1";
constexpr char kAuditEntryAt[] = CB_AUDIT_COLUMNS "WHERE sequence = ?1";

#undef CB_AUDIT_RANGE
#undef CB_AUDIT_COLUMNS

constexpr char kAddAuditEntry[] = R"sql(
INSERT INTO audit_entries (sequence, recorded_at, kind, subject, credential, peer, method,
                           request_id, outcome, occurrences, changes, previous, digest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13))sql";

constexpr char kCheckpoints[] =
    "SELECT sequence, digest, recorded_at, key_id, signature FROM audit_checkpoints "
    "WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";
constexpr char kLastCheckpoint[] =
    "SELECT sequence, digest, recorded_at, key_id, signature FROM audit_checkpoints "
    "ORDER BY sequence DESC LIMIT 1";
constexpr char kAddCheckpoint[] = R"sql(
INSERT INTO audit_checkpoints (sequence, digest, recorded_at, key_id, signature)
VALUES (?1, ?2, ?3, ?4, ?5))sql";

std::string ChangesToText(const std::vector<model::AuditChange>& changes) {
  nlohmann::json list = nlohmann::json::array();
  for (const model::AuditChange& change : changes) {
    list.push_back({change.name, change.before, change.after});
  }
  return list.dump();
}

// What is no such list, or is written in another way, gives no changes: then the entry
// does not have its digest.
std::vector<model::AuditChange> ChangesOf(const std::string& text) {
  const auto list = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) return {};
  std::vector<model::AuditChange> changes;
  for (const auto& change : list) {
    const bool whole =
        change.is_array() && change.size() == 3 &&
        std::all_of(change.begin(), change.end(),
                    [](const nlohmann::json& part) { return part.is_string(); });
    if (!whole) return {};
    changes.push_back({change[0].get<std::string>(), change[1].get<std::string>(),
                       change[2].get<std::string>()});
  }
  return changes;
}

model::AuditEntry AuditRow(Query& q) {
  model::AuditEntry entry;
  entry.sequence = q.Int(0);
  entry.time = q.Time(1);
  entry.event.kind = static_cast<model::AuditKind>(q.Int(2));
  entry.event.origin = {q.Text(3), q.Text(4), q.Text(5), q.Text(6), q.Text(7)};
  entry.event.outcome = q.Text(8);
  entry.event.occurrences = q.Int(9);
  const std::string changes = q.Text(10);
  entry.event.changes = ChangesOf(changes);
  entry.previous = q.Text(11);
  entry.digest = q.Text(12);
  // The digest is over what the text says; that it says it in our way is checked here, so
  // that no bit of it can be changed unseen.
  if (ChangesToText(entry.event.changes) != changes ||
      static_cast<std::int64_t>(entry.event.kind) != q.Int(2)) {
    entry.digest.clear();
  }
  return entry;
}

model::AuditCheckpoint CheckpointRow(Query& q) {
  return {q.Int(0), q.Text(1), q.Time(2), q.Text(3), q.Text(4)};
}

std::int64_t LastBefore(Connection& c, Instant time) {
  Query q(c, kLastBefore);
  return q.Bind(time).Next() ? q.Int(0) : 0;
}

}  // namespace

std::vector<model::AuditEntry> ReadAuditEntries(Connection& c, const AuditFilter& filter,
                                                std::int64_t after, int limit) {
  std::int64_t lower = filter.from.micros > 0 ? LastBefore(c, filter.from) : 0;
  std::int64_t upper = filter.until == kEndOfTime
                           ? std::numeric_limits<std::int64_t>::max()
                           : LastBefore(c, filter.until) + 1;
  if (filter.newest_first) {
    if (after > 0) upper = std::min(upper, after);
  } else {
    lower = std::max(lower, after);
  }
  const bool anybody = filter.subject.empty();
  Query q(c, filter.newest_first ? (anybody ? kAuditDescending : kAuditDescendingOf)
                                 : (anybody ? kAuditAscending : kAuditAscendingOf));
  q.Bind(lower).Bind(upper);
  q.Bind(filter.kind ? static_cast<std::int64_t>(*filter.kind) : std::int64_t{0});
  q.Bind(limit);
  if (!anybody) q.Bind(filter.subject);
  std::vector<model::AuditEntry> entries;
  while (q.Next()) entries.push_back(AuditRow(q));
  return entries;
}

std::optional<model::AuditEntry> ReadLastAuditEntry(Connection& c) {
  Query q(c, kLastAuditEntry);
  if (!q.Next()) return std::nullopt;
  return AuditRow(q);
}

std::vector<model::AuditCheckpoint> ReadAuditCheckpoints(Connection& c,
                                                         std::int64_t after, int limit) {
  Query q(c, kCheckpoints);
  q.Bind(after).Bind(limit);
  std::vector<model::AuditCheckpoint> checkpoints;
  while (q.Next()) checkpoints.push_back(CheckpointRow(q));
  return checkpoints;
}

std::optional<model::AuditCheckpoint> ReadLastAuditCheckpoint(Connection& c) {
  Query q(c, kLastCheckpoint);
  if (!q.Next()) return std::nullopt;
  return CheckpointRow(q);
}

absl::Status SqliteTransaction::InsertAuditEntry(const model::AuditEntry& entry) {
  return Run([&]() -> absl::Status {
    const model::AuditOrigin& origin = entry.event.origin;
    Query q(connection(), kAddAuditEntry);
    q.Bind(entry.sequence).Bind(entry.time);
    q.Bind(static_cast<std::int64_t>(entry.event.kind));
    q.Bind(origin.subject).Bind(origin.credential).Bind(origin.peer);
    q.Bind(origin.method).Bind(origin.request_id).Bind(entry.event.outcome);
    q.Bind(entry.event.occurrences).Bind(ChangesToText(entry.event.changes));
    q.Bind(entry.previous).Bind(entry.digest).Run();
    return absl::OkStatus();
  });
}

absl::Status SqliteTransaction::AddAuditCheckpoint(
    const model::AuditCheckpoint& checkpoint) {
  return Run([&]() -> absl::Status {
    {
      Query at(connection(), kAuditEntryAt);
      if (!at.Bind(checkpoint.sequence).Next() ||
          AuditRow(at).digest != checkpoint.digest) {
        return absl::InternalError("a checkpoint of an entry that is not there");
      }
    }
    const auto last = ReadLastAuditCheckpoint(connection());
    if (last && last->sequence >= checkpoint.sequence) {
      return absl::InternalError("a checkpoint that does not go on from the last one");
    }
    Query q(connection(), kAddCheckpoint);
    q.Bind(checkpoint.sequence).Bind(checkpoint.digest).Bind(checkpoint.time);
    q.Bind(checkpoint.key).Bind(checkpoint.signature).Run();
    return absl::OkStatus();
  });
}

}  // namespace clausebook::storage
