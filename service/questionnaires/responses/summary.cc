#include "service/questionnaires/responses/summary.h"

#include <map>

namespace clausebook::questionnaires::responses {

Summary Summarise(const std::vector<model::ItemTally>& tallies, Date today) {
  Summary summary;
  for (const auto& [standing, count] : tallies) {
    summary.items += count;
    if (IsAnswered(standing, today)) summary.answered += count;
    if (IsNotAsked(standing, today)) {
      summary.not_asked += count;
      continue;  // approved or not: nothing goes out
    }
    switch (StatusOf(standing, today)) {
      case ItemStatus::kProposed:
        summary.proposed += count;
        break;
      case ItemStatus::kApproved:
        summary.approved += count;
        if (IsOverridden(standing, today)) summary.overridden += count;
        break;
      case ItemStatus::kNeedsReview:
        summary.needs_review += count;
        if (standing.need == model::ItemNeed::kConflict) summary.conflicts += count;
        if (standing.need == model::ItemNeed::kUnknown) summary.unknown += count;
        if (standing.need == model::ItemNeed::kNotMatched) summary.not_matched += count;
        if (standing.need == model::ItemNeed::kOutOfScope) summary.out_of_scope += count;
        break;
    }
  }
  return summary;
}

std::vector<model::ItemTally> TallyItems(const std::vector<model::ReviewedItem>& items) {
  std::map<model::ItemStanding, std::int32_t> counts;
  for (const model::ReviewedItem& item : items) {
    ++counts[StandingOf(item.item, item.review)];
  }
  std::vector<model::ItemTally> tallies;
  for (const auto& [standing, count] : counts) tallies.push_back({standing, count});
  return tallies;
}

ItemStatus StatusOf(const Summary& summary) {
  if (summary.approved > 0 && summary.proposed == 0) return ItemStatus::kApproved;
  return summary.needs_review > 0 ? ItemStatus::kNeedsReview : ItemStatus::kProposed;
}

}  // namespace clausebook::questionnaires::responses
