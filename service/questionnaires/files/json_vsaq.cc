#include "service/questionnaires/files/json_vsaq.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::questionnaires {
namespace {

using Json = nlohmann::ordered_json;

std::string TextOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

bool IsOneOf(const std::string& type, std::initializer_list<const char*> types) {
  for (const char* of : types) {
    if (type == of) return true;
  }
  return false;
}

constexpr std::size_t kLongestCondition = 4096;  // bytes; each item has its blocks' too

// Both have to hold. What is too long names no choice, so it stays open.
std::string Both(const std::string& outer, const std::string& inner) {
  if (outer.size() + inner.size() > kLongestCondition) return "?";
  if (outer.empty() || inner.empty()) return outer + inner;
  return absl::StrCat("(", outer, ") && (", inner, ")");
}

// `[{"id": "text"}, …]`
std::shared_ptr<const AllowedAnswers> ReadChoices(const Json& object, bool several) {
  auto allowed = std::make_shared<AllowedAnswers>();
  allowed->several = several;
  const auto choices = object.find("choices");
  if (choices == object.end() || !choices->is_array()) return allowed;
  for (const Json& choice : *choices) {
    if (!choice.is_object() || choice.empty() || !choice.begin()->is_string()) continue;
    allowed->values.push_back(choice.begin()->get<std::string>());
    absl::StrAppend(&allowed->source, allowed->source.empty() ? "" : "\n",
                    choice.begin().key());
  }
  if (!allowed->values.empty()) allowed->kind = AllowedAnswers::Kind::kList;
  return allowed;
}

class VsaqReader {
 public:
  explicit VsaqReader(QuestionnaireFile* file) : file_(file) {}

  // The parser has seen to it that depth is bounded.
  absl::Status Read(const Json& items, const std::string& section,
                    const std::string& condition, const std::string& pointer) {
    if (!items.is_array()) return absl::OkStatus();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Json& object = items[i];
      if (!object.is_object()) continue;
      const std::string at = absl::StrCat(pointer, "/", i);
      const std::string type = TextOf(object, "type");
      if (type == "block") {
        const std::string text = TextOf(object, "text");
        const auto inner = object.find("items");
        if (inner == object.end()) continue;
        CB_RETURN_IF_ERROR(Read(*inner, text.empty() ? section : text,
                                Both(condition, TextOf(object, "cond")),
                                absl::StrCat(at, "/items")));
      } else if (IsOneOf(type, {"radiogroup", "radio", "checkgroup", "yesno", "check",
                                "line", "box"})) {
        CB_RETURN_IF_ERROR(Add(object, type, section, condition, at));
      } else if (type == "info") {
        said_ = TextOf(object, "text");  // questions may stand above their choices
        continue;
      }
      said_.clear();
    }
    return absl::OkStatus();
  }

 private:
  absl::Status Add(const Json& object, const std::string& type,
                   const std::string& section, const std::string& condition,
                   const std::string& pointer) {
    Item item;
    item.id = TextOf(object, "id");
    item.question = TextOf(object, "text");
    if (item.question.empty()) item.question = said_;
    item.section = section;
    item.condition = Both(condition, TextOf(object, "cond"));
    item.pointer = pointer;
    item.allowed = ReadChoices(object, type == "checkgroup");
    if (type == "yesno") {
      auto words = std::make_shared<AllowedAnswers>();
      words->kind = AllowedAnswers::Kind::kList;
      words->values = {TextOf(object, "yes"), TextOf(object, "no")};
      words->source = absl::StrCat(item.id, "/yes\n", item.id, "/no");
      item.allowed = std::move(words);
    } else if (type == "check") {
      auto words = std::make_shared<AllowedAnswers>();
      words->kind = AllowedAnswers::Kind::kList;
      words->values = {"checked"};
      words->source = item.id;
      item.allowed = std::move(words);
    }
    if (item.question.empty()) return absl::OkStatus();
    if (file_->items.size() >= kMostItems) {
      return MakeError(
          absl::StrCat("The file has more than ", kMostItems, " questions. Split it."),
          {.reason = Reason::kTooLarge});
    }
    file_->items.push_back(std::move(item));
    return absl::OkStatus();
  }

  QuestionnaireFile* file_;
  std::string said_;
};

}  // namespace

bool IsVsaq(const Json& json) {
  if (!json.is_object()) return false;
  const auto list = json.find("questionnaire");
  if (list == json.end() || !list->is_array() || list->empty()) return false;
  const Json& first = list->front();
  return first.is_object() && first.contains("type");
}

absl::Status ReadVsaq(const Json& json, QuestionnaireFile* file) {
  VsaqReader reader(file);
  CB_RETURN_IF_ERROR(reader.Read(json["questionnaire"], "", "", "/questionnaire"));
  QuestionSheet sheet;
  sheet.items = file->items.size();
  sheet.shown = "VSAQ blocks";
  file->sheets.push_back(std::move(sheet));
  return absl::OkStatus();
}

}  // namespace clausebook::questionnaires
