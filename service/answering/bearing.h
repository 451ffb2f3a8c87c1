// What facts say about a property: the meaning of operators, open and closed
// worlds, and qualifiers.
//
// A fact about a region is one-sided where regions are nested. That something
// exists in a part ("web-traffic data goes to X") shows that it exists in the
// whole; that nothing exists in the whole shows that nothing exists in a part. The
// reverse never holds. So what a fact asserts counts for wider regions and what it
// denies counts for narrower ones.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_BEARING_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_BEARING_H_

#include <vector>

#include "service/answering/four_valued.h"
#include "service/catalog/question.h"
#include "service/catalog/vocabulary.h"
#include "storage/model/fact.h"

namespace clausebook::answering {

// What `facts`, all on the atom's property, say of the atom together.
FourValued Weigh(const catalog::Property& property, const catalog::Atom& atom,
                 const std::vector<const model::FactContent*>& facts);

// Whether two facts on one property cannot both be true.
bool Contradict(const catalog::Property& property, const model::FactContent& a,
                const model::FactContent& b);

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_BEARING_H_
