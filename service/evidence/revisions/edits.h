// Which clauses that only one revision has may be edits of each other.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_EDITS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_EDITS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "service/evidence/revisions/alignment.h"

namespace clausebook::evidence {

// The partner of a clause that has none.
inline constexpr std::size_t kFree = static_cast<std::size_t>(-1);

// Pairs of free clauses in the same role that are similar enough (kLeastSimilarity),
// best first: the most similar, of equals those under the same headings, then the
// nearest. A clause may be in several. For each old clause only the few new ones that
// share most with it are looked at in full; finding those takes at most `steps`, or a
// few for each clause, and the rest is linear in the texts.
std::vector<Pair> FindEdits(const Side& before, const Side& after,
                            const std::vector<std::size_t>& old_partners,
                            const std::vector<std::size_t>& new_partners,
                            std::int64_t steps);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_EDITS_H_
