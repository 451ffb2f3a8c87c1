// Writes of facts, retractions and stored responses.
#include <variant>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/transaction.h"

namespace clausebook::storage {
namespace {

constexpr char kLastGeneration[] =
    "SELECT ifnull(max(generation), 0) FROM facts "
    "WHERE publisher_kind = ?1 AND publisher_id = ?2 AND fact_id = ?3";

constexpr char kAddFact[] = R"sql(
INSERT INTO facts (publisher_kind, publisher_id, fact_id, generation, recorded_at,
                   property, operator, value_kind, value_text, caveat, approved,
                   valid_from, valid_until, revision_uid, clause_id, byte_begin,
                   byte_end, attester, attested_day, expire_day, statement)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        ?19, ?20, ?21))sql";

constexpr char kAddPart[] =
    "INSERT INTO fact_parts (fact_uid, part, dimension, member) VALUES (?1, ?2, ?3, ?4)";

constexpr char kAddApproval[] = R"sql(
INSERT INTO fact_approvals (fact_uid, reviewer, approved_day, suggestion_id, pattern)
VALUES (?1, ?2, ?3, ?4, ?5))sql";

constexpr char kAddProposedRetraction[] = R"sql(
INSERT INTO fact_proposed_retractions (fact_uid, proposer, proposed_day, reason)
VALUES (?1, ?2, ?3, ?4))sql";

constexpr char kRetract[] =
    "INSERT INTO fact_retractions (fact_uid, recorded_at, reason) VALUES (?1, ?2, ?3)";

constexpr char kSaveResponse[] = R"sql(
INSERT INTO responses (request_id, request_digest, response, recorded_at)
VALUES (?1, ?2, ?3, ?4))sql";

// Stored responses outlive the replay window of 24 hours by a day, then they go.
constexpr char kPruneResponses[] = "DELETE FROM responses WHERE recorded_at < ?1";
constexpr std::int64_t kKeepResponsesMicros = 48LL * 3600 * 1'000'000;

void BindEvidence(Query& q, const model::Evidence& evidence,
                  std::optional<std::int64_t> revision_uid) {
  if (const auto* clause = std::get_if<model::ClauseEvidence>(&evidence)) {
    q.Bind(*revision_uid).Bind(clause->clause);
    q.Bind(clause->range.begin).Bind(clause->range.end);
    q.BindNull().BindNull().BindNull().BindNull();
    return;
  }
  const auto& said = std::get<model::Attestation>(evidence);
  q.BindNull().BindNull().BindNull().BindNull();
  q.Bind(said.attester).Bind(said.date).Bind(said.expire_date).Bind(said.statement);
}

}  // namespace

void SqliteTransaction::WriteParts(std::int64_t uid, const model::FactContent& content) {
  const auto add = [&](int part, const std::string& dimension,
                       const std::string& member) {
    Query(connection(), kAddPart).Bind(uid).Bind(part).Bind(dimension).Bind(member).Run();
  };
  for (const auto& member : content.value.members) add(0, "", member);
  for (const auto& app : content.scope.apps) add(1, "", app);
  for (const auto& app : content.scope.except_apps) add(2, "", app);
  for (const auto& [dimension, members] : content.qualifiers) {
    for (const auto& member : members) add(3, dimension, member);
  }
}

void SqliteTransaction::WriteApproval(std::int64_t uid, const model::Approval& approval) {
  Query q(connection(), kAddApproval);
  q.Bind(uid).Bind(approval.reviewer).Bind(approval.date);
  q.Bind(approval.suggestion).Bind(approval.pattern).Run();
}

void SqliteTransaction::WriteFact(const model::FactRef& ref,
                                  const model::FactContent& content,
                                  std::int64_t generation,
                                  std::optional<std::int64_t> revision_uid) {
  const model::Value& value = content.value;
  Query q(connection(), kAddFact);
  q.Bind(KindCode(ref.publisher)).Bind(ref.publisher.id).Bind(ref.fact).Bind(generation);
  q.Bind(time_).Bind(content.property).Bind(static_cast<int>(content.op));
  q.Bind(static_cast<int>(value.kind));
  q.Bind(value.kind == model::ValueKind::kBool ? (value.boolean ? "true" : "false")
                                               : value.text);
  q.Bind(content.caveat).Bind(content.approved);
  q.Bind(content.valid_from).Bind(content.valid_until);
  BindEvidence(q, content.evidence, revision_uid);
  q.Run();
}

absl::StatusOr<model::Fact> SqliteTransaction::AddFact(
    const model::FactRef& ref, const model::FactContent& content) {
  return Run([&]() -> absl::StatusOr<model::Fact> {
    if (FindStandingFact(connection(), ref)) return AlreadyExists("Fact", ToName(ref));
    std::optional<std::int64_t> revision_uid;
    if (const auto* clause = std::get_if<model::ClauseEvidence>(&content.evidence)) {
      revision_uid = FindRevisionUid(connection(), clause->revision, /*standing=*/true);
      if (!revision_uid) return NotFound("PolicyRevision", ToName(clause->revision));
    }
    Touch(ref.publisher);
    std::int64_t generation = 1;
    {
      Query q(connection(), kLastGeneration);
      q.Bind(KindCode(ref.publisher)).Bind(ref.publisher.id).Bind(ref.fact);
      if (q.Next()) generation = q.Int(0) + 1;
    }
    WriteFact(ref, content, generation, revision_uid);
    const std::int64_t uid = connection().database().getLastInsertRowid();
    WriteParts(uid, content);
    if (content.approval) WriteApproval(uid, *content.approval);
    if (const auto& wanted = content.retraction) {
      Query q(connection(), kAddProposedRetraction);
      q.Bind(uid).Bind(wanted->proposer).Bind(wanted->date).Bind(wanted->reason).Run();
    }
    return ReadFactByUid(connection(), uid, kEndOfTime);
  });
}

absl::StatusOr<model::Fact> SqliteTransaction::RetractFact(const model::FactRef& ref,
                                                           std::string_view reason) {
  return Run([&]() -> absl::StatusOr<model::Fact> {
    const auto uid = FindStandingFact(connection(), ref);
    if (!uid) return NotFound("Fact", ToName(ref));
    Touch(ref.publisher);
    Query(connection(), kRetract).Bind(*uid).Bind(time_).Bind(reason).Run();
    return ReadFactByUid(connection(), *uid, kEndOfTime);
  });
}

absl::Status SqliteTransaction::SaveResponse(std::string_view request_id,
                                             std::string_view request_digest,
                                             std::string_view response) {
  return Run([&]() -> absl::Status {
    Query(connection(), kPruneResponses)
        .Bind(Instant{time_.micros - kKeepResponsesMicros})
        .Run();
    if (ReadResponse(connection(), request_id, Instant{0})) {
      return AlreadyExists("request", request_id);
    }
    Query q(connection(), kSaveResponse);
    q.Bind(request_id).Bind(request_digest).BindBlob(response).Bind(time_).Run();
    return absl::OkStatus();
  });
}

}  // namespace clausebook::storage
