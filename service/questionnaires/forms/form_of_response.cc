#include "service/questionnaires/forms/form_of_response.h"

#include <algorithm>
#include <utility>

#include "service/questionnaires/responses/item_state.h"

namespace clausebook::questionnaires::forms {
namespace {

FormStatus FormStatusOf(responses::ItemStatus status) {
  switch (status) {
    case responses::ItemStatus::kProposed:
      return FormStatus::kProposed;
    case responses::ItemStatus::kNeedsReview:
      return FormStatus::kNeedsReview;
    case responses::ItemStatus::kApproved:
      return FormStatus::kApproved;
  }
  return FormStatus::kNeedsReview;
}

// Each fact once, in the order of the parts.
std::vector<std::string> FactsOf(const model::ResponseItem& item) {
  std::vector<std::string> facts;
  for (const model::ResponsePart& part : item.parts) {
    for (const std::string& fact : part.facts) {
      if (std::find(facts.begin(), facts.end(), fact) == facts.end()) {
        facts.push_back(fact);
      }
    }
  }
  return facts;
}

FormItem FormItemOf(const model::ReviewedItem& reviewed, Date today) {
  responses::ItemState state = responses::StateOf(reviewed, today);
  FormItem item;
  item.id = reviewed.item.item_id;
  item.section = reviewed.item.section;
  item.question = reviewed.item.question;
  item.status = FormStatusOf(state.status);
  item.answer = std::move(state.answer);
  item.comment = std::move(state.comment);
  item.overridden = state.overridden;
  const bool not_asked =
      responses::IsNotAsked(StandingOf(reviewed.item, reviewed.review), today);
  if (not_asked) item.status = FormStatus::kNotAsked;
  if (not_asked || item.status == FormStatus::kNeedsReview) {
    item.need = reviewed.item.need;
    item.explanation = reviewed.item.explanation;
  } else if (!item.overridden) {  // a person's own answer rests on that person
    item.facts = FactsOf(reviewed.item);
  }
  return item;
}

}  // namespace

FormDocument FormOf(const model::Response& response,
                    const std::vector<model::ReviewedItem>& items, const FormNames& names,
                    Date today) {
  FormDocument document;
  document.title = response.title;
  document.questionnaire = response.questionnaire;
  document.notice = names.notice;
  document.app_name = ToName(model::AppRef{response.ref.vendor, response.app});
  document.app = names.app;
  document.vendor = names.vendor;
  document.prepared_by = response.creator;
  document.as_of = response.as_of;
  document.known_at = response.known_at;
  for (const model::ReviewedItem& item : items) {
    document.items.push_back(FormItemOf(item, today));
  }
  return document;
}

}  // namespace clausebook::questionnaires::forms
