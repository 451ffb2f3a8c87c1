// Citations as text for a cell: anybody who has the document can find the words and check
// that they are those.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_CITATION_TEXT_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_CITATION_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "service/answering/answer.h"
#include "service/catalog/catalog.h"

namespace clausebook::questionnaires::filling {

// Bytes of a clause that are quoted; more is cut, and the cut is marked outside of the
// quotation marks.
inline constexpr std::size_t kLongestQuote = 300;

// `“We store nothing.” (Privacy policy, in force since 2026-01-01, revision …, clause …,
// line 12, sha256 0123456789ab…)`; for attestations who, when and until when. What a
// platform promises says so. The quote is the text's bytes, to the letter.
std::string CitationText(const answering::Citation& citation,
                         const catalog::Catalog& catalog);

// A line each, and after them what weakens the answer, a line each.
std::vector<std::string> EvidenceLines(const answering::Answer& answer,
                                       const catalog::Catalog& catalog);

// The lines that fit a cell, and how many do not. Lines that are there twice count once.
std::string JoinForCell(const std::vector<std::string>& lines);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_CITATION_TEXT_H_
