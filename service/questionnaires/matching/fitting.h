// Which question's frames a piece of a wording fits, and how the question is turned.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_FITTING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_FITTING_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/questionnaires/matching/grammar.h"
#include "service/questionnaires/matching/reading.h"

namespace clausebook::questionnaires::matching {

struct Fit {
  const Rule* rule = nullptr;
  const Frame* frame = nullptr;
  bool opposite = false;
  // What the wording names: concept to member ("country": "germany"; "duration":
  // "P30D"). The question itself does not ask about it.
  std::map<std::string, std::string> parameters;
  std::vector<std::string> words;  // those that stand for the frame's concepts
  int strangers = 0;               // words and concepts that the frame does not explain
};

// The one question that `piece` asks, with up to `tolerance` words left unexplained (0
// where an answer is filled in; more only to see what that would cost). Nullopt where
// no frame fits or frames of several questions fit equally.
std::optional<Fit> FitOf(const Piece& piece, const Reading& reading,
                         const Grammar& grammar, int tolerance);

// For each question whose required concepts are all there, the fewest strangers of its
// frames: nearly what is asked. Questions of `grammar.rules` by number.
std::map<std::size_t, int> NearFits(const Piece& piece, const Grammar& grammar);

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_FITTING_H_
