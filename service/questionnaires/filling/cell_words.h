// From what the evidence says to what goes into a cell. Verdict, truth (what is the case,
// as the row asks for it) and word are three things and stay apart.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_CELL_WORDS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_CELL_WORDS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/questionnaires/files/wording.h"
#include "service/questionnaires/filling/app_answers.h"
#include "service/questionnaires/filling/parameters.h"

namespace clausebook::questionnaires::filling {

// A part of a wording, ready to be worded.
struct AnsweredPart {
  const KnownAnswer* known = nullptr;  // never null
  bool opposite = false;
  Parameters parameters;
  std::string text;      // the part's words
  bool whether = false;  // put so that yes or no answers it
};

// What there is to say to a part.
enum class Standing {
  kSays,      // a truth, or a value
  kUnknown,   // no evidence, or the values do not settle what is named
  kConflict,  // two sources disagree
};

struct PartOutcome {
  Standing standing = Standing::kUnknown;
  // nullopt: a value without yes or no.
  std::optional<Truth> truth;
};

// The one place where polarity turns a verdict round and where parameters are weighed.
PartOutcome OutcomeOf(const AnsweredPart& part, const catalog::Catalog& catalog);

// The answer's sentence, with yes or no in front as the part asks for it: "No. Data is
// stored elsewhere." where it is asked whether nothing is. Where no yes or no is asked
// for and the opposite is, the sentence without.
std::string SentenceFor(const AnsweredPart& part, const PartOutcome& outcome);

// What all parts together say to one cell for yes or no: nullopt unless at least one part
// says yes or no, all that do agree, and none that asks for it has only a value.
std::optional<Truth> CommonTruth(const std::vector<AnsweredPart>& parts,
                                 const std::vector<PartOutcome>& outcomes);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_CELL_WORDS_H_
