// Facts on one line, as patterns, examples and labels write them:
//
//   use.sold equals false | about purpose=marketing | except some-app | caveat Why.
//   storage.locations includes atlassian, vendor_servers | only some-app
//
// `about` and `except` or `only` may be repeated; several members are joined with `, `.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_NOTATION_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_NOTATION_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/suggest/language.h"
#include "storage/model/fact.h"

namespace clausebook::evidence::suggest {

// A line with its places unfilled. INVALID_ARGUMENT says what is wrong.
absl::StatusOr<Give> ParseGive(std::string_view line, const catalog::Catalog& catalog);

// A line as a fact without evidence, checked by the catalogue.
absl::StatusOr<model::FactContent> ParseFact(std::string_view line,
                                             const catalog::Catalog& catalog);

// The line of a fact: what ParseFact reads, without the caveat.
std::string WriteFact(const model::FactContent& content);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_NOTATION_H_
