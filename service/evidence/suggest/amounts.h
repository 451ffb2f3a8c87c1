// Durations, dates and addresses in a sentence, as mentions with canonical values.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_AMOUNTS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_AMOUNTS_H_

#include <vector>

#include "service/evidence/suggest/lexicon.h"
#include "service/evidence/suggest/tokens.h"

namespace clausebook::evidence::suggest {

// "30 days", "thirty (30) days", "two weeks", "a year", "72 hours" as ISO 8601;
// "21 July 2021", "July 21st, 2021", "2021-07-21", "21.07.2021" as YYYY-MM-DD (dates in
// which day and month could be exchanged are left out), "March 2023" as YYYY-MM;
// addresses as they stand.
void FindAmounts(const std::vector<Token>& tokens, std::vector<Mention>& out);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_AMOUNTS_H_
