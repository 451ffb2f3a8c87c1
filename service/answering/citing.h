// Citations: a fact with the evidence that anybody can check.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_CITING_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_CITING_H_

#include <optional>
#include <string>
#include <vector>

#include "service/answering/answer.h"
#include "service/answering/timeline.h"
#include "service/catalog/catalog.h"
#include "storage/model/fact.h"

namespace clausebook::answering {

// Cites `fact` from `place` (none for attestations, and for a clause whose revision
// no longer stands), inherited from `platform` if not null.
Citation Cite(const model::Fact& fact, const std::optional<Place>& place,
              const catalog::Platform* platform, CitationRole role);

// What weakens a citation, as sentences: its own condition, that it is somebody's
// word, that it is inherited, that it speaks of less than the question.
std::vector<std::string> CaveatsOf(const catalog::Catalog& catalog,
                                   const Citation& citation,
                                   const model::FactContent& content,
                                   const model::Qualifiers& about,
                                   const catalog::Platform* platform);

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_CITING_H_
