// Items of a response in a few words, for the tests of what follows from them.
#ifndef CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_RESPONSES_ITEMS_H_
#define CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_RESPONSES_ITEMS_H_

#include <string>
#include <utility>
#include <vector>

#include "storage/model/response.h"

namespace clausebook::questionnaires::responses {

inline Date On(const char* day) { return ParseDate(day).value(); }

// Of a part that rests on `facts`.
inline model::ResponsePart Part(const std::string& question, model::PartVerdict verdict,
                                std::vector<std::string> facts = {}) {
  model::ResponsePart part;
  part.question = question;
  part.verdict = verdict;
  part.facts = std::move(facts);
  return part;
}

inline model::ResponsePart Opposite(model::ResponsePart part) {
  part.opposite = true;
  return part;
}

inline model::ReviewedItem Item(std::string answer,
                                std::vector<model::ResponsePart> parts = {},
                                model::ItemNeed need = model::ItemNeed::kNothing) {
  model::ReviewedItem reviewed;
  reviewed.item.number = 1;
  reviewed.item.parts = std::move(parts);
  reviewed.item.answer = std::move(answer);
  reviewed.item.comment = "Because.";
  reviewed.item.need = need;
  return reviewed;
}

inline model::ReviewedItem Decided(model::ReviewedItem item,
                                   model::ItemDecision decision) {
  item.review.emplace();
  item.review->number = item.item.number;
  item.review->decision = decision;
  item.review->reviewer = "Mara Lind";
  item.review->date = On("2026-01-01");
  return item;
}

// Until 2026-07-01.
inline model::ReviewedItem Overridden(model::ReviewedItem item, std::string answer,
                                      std::string comment = "") {
  item = Decided(std::move(item), model::ItemDecision::kOverride);
  item.review->answer = std::move(answer);
  item.review->comment = std::move(comment);
  item.review->reason = "I run it.";
  item.review->expire_date = On("2026-07-01");
  return item;
}

}  // namespace clausebook::questionnaires::responses

#endif  // CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_RESPONSES_ITEMS_H_
