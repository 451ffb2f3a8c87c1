// Reads of policies, revisions and clauses.
#include <nlohmann/json.hpp>
#include <utility>

#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {
namespace {

constexpr char kGetPolicy[] = R"sql(
SELECT publisher_kind, publisher_id, policy_id, version, recorded_at, created_at, title,
       uri, kind, app_id, deleted
FROM policies
WHERE publisher_kind = ?1 AND publisher_id = ?2 AND policy_id = ?3 AND recorded_at <= ?4
ORDER BY version DESC LIMIT 1)sql";

// ?2 is the one publisher, or '' for all.
constexpr char kListPolicies[] = R"sql(
SELECT p.publisher_kind, p.publisher_id, p.policy_id, p.version, p.recorded_at,
       p.created_at, p.title, p.uri, p.kind, p.app_id
FROM policies p
WHERE p.publisher_kind = ?1 AND (?2 = '' OR p.publisher_id = ?2)
  AND (p.publisher_id, p.policy_id) > (?3, ?4) AND p.deleted = 0
  AND p.version = (SELECT max(q.version) FROM policies q
                   WHERE q.publisher_kind = p.publisher_kind
                     AND q.publisher_id = p.publisher_id AND q.policy_id = p.policy_id
                     AND q.recorded_at <= ?5)
ORDER BY p.publisher_id, p.policy_id LIMIT ?6)sql";

// Recorded at or before ?5; withdrawn rows too if ?6, or if withdrawn later only.
constexpr char kListRevisions[] = R"sql(
SELECT r.revision_id, r.effective_day, r.uri, r.media_type, r.sha256, length(r.text),
       r.clause_count, r.recorded_at, w.recorded_at, r.revision_uid, r.source_sha256,
       length(s.source)
FROM revisions r LEFT JOIN revision_withdrawals w USING (revision_uid)
     LEFT JOIN revision_sources s USING (revision_uid)
WHERE r.publisher_kind = ?1 AND r.publisher_id = ?2 AND r.policy_id = ?3
  AND r.recorded_at <= ?4
  AND (?5 OR w.recorded_at IS NULL OR w.recorded_at > ?4)
ORDER BY r.effective_day, r.revision_uid)sql";

constexpr char kFindRevision[] = R"sql(
SELECT r.revision_uid, w.recorded_at IS NULL
FROM revisions r LEFT JOIN revision_withdrawals w USING (revision_uid)
WHERE r.publisher_kind = ?1 AND r.publisher_id = ?2 AND r.policy_id = ?3
  AND r.revision_id = ?4
ORDER BY r.revision_uid DESC LIMIT 1)sql";

constexpr char kGetRevision[] = R"sql(
SELECT r.revision_id, r.effective_day, r.uri, r.media_type, r.sha256, length(r.text),
       r.clause_count, r.recorded_at, w.recorded_at, r.revision_uid, r.source_sha256,
       length(s.source)
FROM revisions r LEFT JOIN revision_withdrawals w USING (revision_uid)
     LEFT JOIN revision_sources s USING (revision_uid)
WHERE r.revision_uid = ?1)sql";

// By the row, so that its names are those that stand beside the text, not those of an
// index.
constexpr char kGetText[] = R"sql(
SELECT text, publisher_kind, publisher_id, policy_id, revision_id
FROM revisions WHERE revision_uid = ?1)sql";

constexpr char kGetSource[] = R"sql(
SELECT s.source, r.publisher_kind, r.publisher_id, r.policy_id, r.revision_id
FROM revision_sources s JOIN revisions r USING (revision_uid)
WHERE s.revision_uid = ?1)sql";

constexpr char kListClauses[] = R"sql(
SELECT clause_id, ordinal, heading, byte_begin, byte_end, heading_path
FROM clauses WHERE revision_uid = ?1 ORDER BY ordinal)sql";

model::Policy PolicyRow(Query& q) {
  const auto kind =
      q.Int(0) == 1 ? model::PublisherKind::kVendor : model::PublisherKind::kPlatform;
  return {{{kind, q.Text(1)}, q.Text(2)},
          q.Text(6),
          q.Text(7),
          static_cast<model::PolicyKind>(q.Int(8)),
          q.Text(9),
          {q.Int(3), q.Time(5), q.Time(4)}};
}

model::Revision RevisionRow(Query& q, const model::PolicyRef& policy, Instant known_at) {
  model::Revision revision;
  revision.ref = {policy, q.Text(0)};
  revision.effective = q.Day(1);
  revision.uri = q.Text(2);
  revision.media_type = static_cast<model::MediaType>(q.Int(3));
  revision.sha256 = q.Text(4);
  revision.size_bytes = q.Int(5);
  revision.clause_count = static_cast<std::int32_t>(q.Int(6));
  revision.create_time = q.Time(7);
  if (!q.IsNull(8) && q.Time(8) <= known_at) revision.withdraw_time = q.Time(8);
  revision.source_sha256 = q.Text(10);
  if (!q.IsNull(11)) revision.source_size_bytes = q.Int(11);
  return revision;
}

// The bytes that `sql` selects of the row. They have that digest, and the row is that of
// `ref`: a damaged index may lead to another one, which is whole by its own digest.
absl::StatusOr<std::shared_ptr<const std::string>> ReadText(Connection& c,
                                                            std::int64_t uid,
                                                            const model::RevisionRef& ref,
                                                            const std::string& sha256,
                                                            const char* sql = kGetText) {
  Query q(c, sql);
  q.Bind(uid);
  const model::PolicyRef& policy = ref.policy;
  if (q.Next() && q.Int(1) == KindCode(policy.publisher) &&
      q.Text(2) == policy.publisher.id && q.Text(3) == policy.policy &&
      q.Text(4) == ref.revision) {
    auto text = std::make_shared<const std::string>(q.Text(0));
    if (Sha256Hex(*text) == sha256) return text;
  }
  return MakeError(
      "A policy's document in the database does not have the digest or the name that it "
      "was recorded with. Stop the service and restore a backup.",
      {.reason = Reason::kStorageDamaged});
}

std::vector<model::Clause> ClausesOf(Connection& c, std::int64_t uid) {
  std::vector<model::Clause> clauses;
  Query q(c, kListClauses);
  q.Bind(uid);
  while (q.Next()) {
    model::Clause clause;
    clause.id = q.Text(0);
    clause.ordinal = static_cast<std::int32_t>(q.Int(1));
    clause.heading = q.Bool(2);
    clause.range = {q.Int(3), q.Int(4)};
    // We wrote a list of texts; of a damaged one nothing is kept.
    for (const auto& heading : nlohmann::json::parse(q.Text(5), nullptr, false)) {
      if (heading.is_string()) clause.heading_path.push_back(heading.get<std::string>());
    }
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

}  // namespace

absl::StatusOr<model::Policy> ReadPolicy(Connection& c, const model::PolicyRef& ref,
                                         Instant known_at) {
  Query q(c, kGetPolicy);
  q.Bind(KindCode(ref.publisher)).Bind(ref.publisher.id).Bind(ref.policy).Bind(known_at);
  if (!q.Next() || q.Bool(10)) return NotFound("Policy", ToName(ref));
  return PolicyRow(q);
}

std::vector<model::Policy> ReadPolicies(Connection& c,
                                        const std::optional<model::Publisher>& publisher,
                                        const Page& page, Instant known_at) {
  const auto slash = page.after.find('/');
  const std::string after_publisher = page.after.substr(0, slash);
  const std::string after_policy =
      slash == std::string::npos ? "" : page.after.substr(slash + 1);
  std::vector<model::Policy> policies;
  Query q(c, kListPolicies);
  q.Bind(publisher ? KindCode(*publisher) : 1).Bind(publisher ? publisher->id : "");
  q.Bind(after_publisher).Bind(after_policy).Bind(known_at).Bind(page.limit);
  while (q.Next()) policies.push_back(PolicyRow(q));
  return policies;
}

std::vector<model::Revision> ReadRevisions(Connection& c, const model::PolicyRef& policy,
                                           Instant known_at, bool include_withdrawn) {
  std::vector<model::Revision> revisions;
  Query q(c, kListRevisions);
  q.Bind(KindCode(policy.publisher)).Bind(policy.publisher.id).Bind(policy.policy);
  q.Bind(known_at).Bind(include_withdrawn);
  while (q.Next()) revisions.push_back(RevisionRow(q, policy, known_at));
  return revisions;
}

std::optional<std::int64_t> FindRevisionUid(Connection& c, const model::RevisionRef& ref,
                                            bool standing) {
  const model::PolicyRef& policy = ref.policy;
  Query q(c, kFindRevision);
  q.Bind(KindCode(policy.publisher)).Bind(policy.publisher.id).Bind(policy.policy);
  q.Bind(ref.revision);
  if (!q.Next() || (standing && !q.Bool(1))) return std::nullopt;
  return q.Int(0);
}

absl::StatusOr<model::Revision> ReadRevision(Connection& c,
                                             const model::RevisionRef& ref) {
  const auto uid = FindRevisionUid(c, ref, /*standing=*/false);
  if (!uid) return NotFound("PolicyRevision", ToName(ref));
  Query q(c, kGetRevision);
  q.Bind(*uid);
  q.Next();
  model::Revision revision = RevisionRow(q, ref.policy, kEndOfTime);
  CB_ASSIGN_OR_RETURN(revision.text, ReadText(c, *uid, ref, revision.sha256));
  if (!revision.source_sha256.empty()) {
    CB_ASSIGN_OR_RETURN(revision.source,
                        ReadText(c, *uid, ref, revision.source_sha256, kGetSource));
  }
  return revision;
}

absl::StatusOr<std::vector<model::Clause>> ReadClauses(Connection& c,
                                                       const model::RevisionRef& ref) {
  const auto uid = FindRevisionUid(c, ref, /*standing=*/false);
  if (!uid) return NotFound("PolicyRevision", ToName(ref));
  return ClausesOf(c, *uid);
}

absl::StatusOr<std::vector<model::PolicyEvidence>> ReadPolicyEvidence(
    Connection& c, const model::Publisher& publisher, Instant known_at) {
  std::vector<model::PolicyEvidence> evidence;
  const Page all{"", 1'000'000};
  for (model::Policy& policy : ReadPolicies(c, publisher, all, known_at)) {
    model::PolicyEvidence entry;
    const model::PolicyRef ref = policy.ref;
    entry.policy = std::move(policy);
    std::vector<std::int64_t> uids;
    {
      Query q(c, kListRevisions);
      q.Bind(KindCode(publisher)).Bind(publisher.id).Bind(ref.policy).Bind(known_at);
      q.Bind(false);
      while (q.Next()) {
        entry.revisions.push_back({RevisionRow(q, ref, known_at), {}});
        uids.push_back(q.Int(9));
      }
    }
    for (std::size_t i = 0; i < uids.size(); ++i) {
      model::RevisionEvidence& revision = entry.revisions[i];
      CB_ASSIGN_OR_RETURN(
          revision.revision.text,
          ReadText(c, uids[i], revision.revision.ref, revision.revision.sha256));
      revision.clauses = ClausesOf(c, uids[i]);
    }
    evidence.push_back(std::move(entry));
  }
  return evidence;
}

}  // namespace clausebook::storage
