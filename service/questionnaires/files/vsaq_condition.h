// The conditions of VSAQ's items ("only if …"): `a && (b || !c)`, over the ids of
// choices.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_VSAQ_CONDITION_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_VSAQ_CONDITION_H_

#include <functional>
#include <optional>
#include <string_view>

namespace clausebook::questionnaires {

// Whether that choice is made; nullopt: not known.
using ChoiceLookup = std::function<std::optional<bool>(std::string_view id)>;

// What the condition comes to. nullopt where what is not known decides it, and for what
// is no such condition: calls of functions, texts, a missing bracket. As VSAQ itself
// does, `&&` and `||` are taken from left to right, neither before the other. An empty
// one holds.
std::optional<bool> EvaluateCondition(std::string_view condition,
                                      const ChoiceLookup& lookup);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_VSAQ_CONDITION_H_
