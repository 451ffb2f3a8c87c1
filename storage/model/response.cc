#include "storage/model/response.h"

namespace clausebook::model {

ItemStanding StandingOf(const ResponseItem& item, const std::optional<ItemReview>& last) {
  ItemStanding standing;
  standing.need = item.need;
  standing.has_answer = !item.answer.empty();
  if (!last) return standing;
  standing.decision = last->decision;
  if (last->decision == ItemDecision::kOverride) {
    standing.has_own_answer = !last->answer.empty();
    standing.expire_date = last->expire_date;
  }
  return standing;
}

}  // namespace clausebook::model
