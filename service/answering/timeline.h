// When a fact holds: the revisions of its policy on a day, and whether its clause
// still stands there.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_TIMELINE_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_TIMELINE_H_

#include <optional>

#include "service/answering/answering.h"
#include "service/base/time.h"
#include "storage/model/evidence_base.h"

namespace clausebook::answering {

// Where a clause's fact is to be quoted from on a day: the revision in force then,
// and the bytes there. Points into the evidence base.
struct Place {
  const model::PolicyEvidence* policy = nullptr;
  const model::RevisionEvidence* revision = nullptr;
  const model::Clause* clause = nullptr;
  model::ByteRange range;
};

// A fact on a day.
struct Standing {
  FactState state = FactState::kActive;
  // Set for facts that rest on a clause whose revision stands: where it is quoted
  // from on that day if the fact is active, else where it was recorded.
  std::optional<Place> place;
};

// `fact` belongs to `base`. Only what `base` holds is known.
Standing StandingOf(const model::Fact& fact, const model::EvidenceBase& base, Date as_of);

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_TIMELINE_H_
