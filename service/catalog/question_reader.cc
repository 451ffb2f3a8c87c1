#include "service/catalog/question_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/model/names.h"

namespace clausebook::catalog {
namespace {

using yaml::Faults;
using yaml::MapReader;
using yaml::Node;

Alias ReadAlias(const Node& node, const std::string& what, Faults& faults) {
  if (node.kind == Node::Kind::kScalar && !node.text.empty()) return {node.text, false};
  MapReader reader(node, absl::StrCat("alias of ", what), faults);
  Alias alias{reader.RequiredText("text"), reader.Bool("opposite", false)};
  reader.Finish();
  return alias;
}

// Braces of a sentence: each opens a placeholder that is filled in.
void CheckPlaceholders(const std::string& sentence, bool with_value,
                       const yaml::Place& place, Faults& faults) {
  bool has_value = false;
  for (std::size_t at = sentence.find_first_of("{}"); at != std::string::npos;
       at = sentence.find_first_of("{}", at + 1)) {
    const std::size_t end = sentence.find('}', at);
    const std::string name = sentence[at] == '{' && end != std::string::npos
                                 ? sentence.substr(at + 1, end - at - 1)
                                 : "";
    if (name != "app" && name != "vendor" && !(with_value && name == "value")) {
      faults.Add(
          place,
          absl::StrCat("The sentence has an unknown placeholder '",
                       sentence.substr(at, end == std::string::npos ? 20 : end - at + 1),
                       "'."),
          with_value ? "Known: {app}, {vendor}, {value}."
                     : "Known here: {app}, {vendor}.");
      return;
    }
    has_value = has_value || name == "value";
    at = end;
  }
  if (with_value && !has_value && !sentence.empty()) {
    faults.Add(place, "The sentence does not say the value.", "Write {value} into it.");
  }
}

std::string ReadSentence(MapReader& reader, std::string_view key, Faults& faults) {
  std::string sentence = reader.RequiredText(key);
  CheckPlaceholders(sentence, key == "value", reader.PlaceOf(key), faults);
  return sentence;
}

Sentences ReadSentences(const Node& node, const std::string& what, Question::Kind kind,
                        Faults& faults) {
  MapReader reader(node, absl::StrCat("'answers' of ", what), faults);
  Sentences sentences;
  if (!reader.is_map()) return sentences;
  if (kind == Question::Kind::kVerdict) {
    sentences.yes = ReadSentence(reader, "yes", faults);
    sentences.no = ReadSentence(reader, "no", faults);
  } else {
    sentences.value = ReadSentence(reader, "value", faults);
  }
  sentences.unknown = ReadSentence(reader, "unknown", faults);
  sentences.conflict = ReadSentence(reader, "conflict", faults);
  reader.Finish();
  return sentences;
}

void ReadLogic(MapReader& reader, const std::string& what, const Catalog& catalog,
               Question& question, Faults& faults) {
  const Node* ask = reader.Optional("ask");
  const Node* value = reader.Optional("value");
  if ((ask == nullptr) == (value == nullptr)) {
    faults.Add(reader.place(),
               absl::StrCat("The ", what, " needs either 'ask' or 'value'."),
               "Write 'ask' for a yes-or-no question, 'value' for one that asks what.");
    return;
  }
  if (ask != nullptr) {
    question.kind = Question::Kind::kVerdict;
    question.expression = ReadExpression(*ask, catalog, faults);
  } else {
    question.kind = Question::Kind::kValue;
    question.value = ReadValueQuery(*value, catalog, faults);
  }
}

}  // namespace

Question ReadQuestion(const Node& node, const Catalog& catalog, Faults& faults) {
  MapReader reader(node, "question", faults);
  Question question;
  question.id = reader.RequiredText("id");
  const std::string what = absl::StrCat("question '", question.id, "'");
  reader.Rename(what);
  if (!question.id.empty() && !model::IsValidId(question.id)) {
    faults.Add(reader.PlaceOf("id"),
               absl::StrCat("'", question.id, "' cannot be the id of a question."),
               "Use lower-case letters, digits and '-', a letter first, at most 63.");
  }
  question.topic = reader.RequiredText("topic");
  question.wording = reader.RequiredText("wording");
  for (const Node* alias : reader.List("aliases")) {
    question.aliases.push_back(ReadAlias(*alias, what, faults));
  }
  question.definition = reader.OptionalText("definition").value_or("");
  ReadLogic(reader, what, catalog, question, faults);
  if (const Node* answers = reader.Required("answers")) {
    question.sentences = ReadSentences(*answers, what, question.kind, faults);
  }
  question.places = reader.TextList("places").value_or(std::vector<std::string>());
  reader.Finish();
  return question;
}

}  // namespace clausebook::catalog
