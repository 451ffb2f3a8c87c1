// Facts whose clause a newer revision changed or dropped: they wait for a person.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_FACTS_IN_REVIEW_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_FACTS_IN_REVIEW_H_

#include <optional>
#include <vector>

#include "service/base/time.h"
#include "service/evidence/revisions/comparison.h"
#include "storage/model/evidence_base.h"

namespace clausebook::evidence {

// Points into the evidence base.
struct FactInReview {
  const model::Fact* fact = nullptr;
  // The last revision in which its clause stood, and the one in force, or to come, in
  // which it does not.
  const model::RevisionEvidence* old_revision = nullptr;
  const model::RevisionEvidence* new_revision = nullptr;
  ClauseChange change;       // of the clause, from the one to the other
  Date ends;                 // first day on which the clause no longer stood
  model::FactContent ended;  // the fact as it would be recorded with that end
  // The fact as it would be recorded by the new clause; nullopt if that was dropped.
  std::optional<model::FactContent> confirmed;
};

// Facts on the policy that await review on `as_of`, and then those that will when a
// coming revision takes effect; each in the order of `base.facts`. None for manifests
// and descriptors, whose facts end with their revision.
std::vector<FactInReview> FactsInReview(const model::EvidenceBase& base,
                                        const model::PolicyEvidence& policy, Date as_of);

// The revisions of a policy that count on `as_of` or later: the one in force, then those
// to come, in the order in which they take effect. Of one day only the last.
std::vector<const model::RevisionEvidence*> RevisionsFrom(
    const model::PolicyEvidence& policy, Date as_of);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_FACTS_IN_REVIEW_H_
