// Regions: what a fact or a question is narrowed to (data categories, purposes,
// actors, surfaces). An absent dimension means all of it.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_REGION_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_REGION_H_

#include "storage/model/fact.h"

namespace clausebook::answering {

// Everything in `inner` is in `outer`.
bool Contains(const model::Qualifiers& outer, const model::Qualifiers& inner);

// Something is in both.
bool Intersects(const model::Qualifiers& a, const model::Qualifiers& b);

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_REGION_H_
