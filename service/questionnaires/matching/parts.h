// Wordings that ask several things: taken apart, each part read with what the parts
// before it spoke of.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_PARTS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_PARTS_H_

#include <optional>
#include <vector>

#include "service/questionnaires/matching/fitting.h"
#include "service/questionnaires/matching/reading.h"

namespace clausebook::questionnaires::matching {

// How a part goes with the one before it.
enum class Joint {
  kFirst,
  kAnd,       // both are asked
  kOr,        // "store or process": either is enough for a yes
  kFollowUp,  // "If yes, describe": asks for more about the part before
};

struct ReadPart {
  Piece piece;
  Joint joint = Joint::kFirst;
  std::optional<Fit> fit;
};

// The parts of a wording, at least one. A follow-up that comes first refers to the item
// before this one. See FitOf for `tolerance`.
std::vector<ReadPart> PartsOf(const Reading& reading, const Grammar& grammar,
                              int tolerance);

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_PARTS_H_
