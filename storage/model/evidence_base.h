// Everything that a publisher has put forward, as known at one time: the input
// of the reasoning core.
#ifndef CLAUSEBOOK_STORAGE_MODEL_EVIDENCE_BASE_H_
#define CLAUSEBOOK_STORAGE_MODEL_EVIDENCE_BASE_H_

#include <memory>
#include <string_view>
#include <vector>

#include "storage/model/fact.h"
#include "storage/model/resources.h"

namespace clausebook::model {

// A revision that stands, with its text and clauses.
struct RevisionEvidence {
  Revision revision;  // text is set, source is not
  std::vector<Clause> clauses;  // in the order of the text, headings included
};

// A policy with its standing revisions.
struct PolicyEvidence {
  Policy policy;
  // Ordered by (effective date, create_time): of two with the same date the one
  // recorded last comes last and supersedes the other.
  std::vector<RevisionEvidence> revisions;
};

// A vendor's or platform's policies and facts as known at a time: what was
// recorded at or before it and neither retracted nor withdrawn by then.
// Immutable once loaded, so that it can be shared between threads.
struct EvidenceBase {
  Publisher publisher;
  std::vector<PolicyEvidence> policies;  // ordered by id
  std::vector<Fact> facts;               // ordered by id
};

// The text of the revision that a fact with clause evidence was quoted from when it was
// recorded; empty if that revision does not stand. Points into `base`.
std::string_view RecordedText(const EvidenceBase& base, const Fact& fact);

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_EVIDENCE_BASE_H_
