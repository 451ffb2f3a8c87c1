// Companies' legal names in a sentence: "Acme Tools GmbH", "Acme, Inc.", "Acme S.L.".
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LEGAL_NAMES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LEGAL_NAMES_H_

#include <vector>

#include "service/evidence/suggest/lexicon.h"
#include "service/evidence/suggest/tokens.h"

namespace clausebook::evidence::suggest {

// Adds a mention of Lexicons::kLegalName for each run of capitalised words that ends in a
// mention of `legal_form`; its value is empty, the words are those of the text.
void FindLegalNames(const std::vector<Token>& tokens, int legal_form,
                    std::vector<Mention>& mentions);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LEGAL_NAMES_H_
