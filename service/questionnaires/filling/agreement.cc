#include "service/questionnaires/filling/agreement.h"

#include <map>
#include <string_view>
#include <utility>

#include "service/questionnaires/files/wording.h"

namespace clausebook::questionnaires::filling {
namespace {

using model::PartVerdict;
using model::ResponseItem;
using model::ResponsePart;

// What the item's own text says: its word, or the one that its sentence begins with.
std::optional<Truth> SaidBy(const ResponseItem& item, const ResponsePart& part) {
  // A word for several parts is not about those that only give a value.
  const bool alone = item.parts.size() == 1;
  const bool worded = alone || part.verdict != PartVerdict::kValue;
  const auto meant = MeaningOf(item.answer);
  if (meant && worded) return meant;
  const std::string_view text = alone ? item.answer : part.sentence;
  if (text.starts_with("Yes.") || text.starts_with("Yes,")) return Truth::kYes;
  if (text.starts_with("No.") || text.starts_with("No,")) return Truth::kNo;
  return std::nullopt;
}

struct First {
  std::int32_t number = 0;
  std::optional<bool> holds;  // the question, not its opposite
  PartVerdict verdict = PartVerdict::kUnknown;
  const std::vector<std::string>* facts = nullptr;
};

}  // namespace

std::optional<Disagreement> FindDisagreement(const std::vector<ResponseItem>& items) {
  std::map<std::pair<std::string, std::map<std::string, std::string>>, First> known;
  for (const ResponseItem& item : items) {
    if (item.answer.empty()) continue;
    for (const ResponsePart& part : item.parts) {
      if (part.question.empty()) continue;
      const bool asks_whether =
          part.verdict != PartVerdict::kValue || !part.parameters.empty();
      const auto said = asks_whether ? SaidBy(item, part) : std::nullopt;
      std::optional<bool> holds;
      if (said) holds = (*said == Truth::kYes) != part.opposite;
      const auto [found, is_new] =
          known.try_emplace({part.question, part.parameters},
                            First{item.number, holds, part.verdict, &part.facts});
      if (is_new) continue;
      First& first = found->second;
      const bool agree = first.verdict == part.verdict && *first.facts == part.facts &&
                         (!holds || !first.holds || *holds == *first.holds);
      if (!agree) return Disagreement{first.number, item.number, part.question};
      if (!first.holds) first.holds = holds;
    }
  }
  return std::nullopt;
}

}  // namespace clausebook::questionnaires::filling
