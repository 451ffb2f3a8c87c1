#include "service/questionnaires/filling/agreement.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/responses/consistency.h"

namespace clausebook::questionnaires::filling {

std::size_t TakeOutDisagreements(std::vector<model::ResponseItem>* items) {
  std::vector<model::ReviewedItem> reviewed;
  reviewed.reserve(items->size());
  for (const model::ResponseItem& item : *items) reviewed.push_back({item, std::nullopt});
  std::vector<responses::OutgoingAnswer> answers;
  for (const model::ReviewedItem& item : reviewed) {
    answers.push_back({absl::StrCat("number ", item.item.number), &item, 0});
  }
  std::set<std::size_t> taken;
  for (const auto& found : responses::FindInconsistencies(answers, Date{})) {
    for (const std::size_t at : {found.first, found.second}) {
      taken.insert(at);
      model::ResponseItem& item = (*items)[at];
      item.answer.clear();
      item.need = model::ItemNeed::kConflict;
      item.explanation = found.message;
    }
  }
  return taken.size();
}

}  // namespace clausebook::questionnaires::filling
