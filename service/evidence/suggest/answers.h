// Questions and what answers them: "Do you sell data?" "No." says that we do not.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_ANSWERS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_ANSWERS_H_

#include <cstddef>
#include <vector>

#include "service/evidence/suggest/tokens.h"

namespace clausebook::evidence::suggest {

// Who asks means the vendor by "you" and herself by "I".
void SwapPersons(std::vector<Token>& tokens);

bool IsYesNoQuestion(const std::vector<Token>& question);

// "Data leaves Atlassian?" asks yes or no without a verb in front.
bool IsElliptic(const std::vector<Token>& question);

// A question that yes or no answers, as the statement that it is or is not so.
void AsStatement(std::vector<Token>& question, bool yes);

// How many tokens at the beginning say yes or no, with the mark behind them; 0 if it does
// not begin so. "No.", "None", "We do not.", "It does.", "Not at all."
std::size_t AnswerLength(const std::vector<Token>& own, bool& yes);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_ANSWERS_H_
