#include "service/questionnaires/files/json_lists.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/header_words.h"

namespace clausebook::questionnaires {
namespace {

using Json = nlohmann::ordered_json;

struct Object {
  const Json* json;
  std::string pointer;
  std::string section;  // the key or name that its list stands under
};

// Objects in lists, in reading order. The parser bounds the depth.
void FindObjects(const Json& json, const std::string& pointer, const std::string& section,
                 std::vector<Object>* objects) {
  if (json.is_array()) {
    for (std::size_t i = 0; i < json.size(); ++i) {
      const std::string at = absl::StrCat(pointer, "/", i);
      if (json[i].is_object()) objects->push_back({&json[i], at, section});
      FindObjects(json[i], at, section, objects);
    }
  } else if (json.is_object()) {
    std::string inner = section;
    for (const char* key : {"section", "title", "name", "domain", "category"}) {
      const auto found = json.find(key);
      if (found == json.end() || !found->is_string()) continue;
      inner = found->get<std::string>();
      break;
    }
    for (auto it = json.begin(); it != json.end(); ++it) {
      const std::string key = absl::StrReplaceAll(it.key(), {{"~", "~0"}, {"/", "~1"}});
      FindObjects(it.value(), absl::StrCat(pointer, "/", key), inner, objects);
    }
  }
}

std::string TextOf(const Json& object, const std::string& key) {
  const auto found = key.empty() ? object.end() : object.find(key);
  if (found == object.end() || found->is_null()) return "";
  if (found->is_string()) return found->get<std::string>();
  return found->is_primitive() ? found->dump() : "";
}

// The key that fits best, of all objects. `control_id` is read as `control id`.
std::string BestKey(const std::map<std::string, std::size_t>& counts, ColumnRole role,
                    const std::vector<std::string>& taken) {
  std::string best;
  double score = 0.9;
  for (const auto& [key, count] : counts) {
    if (std::find(taken.begin(), taken.end(), key) != taken.end()) continue;
    std::string words;
    for (const char c : key) {
      if (c >= 'A' && c <= 'Z') words.push_back(' ');  // camelCase
      words.push_back(c);
    }
    double fit = HeaderFit(words, role);
    if (words == "id" && role == ColumnRole::kId) fit += 1;  // before `control_id`
    if (fit > score) {
      best = key;
      score = fit;
    }
  }
  return best;
}

JsonKeys GuessKeys(const std::vector<Object>& objects, const LayoutOverride& said) {
  std::map<std::string, std::size_t> counts;
  for (const Object& object : objects) {
    for (auto it = object.json->begin(); it != object.json->end(); ++it) {
      if (it.value().is_primitive()) ++counts[it.key()];
    }
  }
  JsonKeys keys = {said.id, said.section, said.question, said.answer, said.comment};
  const std::pair<std::string*, ColumnRole> roles[] = {
      {&keys.question, ColumnRole::kQuestion},
      {&keys.answer, ColumnRole::kAnswer},
      {&keys.comment, ColumnRole::kComment},
      {&keys.id, ColumnRole::kId},
      {&keys.section, ColumnRole::kSection}};
  std::vector<std::string> taken;
  for (const auto& [key, role] : roles) taken.push_back(*key);
  for (const auto& [key, role] : roles) {
    if (key->empty()) *key = BestKey(counts, role, taken);
    if (*key == "-") key->clear();
    taken.push_back(*key);
  }
  // Where answers will go if there is no place yet.
  if (keys.answer.empty() && said.answer != "-") keys.answer = "answer";
  if (keys.comment.empty() && said.comment != "-") keys.comment = "comment";
  return keys;
}

// Why none of the objects is a question.
std::string WhyNoQuestions(const std::vector<Object>& objects, const JsonKeys& keys) {
  constexpr std::size_t kKeysShown = 12;
  if (objects.empty()) return "It has no list of objects.";
  std::vector<std::string> seen;
  for (const Object& object : objects) {
    for (auto it = object.json->begin(); it != object.json->end(); ++it) {
      const std::string key = absl::StrCat("\"", it.key(), "\"");
      if (seen.size() > kKeysShown) break;
      if (std::find(seen.begin(), seen.end(), key) == seen.end()) seen.push_back(key);
    }
  }
  if (seen.size() > kKeysShown) seen.back() = "…";
  return absl::StrCat("Looked at ", objects.size(), " objects in lists, with the keys ",
                      absl::StrJoin(seen, ", "), ": ",
                      keys.question.empty()
                          ? "none is like \"question\". Name the key if there is one."
                          : absl::StrCat("none has a text in \"", keys.question, "\"."));
}

std::shared_ptr<const AllowedAnswers> ReadListed(const Json& object) {
  auto allowed = std::make_shared<AllowedAnswers>();
  for (const char* key : {"options", "choices", "allowed", "allowed_values"}) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array()) continue;
    for (const Json& value : *found) {
      if (value.is_string()) allowed->values.push_back(value.get<std::string>());
    }
    if (allowed->values.empty()) continue;
    allowed->kind = AllowedAnswers::Kind::kList;
    allowed->source = key;
    break;
  }
  return allowed;
}

}  // namespace

absl::Status ReadJsonLists(const Json& json, const LayoutOverride& said, JsonKeys* keys,
                           QuestionnaireFile* file) {
  std::vector<Object> objects;
  FindObjects(json, "", "", &objects);
  *keys = GuessKeys(objects, said);
  for (Object& object : objects) {
    Item item;
    item.question = TextOf(*object.json, keys->question);
    if (item.question.empty()) continue;
    item.id = TextOf(*object.json, keys->id);
    item.section = TextOf(*object.json, keys->section);
    if (item.section.empty()) item.section = object.section;
    item.answer = TextOf(*object.json, keys->answer);
    item.comment = TextOf(*object.json, keys->comment);
    item.pointer = std::move(object.pointer);
    item.allowed = ReadListed(*object.json);
    if (file->items.size() >= kMostItems) {
      return MakeError(
          absl::StrCat("The file has more than ", kMostItems, " questions. Split it."),
          {.reason = Reason::kTooLarge});
    }
    file->items.push_back(std::move(item));
  }
  QuestionSheet sheet;
  sheet.items = file->items.size();
  sheet.shown = absl::StrCat("questions in \"", keys->question, "\"; answers in \"",
                             keys->answer, "\"; comments in \"", keys->comment, "\"",
                             keys->id.empty() ? "" : "; ids in \"", keys->id,
                             keys->id.empty() ? "" : "\"");
  if (sheet.items == 0) {
    sheet.shown.clear();
    sheet.reason = WhyNoQuestions(objects, *keys);
  }
  file->sheets.push_back(std::move(sheet));
  return absl::OkStatus();
}

}  // namespace clausebook::questionnaires
