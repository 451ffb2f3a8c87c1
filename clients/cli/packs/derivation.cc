#include "clients/cli/packs/derivation.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {
namespace {

// "There is evidence for it" and "there is evidence against it".
struct TwoSides {
  bool is_for = false;
  bool is_against = false;
};

TwoSides SidesOf(v1::Verdict verdict) {
  const bool conflict = verdict == v1::VERDICT_CONFLICT;
  return {conflict || verdict == v1::VERDICT_YES, conflict || verdict == v1::VERDICT_NO};
}

v1::Verdict VerdictOf(TwoSides sides) {
  if (sides.is_for) return sides.is_against ? v1::VERDICT_CONFLICT : v1::VERDICT_YES;
  return sides.is_against ? v1::VERDICT_NO : v1::VERDICT_UNKNOWN;
}

// What the parts of a step come to; its own verdict if it has none, or is of a kind that
// this program does not know.
v1::Verdict VerdictOfParts(const v1::Derivation& step) {
  const auto& parts = step.operands();
  const auto any = [&](bool TwoSides::*side) {
    return std::any_of(parts.begin(), parts.end(), [side](const auto& part) {
      return SidesOf(part.verdict()).*side;
    });
  };
  const auto all = [&](bool TwoSides::*side) {
    return std::all_of(parts.begin(), parts.end(), [side](const auto& part) {
      return SidesOf(part.verdict()).*side;
    });
  };
  if (parts.empty()) return step.verdict();
  if (step.expression() == "not") {
    const TwoSides part = SidesOf(parts[0].verdict());
    return VerdictOf({part.is_against, part.is_for});
  }
  if (step.expression() == "all of") {
    return VerdictOf({all(&TwoSides::is_for), any(&TwoSides::is_against)});
  }
  if (step.expression() == "any of") {
    return VerdictOf({any(&TwoSides::is_for), all(&TwoSides::is_against)});
  }
  if (step.expression() == "known in either way") {
    return VerdictOf({any(&TwoSides::is_for), any(&TwoSides::is_against)});
  }
  return step.verdict();
}

// As deep as the JSON that it came in may be.
void CheckStep(const v1::Derivation& step, std::vector<std::string>& faults) {
  if (VerdictOfParts(step) != step.verdict()) {
    faults.push_back(absl::StrCat("is derived wrongly: '", step.expression(), "' is ",
                                  std::string(VerdictName(VerdictOfParts(step))),
                                  " by its parts, not ",
                                  std::string(VerdictName(step.verdict())), "."));
  }
  for (const auto& part : step.operands()) CheckStep(part, faults);
}

std::size_t CountOf(const v1::Answer& answer, v1::CitationRole role) {
  const auto& citations = answer.citations();
  return static_cast<std::size_t>(
      std::count_if(citations.begin(), citations.end(),
                    [role](const auto& citation) { return citation.role() == role; }));
}

// Whether citations in these roles can carry the verdict. A fact that speaks for both
// sides is cited as one that supports.
bool CanCarry(const v1::Answer& answer) {
  const std::size_t supports = CountOf(answer, v1::CITATION_ROLE_SUPPORTS);
  const std::size_t refutes = CountOf(answer, v1::CITATION_ROLE_REFUTES);
  const std::size_t states = CountOf(answer, v1::CITATION_ROLE_STATES);
  switch (answer.verdict()) {
    case v1::VERDICT_YES:
      return supports > 0;
    case v1::VERDICT_NO:
    case v1::VERDICT_CONFLICT:
      return supports + refutes + states > 0;
    case v1::VERDICT_VALUE:
      return states > 0 && answer.values_size() > 0;
    case v1::VERDICT_UNKNOWN:
      return answer.citations().empty();
    default:
      return false;
  }
}

}  // namespace

std::vector<std::string> FaultsOfVerdict(const v1::Answer& answer) {
  std::vector<std::string> faults;
  if (!CanCarry(answer)) {
    faults.push_back(absl::StrCat("says ", std::string(VerdictName(answer.verdict())),
                                  ", which its citations do not carry."));
  }
  if (answer.derivation().verdict() != answer.verdict()) {
    faults.push_back(absl::StrCat(
        "says ", std::string(VerdictName(answer.verdict())), ", and is derived as ",
        std::string(VerdictName(answer.derivation().verdict())), "."));
  }
  CheckStep(answer.derivation(), faults);
  return faults;
}

}  // namespace clausebook::cli
