// Why an item cannot go out by itself, in words: what is missing and what would settle
// it.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_EXPLAINING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_EXPLAINING_H_

#include <string>
#include <vector>

#include "service/catalog/catalog.h"
#include "service/questionnaires/filling/asked.h"
#include "service/questionnaires/filling/cell_words.h"
#include "service/questionnaires/matching/matcher.h"

namespace clausebook::questionnaires::filling {

// Of an answer that is UNKNOWN, the properties that would settle it, by what they are
// about; of values that do not settle what is named, what is on record.
std::string ExplainUnknown(const AnsweredPart& part, const catalog::Catalog& catalog);

// Both sides with their citations.
std::string ExplainConflict(const AnsweredPart& part, const catalog::Catalog& catalog);

// The questions that it may ask, best first. `whole`: it is all that the item says, and
// need not be said again.
std::string ExplainNotMatched(const matching::MatchedPart& part, bool whole,
                              const catalog::Catalog& catalog);

// The list's words, and what there is to say instead.
std::string ExplainNoWord(const AskedItem& item,
                          const std::vector<PartOutcome>& outcomes);

// What the evidence's reservations are, where a word goes out that cannot say them.
std::string ExplainReservation(const std::vector<std::string>& caveats);

// What stands in the cell, or that there is none.
std::string ExplainNotWritable(const AskedItem& item, const std::string& answer);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_EXPLAINING_H_
