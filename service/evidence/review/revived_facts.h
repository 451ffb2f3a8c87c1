// Facts that an act brings back to count, though nobody has decided about them.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_REVIVED_FACTS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_REVIVED_FACTS_H_

#include "storage/model/evidence_base.h"

namespace clausebook::evidence {

// A fact that is approved before and after, and counts afterwards on a day on which it
// did not before: what a revision that was withdrawn had put up for review. Null if there
// is none; points into `after`. Both are of one publisher. Pure; safe to call from any
// thread.
const model::Fact* FindRevived(const model::EvidenceBase& before,
                               const model::EvidenceBase& after);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_REVIVED_FACTS_H_
