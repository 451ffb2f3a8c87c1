// Reads of facts and their events.
#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {
namespace {

#define CB_FACT_COLUMNS                                                                  \
  "f.fact_uid, f.publisher_kind, f.publisher_id, f.fact_id, f.generation, "              \
  "f.recorded_at, f.property, f.operator, f.value_kind, f.value_text, f.caveat, "        \
  "f.approved, f.valid_from, f.valid_until, f.clause_id, f.byte_begin, f.byte_end, "     \
  "f.attester, f.attested_day, f.expire_day, f.statement, t.recorded_at, t.reason, "     \
  "r.policy_id, r.revision_id, a.reviewer, a.approved_day, a.suggestion_id, a.pattern, " \
  "p.proposer, p.proposed_day, p.reason "
#define CB_FACT_TABLES                                                \
  "FROM facts f "                                                     \
  "LEFT JOIN fact_retractions t ON t.fact_uid = f.fact_uid "          \
  "LEFT JOIN fact_approvals a ON a.fact_uid = f.fact_uid "            \
  "LEFT JOIN fact_proposed_retractions p ON p.fact_uid = f.fact_uid " \
  "LEFT JOIN revisions r ON r.revision_uid = f.revision_uid "

constexpr char kStandingFacts[] =
    "SELECT " CB_FACT_COLUMNS CB_FACT_TABLES
    "WHERE f.publisher_kind = ?1 AND f.publisher_id = ?2 AND f.recorded_at <= ?3 "
    "AND (t.recorded_at IS NULL OR t.recorded_at > ?3) "
    "ORDER BY f.fact_id, f.generation";

#define CB_FACT_SEEN         \
  "AND f.recorded_at <= ?7 " \
  "AND (?8 OR t.recorded_at IS NULL OR t.recorded_at > ?7) "

// One statement for each kind of list, so that SQLite finds its beginning by the index
// and does not go through what other publishers have.
constexpr char kListFacts[] =
    "SELECT " CB_FACT_COLUMNS CB_FACT_TABLES
    "WHERE f.publisher_kind = ?1 AND (?3 = '' OR f.fact_id = ?3) "
    "AND (f.publisher_id, f.fact_id, f.generation) > (?4, ?5, ?6) " CB_FACT_SEEN
    "ORDER BY f.publisher_id, f.fact_id, f.generation LIMIT ?9";

constexpr char kListFactsOfPublisher[] =
    "SELECT " CB_FACT_COLUMNS CB_FACT_TABLES
    "WHERE f.publisher_kind = ?1 AND f.publisher_id = ?2 "
    "AND (f.fact_id, f.generation) > (?5, ?6) " CB_FACT_SEEN
    "ORDER BY f.fact_id, f.generation LIMIT ?9";

// The plus keeps SQLite from taking the range for the index.
constexpr char kListGenerations[] =
    "SELECT " CB_FACT_COLUMNS CB_FACT_TABLES
    "WHERE f.publisher_kind = ?1 AND f.publisher_id = ?2 AND f.fact_id = ?3 "
    "AND (+f.fact_id, f.generation) > (?5, ?6) " CB_FACT_SEEN
    "ORDER BY f.generation LIMIT ?9";

constexpr char kFactByUid[] =
    "SELECT " CB_FACT_COLUMNS CB_FACT_TABLES "WHERE f.fact_uid = ?1";

constexpr char kParts[] =
    "SELECT part, dimension, member FROM fact_parts WHERE fact_uid = ?1 "
    "ORDER BY part, dimension, member";

constexpr char kStandingFact[] = R"sql(
SELECT f.fact_uid FROM facts f LEFT JOIN fact_retractions t USING (fact_uid)
WHERE f.publisher_kind = ?1 AND f.publisher_id = ?2 AND f.fact_id = ?3
  AND t.recorded_at IS NULL)sql";

// Newest first; a fact that was changed is a retraction and then a recording of the
// same time, so the recording comes first.
constexpr char kEvents[] = R"sql(
SELECT event_time, retraction, fact_uid FROM (
  SELECT f.recorded_at AS event_time, 0 AS retraction, f.fact_uid AS fact_uid
  FROM facts f
  WHERE f.publisher_kind = ?1 AND f.publisher_id = ?2 AND (?3 = '' OR f.fact_id = ?3)
  UNION ALL
  SELECT t.recorded_at, 1, f.fact_uid
  FROM facts f JOIN fact_retractions t USING (fact_uid)
  WHERE f.publisher_kind = ?1 AND f.publisher_id = ?2 AND (?3 = '' OR f.fact_id = ?3))
WHERE event_time < ?4 OR (event_time = ?4 AND retraction > ?5)
   OR (event_time = ?4 AND retraction = ?5 AND fact_uid < ?6)
ORDER BY event_time DESC, retraction ASC, fact_uid DESC LIMIT ?7)sql";

model::Publisher PublisherOf(Query& q, int column) {
  return {q.Int(column) == 1 ? model::PublisherKind::kVendor
                             : model::PublisherKind::kPlatform,
          q.Text(column + 1)};
}

model::Evidence EvidenceRow(Query& q, const model::Publisher& publisher) {
  if (q.IsNull(17)) {
    return model::ClauseEvidence{
        {{publisher, q.Text(23)}, q.Text(24)}, q.Text(14), {q.Int(15), q.Int(16)}};
  }
  return model::Attestation{q.Text(17), q.Day(18), q.MaybeDay(19), q.Text(20)};
}

// Everything but the lists, which are rows of their own; with the row's uid.
std::pair<std::int64_t, model::Fact> FactRow(Query& q, Instant known_at) {
  model::Fact fact;
  const model::Publisher publisher = PublisherOf(q, 1);
  fact.ref = {publisher, q.Text(3)};
  fact.generation = static_cast<std::int32_t>(q.Int(4));
  fact.create_time = q.Time(5);
  fact.content.property = q.Text(6);
  fact.content.op = static_cast<model::Operator>(q.Int(7));
  fact.content.value.kind = static_cast<model::ValueKind>(q.Int(8));
  fact.content.value.text = q.Text(9);
  if (fact.content.value.kind == model::ValueKind::kBool) {
    fact.content.value.boolean = fact.content.value.text == "true";
    fact.content.value.text.clear();
  }
  fact.content.caveat = q.Text(10);
  fact.content.approved = q.Bool(11);
  fact.content.valid_from = q.MaybeDay(12);
  fact.content.valid_until = q.MaybeDay(13);
  fact.content.evidence = EvidenceRow(q, publisher);
  if (!q.IsNull(25)) {
    fact.content.approval = {q.Text(25), q.Day(26), q.Text(27), q.Text(28)};
  }
  if (!q.IsNull(29)) fact.content.retraction = {q.Text(29), q.Day(30), q.Text(31)};
  if (!q.IsNull(21) && q.Time(21) <= known_at) {
    fact.retract_time = q.Time(21);
    fact.retract_reason = q.Text(22);
  }
  return {q.Int(0), std::move(fact)};
}

void AddParts(Connection& c, std::int64_t uid, model::FactContent& content) {
  Query q(c, kParts);
  q.Bind(uid);
  while (q.Next()) {
    switch (q.Int(0)) {
      case 0:
        content.value.members.push_back(q.Text(2));
        break;
      case 1:
        content.scope.apps.push_back(q.Text(2));
        break;
      case 2:
        content.scope.except_apps.push_back(q.Text(2));
        break;
      default:
        content.qualifiers[q.Text(1)].push_back(q.Text(2));
    }
  }
}

std::vector<model::Fact> Collect(Connection& c, Query& q, Instant known_at) {
  std::vector<model::Fact> facts;
  while (q.Next()) {
    auto [uid, fact] = FactRow(q, known_at);
    AddParts(c, uid, fact.content);
    facts.push_back(std::move(fact));
  }
  return facts;
}

std::int64_t ToInt(absl::string_view text, std::int64_t fallback) {
  std::int64_t value = 0;
  return absl::SimpleAtoi(text, &value) ? value : fallback;
}

}  // namespace

std::vector<model::Fact> ReadStandingFacts(Connection& c,
                                           const model::Publisher& publisher,
                                           Instant known_at) {
  Query q(c, kStandingFacts);
  q.Bind(KindCode(publisher)).Bind(publisher.id).Bind(known_at);
  return Collect(c, q, known_at);
}

std::vector<model::Fact> ReadFacts(Connection& c, const FactFilter& filter,
                                   const Page& page, Instant known_at) {
  std::vector<std::string> key = absl::StrSplit(page.after, '/');
  key.resize(3);
  const char* sql = !filter.publisher ? kListFacts
                    : !filter.fact    ? kListFactsOfPublisher
                                      : kListGenerations;
  Query q(c, sql);
  q.Bind(filter.publisher ? KindCode(*filter.publisher) : 1);
  q.Bind(filter.publisher ? filter.publisher->id : "");
  q.Bind(filter.fact.value_or("")).Bind(key[0]).Bind(key[1]).Bind(ToInt(key[2], 0));
  q.Bind(known_at).Bind(filter.include_retracted).Bind(page.limit);
  return Collect(c, q, known_at);
}

model::Fact ReadFactByUid(Connection& c, std::int64_t uid, Instant known_at) {
  Query q(c, kFactByUid);
  q.Bind(uid);
  std::vector<model::Fact> facts = Collect(c, q, known_at);
  return std::move(facts.at(0));
}

std::optional<std::int64_t> FindStandingFact(Connection& c, const model::FactRef& ref) {
  Query q(c, kStandingFact);
  q.Bind(KindCode(ref.publisher)).Bind(ref.publisher.id).Bind(ref.fact);
  if (!q.Next()) return std::nullopt;
  return q.Int(0);
}

std::vector<FactEvent> ReadFactEvents(Connection& c, const model::Publisher& publisher,
                                      const std::optional<std::string>& fact,
                                      const Page& page, std::string* next_key) {
  std::vector<std::string> key = absl::StrSplit(page.after, '/');
  key.resize(3);
  struct Row {
    Instant time;
    bool retraction;
    std::int64_t uid;
  };
  std::vector<Row> rows;
  {
    Query q(c, kEvents);
    q.Bind(KindCode(publisher)).Bind(publisher.id).Bind(fact.value_or(""));
    q.Bind(ToInt(key[0], kEndOfTime.micros)).Bind(ToInt(key[1], 0));
    q.Bind(ToInt(key[2], kEndOfTime.micros));
    q.Bind(page.limit + 1);
    while (q.Next()) rows.push_back({q.Time(0), q.Bool(1), q.Int(2)});
  }
  next_key->clear();
  if (rows.size() > static_cast<std::size_t>(page.limit)) {
    rows.resize(static_cast<std::size_t>(page.limit));
    const Row& last = rows.back();
    *next_key =
        absl::StrCat(last.time.micros, "/", last.retraction ? 1 : 0, "/", last.uid);
  }
  std::vector<FactEvent> events;
  for (const Row& row : rows) {
    events.push_back(
        {row.time, row.retraction, ReadFactByUid(c, row.uid, /*known_at=*/row.time)});
  }
  return events;
}

}  // namespace clausebook::storage
