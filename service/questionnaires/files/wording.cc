#include "service/questionnaires/files/wording.h"

#include "service/questionnaires/files/cell_text.h"

namespace clausebook::questionnaires {
namespace {

struct Word {
  std::string_view folded;
  Truth truth;
};

// The whole of a value. Languages have them in common more often than not.
constexpr Word kValueWords[] = {
    {"yes", Truth::kYes},
    {"y", Truth::kYes},
    {"true", Truth::kYes},
    {"ja", Truth::kYes},
    {"oui", Truth::kYes},
    {"s\xc3\xad", Truth::kYes},
    {"s\xc3\xac", Truth::kYes},
    {"si", Truth::kYes},
    {"sim", Truth::kYes},
    {"no", Truth::kNo},
    {"n", Truth::kNo},
    {"false", Truth::kNo},
    {"nein", Truth::kNo},
    {"nee", Truth::kNo},
    {"non", Truth::kNo},
    {"n\xc3\xa3o", Truth::kNo},
    {"na", Truth::kNotApplicable},
    {"n/a", Truth::kNotApplicable},
    {"n.a.", Truth::kNotApplicable},
    {"not applicable", Truth::kNotApplicable},
    {"nicht zutreffend", Truth::kNotApplicable},
    {"entf\xc3\xa4llt", Truth::kNotApplicable},
    {"sans objet", Truth::kNotApplicable},
    {"no aplica", Truth::kNotApplicable},
    {"non applicabile", Truth::kNotApplicable},
    {"niet van toepassing", Truth::kNotApplicable},
    {"n.v.t.", Truth::kNotApplicable},
};

}  // namespace

std::optional<Truth> MeaningOf(std::string_view word) {
  const std::string folded = Folded(word);
  for (const Word& of : kValueWords) {
    if (of.folded == folded) return of.truth;
  }
  return std::nullopt;
}

std::optional<std::string> WordFor(const AllowedAnswers& allowed, Truth truth) {
  if (allowed.kind == AllowedAnswers::Kind::kAnything) {
    return truth == Truth::kYes ? "Yes" : truth == Truth::kNo ? "No" : "N/A";
  }
  std::optional<std::string> word;
  for (const std::string& value : allowed.values) {
    if (MeaningOf(value) != truth || value == word) continue;
    if (word) return std::nullopt;
    word = value;
  }
  return word;
}

}  // namespace clausebook::questionnaires
