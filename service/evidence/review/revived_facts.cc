#include "service/evidence/review/revived_facts.h"

#include <algorithm>
#include <set>
#include <variant>

#include "service/answering/timeline.h"

namespace clausebook::evidence {
namespace {

// Days on which the fact's state may change, by what one of the bases knows.
void AddTurns(const model::EvidenceBase& base, const model::Fact& fact,
              std::set<Date>& days) {
  const auto& clause = std::get<model::ClauseEvidence>(fact.content.evidence);
  for (const model::PolicyEvidence& policy : base.policies) {
    if (policy.policy.ref != clause.revision.policy) continue;
    for (const auto& revision : policy.revisions)
      days.insert(revision.revision.effective);
  }
  if (fact.content.valid_from) days.insert(*fact.content.valid_from);
  if (fact.content.valid_until) days.insert(*fact.content.valid_until);
}

bool Counts(const model::Fact& fact, const model::EvidenceBase& base, Date day) {
  return answering::StateOf(fact, base, day) == answering::FactState::kActive;
}

}  // namespace

const model::Fact* FindRevived(const model::EvidenceBase& before,
                               const model::EvidenceBase& after) {
  for (const model::Fact& fact : after.facts) {
    const bool quoted =
        std::holds_alternative<model::ClauseEvidence>(fact.content.evidence);
    if (!quoted || !fact.content.approved) continue;
    const auto known = std::find_if(
        before.facts.begin(), before.facts.end(),
        [&](const model::Fact& candidate) { return candidate.ref == fact.ref; });
    if (known == before.facts.end() || !known->content.approved) continue;
    if (!std::holds_alternative<model::ClauseEvidence>(known->content.evidence)) continue;
    std::set<Date> days;
    AddTurns(before, *known, days);
    AddTurns(after, fact, days);
    for (const Date day : days) {
      if (Counts(fact, after, day) && !Counts(*known, before, day)) return &fact;
    }
  }
  return nullptr;
}

}  // namespace clausebook::evidence
