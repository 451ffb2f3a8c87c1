// Ids for facts that a program proposes or records.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_FACT_ID_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_FACT_ID_H_

#include <string>
#include <string_view>

#include "storage/model/fact.h"

namespace clausebook::evidence {

// `use-sold-1f3c5a7b9d`: the property and a digest of `place` and of what the fact says
// (property, operator, value, qualifiers; neither scope nor evidence). The same always
// gets the same id. At most 57 characters.
std::string FactIdFor(std::string_view place, const model::FactContent& content);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_FACT_ID_H_
