// Where sentences end.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SENTENCES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SENTENCES_H_

#include <string_view>
#include <vector>

#include "service/evidence/text_scan.h"

namespace clausebook::evidence {

// The sentences of one paragraph, trimmed, none empty. Line ends inside of the
// paragraph are white space. Knows abbreviations, initials, decimals, addresses;
// does not cut inside of brackets.
std::vector<Span> SplitSentences(std::string_view text, Span paragraph);

// Whether the trimmed line ends like a sentence (`.`, `!`, `?`, `…`, `。`, closing
// quotes and brackets aside).
bool EndsSentence(std::string_view text, Span line);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SENTENCES_H_
