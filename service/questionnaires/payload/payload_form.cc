// Contents as the form words them, and as JSON.
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/wording.h"
#include "service/questionnaires/payload/payload.h"

namespace clausebook::questionnaires::payload {
namespace {

using editions::EditionItem;
using editions::FieldType;
using Json = nlohmann::ordered_json;

Json JsonOf(const EditionItem& item, const Content& content) {
  const auto* list = std::get_if<std::vector<std::string>>(&content);
  if (list == nullptr || item.field->type != FieldType::kNames) {
    return std::visit([](const auto& value) { return Json(value); }, content);
  }
  Json names = Json::array();
  for (const std::string& name : *list) names.push_back(Json{{"name", name}});
  return names;
}

absl::Status Unfit(const EditionItem& item, const char* what) {
  return InvalidField("answer",
                      absl::StrCat("The answer to item ", item.id, " is ", what, "."));
}

absl::StatusOr<Content> TruthOf(const EditionItem& item, const std::string& word) {
  const auto truth = MeaningOf(word);
  const bool tri_state = item.field->type == FieldType::kTriState;
  if (truth == Truth::kNotApplicable && tri_state) return std::string("NOT_APPLICABLE");
  if (!truth || truth == Truth::kNotApplicable) return Unfit(item, "neither Yes nor No");
  if (tri_state) return std::string(truth == Truth::kYes ? "TRUE" : "FALSE");
  return truth == Truth::kYes;
}

// A list that is empty has to be said so: a lone semicolon could as well be a slip.
absl::StatusOr<Content> ListOf(const EditionItem& item, const std::string& word) {
  std::vector<std::string> texts;
  bool none = false;
  for (const auto& part : absl::StrSplit(word, ';')) {
    const auto trimmed = absl::StripAsciiWhitespace(part);
    if (absl::EqualsIgnoreCase(trimmed, "None")) {
      none = true;
    } else if (!trimmed.empty()) {
      texts.emplace_back(trimmed);
    }
  }
  if (none && !texts.empty()) return Unfit(item, "None and a name at once");
  if (!none && texts.empty()) return Unfit(item, "no name, and not None either");
  return texts;
}

absl::StatusOr<Content> ContentOf(const EditionItem& item, const std::string& word) {
  switch (item.field->type) {
    case FieldType::kBool:
    case FieldType::kTriState:
      return TruthOf(item, word);
    case FieldType::kChoice:
      for (const auto& choice : item.field->choices) {
        if (choice.word == word) return choice.value;
      }
      return Unfit(item, "none of its choices");
    case FieldType::kTexts:
    case FieldType::kNames:
      return ListOf(item, word);
    case FieldType::kMinDays:
    case FieldType::kMaxDays: {
      std::int64_t days = 0;
      if (!absl::SimpleAtoi(word, &days) || days < 0) {
        return Unfit(item, "no number of days");
      }
      return days;
    }
    case FieldType::kText:
      break;
  }
  return word;
}

// Whether the form takes the item's field, by what else it is told. Where that is open it
// does: somebody may have answered just this.
bool Applies(
    const editions::Edition& edition, const EditionItem& item,
    const std::function<std::optional<std::string>(std::string_view)>& answer_of) {
  const auto& only_if = item.field->only_if;
  if (!only_if) return true;
  for (const EditionItem& other : edition.items) {
    if (other.questions.size() != 1 || other.questions[0].opposite ||
        other.questions[0].question != only_if->question) {
      continue;
    }
    const auto word = answer_of(other.id);
    return !word || word->empty() ||
           MeaningOf(*word) == (only_if->yes ? Truth::kYes : Truth::kNo);
  }
  return true;  // no other item of the form tells
}

}  // namespace

std::string FormWord(const EditionItem& item, const Content& content) {
  if (const auto* truth = std::get_if<bool>(&content)) return *truth ? "Yes" : "No";
  if (const auto* days = std::get_if<std::int64_t>(&content)) return absl::StrCat(*days);
  if (const auto* list = std::get_if<std::vector<std::string>>(&content)) {
    return list->empty() ? "None" : absl::StrJoin(*list, "; ");
  }
  const std::string& text = std::get<std::string>(content);
  if (item.field->type == FieldType::kTriState) {
    return text == "TRUE" ? "Yes" : text == "FALSE" ? "No" : "Not applicable";
  }
  for (const auto& choice : item.field->choices) {
    if (choice.value == text) return choice.word;
  }
  return text;
}

std::string ContentJson(const EditionItem& item, const Content& content) {
  return JsonOf(item, content).dump(-1, ' ', false, Json::error_handler_t::replace);
}

absl::StatusOr<std::vector<FieldAnswer>> FieldsOfForm(
    const editions::Edition& edition,
    const std::function<std::optional<std::string>(std::string_view item)>& answer_of) {
  std::vector<FieldAnswer> fields;
  for (const EditionItem& item : edition.items) {
    if (!item.field) continue;
    FieldAnswer& field = fields.emplace_back();
    field.item = &item;
    const auto word = answer_of(item.id);
    if (!word || word->empty()) {
      field.explanation = "It has no answer.";
      continue;
    }
    CB_ASSIGN_OR_RETURN(field.content, ContentOf(item, *word));
    if (!Applies(edition, item, answer_of)) {
      field.content.reset();
      field.state = FieldState::kNotApplicable;
      field.explanation = "The form asks it only where another answer allows it.";
      continue;
    }
    field.state = FieldState::kKnown;
  }
  return fields;
}

std::string PayloadJson(const std::vector<FieldAnswer>& fields) {
  return PayloadJson(fields, [](std::string_view) { return true; });
}

std::string PayloadJson(const std::vector<FieldAnswer>& fields,
                        const std::function<bool(std::string_view item)>& approved) {
  Json root = Json::object();
  Json not_approved = Json::array();
  Json& body = root["appTrustInformation"] = Json::object();
  for (const FieldAnswer& field : fields) {
    if (field.state != FieldState::kKnown || !field.content) continue;
    Json* at = &body;
    for (const auto& key : absl::StrSplit(field.item->field->path, '.')) {
      at = &(*at)[std::string(key)];
    }
    *at = JsonOf(*field.item, *field.content);
    if (!approved(field.item->id)) not_approved.push_back(field.item->field->path);
  }
  if (!not_approved.empty()) root["notApproved"] = std::move(not_approved);
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace clausebook::questionnaires::payload
