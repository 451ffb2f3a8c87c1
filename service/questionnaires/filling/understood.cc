#include "service/questionnaires/filling/understood.h"

#include "service/base/status_macros.h"
#include "service/questionnaires/matching/asking.h"
#include "service/questionnaires/matching/normalise.h"

namespace clausebook::questionnaires::filling {

absl::StatusOr<const Understood*> Wordings::Find(const AskedItem& item) {
  const std::pair<std::string, std::string> key(item.text,
                                                edition_.empty() ? "" : item.id);
  const auto found = known_.find(key);
  if (found != known_.end()) return &found->second;
  Understood understood;
  CB_ASSIGN_OR_RETURN(
      understood.match,
      language_.matcher->Match({item.text, edition_, key.second}, language_.confirmed));
  for (const matching::MatchedPart& part : understood.match.parts) {
    understood.whether.push_back(!part.question.empty() && AsksWhether(part.text));
  }
  return &known_.emplace(key, std::move(understood)).first->second;
}

bool Wordings::AsksWhether(std::string_view text) const {
  const matching::Reading reading =
      matching::Read(matching::TidyWording(text), language_.matcher->grammar());
  return matching::AsksWhether(reading.whole, reading);
}

}  // namespace clausebook::questionnaires::filling
