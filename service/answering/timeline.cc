#include "service/answering/timeline.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace clausebook::answering {
namespace {

using model::Clause;
using model::ClauseEvidence;
using model::PolicyEvidence;
using model::RevisionEvidence;

// Clause ids are made of the normalised text, with a suffix `-N` for the N-th
// clause of that text: what is before the suffix says which text it is.
std::string_view TextIdOf(std::string_view clause_id) {
  return clause_id.substr(0, clause_id.find('-'));
}

const Clause* FindClause(const RevisionEvidence& revision, std::string_view id) {
  const Clause* same_text = nullptr;
  for (const Clause& clause : revision.clauses) {
    if (clause.id == id) return &clause;
    if (same_text == nullptr && TextIdOf(clause.id) == TextIdOf(id)) same_text = &clause;
  }
  return same_text;
}

const PolicyEvidence* FindPolicy(const model::EvidenceBase& base,
                                 const model::PolicyRef& ref) {
  for (const PolicyEvidence& policy : base.policies) {
    if (policy.policy.ref == ref) return &policy;
  }
  return nullptr;
}

std::optional<std::size_t> FindRevision(const PolicyEvidence& policy,
                                        std::string_view id) {
  for (std::size_t i = 0; i < policy.revisions.size(); ++i) {
    if (policy.revisions[i].revision.ref.revision == id) return i;
  }
  return std::nullopt;
}

// The last revision in force on `as_of`; the caller knows that there is one.
std::size_t InForce(const PolicyEvidence& policy, Date as_of) {
  std::size_t last = 0;
  for (std::size_t i = 0; i < policy.revisions.size(); ++i) {
    if (policy.revisions[i].revision.effective <= as_of) last = i;
  }
  return last;
}

std::string_view BytesOf(const RevisionEvidence& revision, model::ByteRange range) {
  return std::string_view(*revision.revision.text)
      .substr(static_cast<std::size_t>(range.begin),
              static_cast<std::size_t>(range.end - range.begin));
}

// The quote's bytes in the clause as it stands in another revision: at the same
// distance from the clause's start if the same bytes are there, else the whole
// clause (equal clauses may differ in white space).
model::ByteRange CarryRange(const RevisionEvidence& from, const Clause& from_clause,
                            model::ByteRange range, const RevisionEvidence& to,
                            const Clause& to_clause) {
  const std::int64_t shift = to_clause.range.begin - from_clause.range.begin;
  const model::ByteRange moved{range.begin + shift, range.end + shift};
  if (moved.end <= to_clause.range.end && BytesOf(from, range) == BytesOf(to, moved)) {
    return moved;
  }
  return to_clause.range;
}

Standing StandingOfClause(const ClauseEvidence& evidence, const model::EvidenceBase& base,
                          Date as_of) {
  const PolicyEvidence* policy = FindPolicy(base, evidence.revision.policy);
  if (policy == nullptr) return {FactState::kAwaitingReview, std::nullopt};
  const auto recorded = FindRevision(*policy, evidence.revision.revision);
  if (!recorded) return {FactState::kAwaitingReview, std::nullopt};
  const RevisionEvidence& from = policy->revisions[*recorded];
  const Clause* from_clause = FindClause(from, evidence.clause);
  if (from_clause == nullptr) return {FactState::kAwaitingReview, std::nullopt};
  const Place as_recorded{policy, &from, from_clause, evidence.range};
  if (from.revision.effective > as_of) return {FactState::kNotYetValid, as_recorded};

  const std::size_t in_force = InForce(*policy, as_of);
  // What a program read out of a manifest it reads anew out of the next one.
  if (policy->policy.kind != model::PolicyKind::kPublished) {
    const bool superseded = in_force > *recorded;
    return {superseded ? FactState::kExpired : FactState::kActive, as_recorded};
  }
  // Every revision from the recorded one to the one in force must have the clause:
  // what was dropped once does not come back by itself.
  Place place = as_recorded;
  for (std::size_t i = *recorded + 1; i <= in_force; ++i) {
    const RevisionEvidence& to = policy->revisions[i];
    const Clause* clause = FindClause(to, evidence.clause);
    if (clause == nullptr || clause->heading) {
      return {FactState::kAwaitingReview, as_recorded};
    }
    place = {policy, &to, clause,
             CarryRange(from, *from_clause, evidence.range, to, *clause)};
  }
  return {FactState::kActive, place};
}

Standing StandingOfAttestation(const model::Attestation& attestation, Date as_of) {
  if (attestation.date > as_of) return {FactState::kNotYetValid, std::nullopt};
  if (attestation.expire_date && *attestation.expire_date <= as_of) {
    return {FactState::kExpired, std::nullopt};
  }
  return {};
}

}  // namespace

Standing StandingOf(const model::Fact& fact, const model::EvidenceBase& base,
                    Date as_of) {
  const model::FactContent& content = fact.content;
  const auto* clause = std::get_if<ClauseEvidence>(&content.evidence);
  Standing standing =
      clause != nullptr
          ? StandingOfClause(*clause, base, as_of)
          : StandingOfAttestation(std::get<model::Attestation>(content.evidence), as_of);
  if (fact.retract_time) {
    standing.state = FactState::kRetracted;
  } else if (!content.approved) {
    standing.state = FactState::kProposed;
  } else if (standing.state == FactState::kActive && content.valid_from &&
             *content.valid_from > as_of) {
    standing.state = FactState::kNotYetValid;
  } else if (content.valid_until && *content.valid_until <= as_of &&
             (standing.state == FactState::kActive ||
              standing.state == FactState::kAwaitingReview)) {
    // What has ended by itself does not wait for anybody, whatever became of its clause.
    standing.state = FactState::kExpired;
  }
  return standing;
}

FactState StateOf(const model::Fact& fact, const model::EvidenceBase& base, Date as_of) {
  return StandingOf(fact, base, as_of).state;
}

}  // namespace clausebook::answering
