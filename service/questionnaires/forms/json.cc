// JSON, for programs.
#include <nlohmann/json.hpp>

#include "service/questionnaires/forms/forms.h"

namespace clausebook::questionnaires::forms {
namespace {

using Json = nlohmann::ordered_json;

const char* StatusId(FormStatus status) {
  switch (status) {
    case FormStatus::kProposed:
      return "proposed";
    case FormStatus::kNeedsReview:
      return "needs_review";
    case FormStatus::kApproved:
      return "approved";
    case FormStatus::kNotAsked:
      return "not_asked";
  }
  return "";
}

// As the contract's ItemNeed, in lower case.
const char* NeedId(model::ItemNeed need) {
  switch (need) {
    case model::ItemNeed::kConflict:
      return "conflict";
    case model::ItemNeed::kUnknown:
      return "unknown";
    case model::ItemNeed::kNotMatched:
      return "not_matched";
    case model::ItemNeed::kNoWord:
      return "no_word";
    case model::ItemNeed::kStopped:
      return "stopped";
    case model::ItemNeed::kNotWritable:
      return "not_writable";
    case model::ItemNeed::kOutOfScope:
      return "out_of_scope";
    case model::ItemNeed::kNothing:
      break;
  }
  return "";
}

Json JsonOf(const FormItem& item, int number) {
  Json json;
  json["number"] = number;
  json["item_id"] = item.id;
  json["section"] = item.section;
  json["question"] = item.question;
  json["status"] = StatusId(item.status);
  if (item.status == FormStatus::kNeedsReview) {
    json["need"] = NeedId(item.need);
    json["explanation"] = item.explanation;
    return json;
  }
  if (item.status == FormStatus::kNotAsked) {
    json["explanation"] = item.explanation;
    return json;
  }
  json["answer"] = item.answer;
  json["comment"] = item.comment;
  json["overridden"] = item.overridden;
  json["facts"] = item.facts;
  return json;
}

}  // namespace

std::string RenderJson(const FormDocument& document) {
  const FormCounts counts = CountsOf(document);
  Json json;
  json["title"] = document.title;
  json["questionnaire"] = document.questionnaire;
  json["app"] = document.app_name;
  json["app_name"] = document.app;
  json["vendor_name"] = document.vendor;
  json["prepared_by"] = document.prepared_by;
  json["as_of"] = FormatDate(document.as_of);
  json["known_at"] = FormatInstant(document.known_at);
  json["answered"] = counts.answered;
  json["not_approved"] = counts.unapproved;
  Json& open = json["open"] = Json::array();
  for (const FormItem* item : OpenItems(document)) {
    open.push_back(item - document.items.data() + 1);
  }
  Json& items = json["items"] = Json::array();
  for (std::size_t i = 0; i < document.items.size(); ++i) {
    items.push_back(JsonOf(document.items[i], static_cast<int>(i) + 1));
  }
  json["notice"] = document.notice;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace clausebook::questionnaires::forms
