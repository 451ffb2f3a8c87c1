// Editions out of YAML, with every fault at its place.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/catalog/values.h"
#include "service/catalog/yaml_reader.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/normalise.h"

namespace clausebook::questionnaires::editions {
namespace {

using catalog::Question;
using yaml::MapReader;
using yaml::Node;

const std::map<std::string, FieldType>& FieldTypes() {
  static const auto* const kTypes = new std::map<std::string, FieldType>{
      {"bool", FieldType::kBool},        {"tri_state", FieldType::kTriState},
      {"choice", FieldType::kChoice},    {"texts", FieldType::kTexts},
      {"names", FieldType::kNames},      {"text", FieldType::kText},
      {"min_days", FieldType::kMinDays}, {"max_days", FieldType::kMaxDays},
  };
  return *kTypes;
}

// What a field's type takes from the item's one question.
enum class Needs { kNothing, kVerdictOrSet, kValue };
Needs NeedsOf(FieldType type) {
  switch (type) {
    case FieldType::kBool:
    case FieldType::kTriState:
      return Needs::kVerdictOrSet;
    case FieldType::kTexts:
    case FieldType::kNames:
    case FieldType::kText:
    case FieldType::kMinDays:
    case FieldType::kMaxDays:
      return Needs::kValue;
    case FieldType::kChoice:
      return Needs::kNothing;
  }
  return Needs::kNothing;
}

bool IsHex64(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

// `caiq-4.0.3`: as an id of a resource, with the full stops of the edition.
bool IsEditionId(const std::string& id) {
  return !id.empty() && id.size() <= 63 && std::islower(id.front()) &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == id.npos;
}

bool IsPath(const std::string& path) {
  const auto part = [](unsigned char c) { return std::isalnum(c) || c == '.'; };
  return std::isalpha(static_cast<unsigned char>(path.front())) && path.back() != '.' &&
         std::all_of(path.begin(), path.end(), part) &&
         path.find("..") == std::string::npos;
}

class EditionReader {
 public:
  EditionReader(const catalog::Catalog& catalog, yaml::Faults& faults)
      : catalog_(catalog), faults_(faults) {
    for (const Question& question : catalog.questions()) ids_.push_back(question.id);
  }

  Edition Read(const Node& node) {
    Edition edition;
    MapReader map(node, "edition", faults_);
    edition.id = map.RequiredText("id");
    if (!edition.id.empty() && !IsEditionId(edition.id)) {
      faults_.Add(map.PlaceOf("id"), "This is no id of an edition.",
                  "Up to 63 of a-z, 0-9, '-' and '.', a letter first.");
    }
    map.Rename(absl::StrCat("edition '", edition.id, "'"));
    edition.title = map.RequiredText("title");
    edition.publisher = map.RequiredText("publisher");
    edition.edition = map.RequiredText("edition");
    edition.uri = map.RequiredText("uri");
    edition.notice = map.RequiredText("notice");
    edition.texts = TextsOf(map);
    answers_ = map.TextList("answers").value_or(std::vector<std::string>{});
    seen_.clear();
    paths_.clear();
    for (const Node* section : map.List("sections")) ReadSection(*section, edition);
    if (edition.items.empty()) faults_.Add(map.place(), "The edition has no item.");
    map.Finish();
    return edition;
  }

 private:
  Texts TextsOf(MapReader& map) {
    const std::string texts = map.RequiredText("texts");
    if (texts == "own") return Texts::kOwn;
    if (texts == "withheld") return Texts::kWithheld;
    if (!texts.empty() && texts != "edition") {
      faults_.Add(map.PlaceOf("texts"), "Nobody's texts are called so.",
                  "Known: edition, own, withheld.");
    }
    return Texts::kEdition;
  }

  void ReadSection(const Node& node, Edition& edition) {
    MapReader map(node, "section", faults_);
    const std::string title = map.RequiredText("title");
    for (const Node* item : map.List("items")) {
      edition.items.push_back(ReadItem(*item, edition.texts));
      edition.items.back().section = title;
    }
    map.Finish();
  }

  EditionItem ReadItem(const Node& node, Texts texts) {
    EditionItem item;
    MapReader map(node, "item", faults_);
    item.id = map.RequiredText("id");
    map.Rename(absl::StrCat("item '", item.id, "'"));
    if (!seen_.insert(item.id).second) {
      faults_.Add(map.PlaceOf("id"), absl::StrCat("There is another '", item.id, "'."));
    }
    for (const Node* one : map.List("questions")) {
      item.questions.push_back(ReadMapped(*one));
    }
    item.near = map.TextList("near").value_or(std::vector<std::string>{});
    for (const std::string& id : item.near) FindQuestion(id, map.PlaceOf("near"));
    CheckMapping(item, map);
    ReadTexts(item, texts, map);
    item.answers = map.TextList("answers").value_or(answers_);
    if (const Node* field = map.Optional("field")) item.field = ReadField(*field, item);
    map.Finish();
    return item;
  }

  // A digest stands where the edition's text does not: because it is withheld, or because
  // it is shown without its markup.
  void ReadTexts(EditionItem& item, Texts texts, MapReader& map) {
    const bool withheld = texts == Texts::kWithheld;
    item.text =
        withheld ? map.OptionalText("text").value_or("") : map.RequiredText("text");
    item.digest =
        withheld
            ? map.RequiredText("digest")
            : map.OptionalText("digest").value_or(matching::WordingDigest(item.text));
    if (!item.digest.empty() && !IsHex64(item.digest)) {
      faults_.Add(map.PlaceOf("digest"), "This is no SHA-256 in lower-case hexadecimal.");
    }
    if (!withheld) return;
    if (item.text.empty() && !(item.questions.empty() && item.near.empty())) {
      faults_.Add(map.place(), "An item that is mapped needs a text.",
                  "Paraphrase it: the edition's own text may not stand here.");
    }
    if (!item.text.empty() && matching::WordingDigest(item.text) == item.digest) {
      faults_.Add(map.PlaceOf("text"), "This is the edition's own text.",
                  "It may not be passed on: paraphrase it.");
    }
  }

  matching::MappedQuestion ReadMapped(const Node& node) {
    if (node.kind == Node::Kind::kScalar) {
      FindQuestion(node.text, node.place);
      return {node.text, false};
    }
    MapReader map(node, "question", faults_);
    matching::MappedQuestion mapped{map.RequiredText("question"),
                                    map.Bool("opposite", false)};
    if (!mapped.question.empty()) FindQuestion(mapped.question, map.PlaceOf("question"));
    map.Finish();
    return mapped;
  }

  const Question* FindQuestion(const std::string& id, const yaml::Place& place) {
    const Question* question = catalog_.FindQuestion(id);
    if (question == nullptr) {
      faults_.Add(place, absl::StrCat("The catalogue has no question '", id, "'."),
                  yaml::DidYouMean(id, ids_));
    }
    return question;
  }

  void CheckMapping(const EditionItem& item, const MapReader& map) {
    if (!item.questions.empty() && !item.near.empty()) {
      faults_.Add(map.place(), "It asks questions or comes near some, not both.");
    }
    std::set<std::string> seen;
    for (const auto& mapped : item.questions) {
      const Question* question = catalog_.FindQuestion(mapped.question);
      if (!seen.insert(mapped.question).second) {
        faults_.Add(map.place(),
                    absl::StrCat("It asks '", mapped.question, "' more than once."));
      }
      if (mapped.opposite && question != nullptr &&
          question->kind == Question::Kind::kValue) {
        faults_.Add(map.place(), absl::StrCat("'", mapped.question,
                                              "' asks for a value; it has no opposite."));
      }
    }
  }

  PayloadField ReadField(const Node& node, const EditionItem& item) {
    PayloadField field;
    MapReader map(node, "field", faults_);
    field.path = map.RequiredText("path");
    if (!field.path.empty() && !IsPath(field.path)) {
      faults_.Add(map.PlaceOf("path"), "This is no path of a payload.",
                  "Keys joined by full stops.");
    }
    if (!paths_.insert(field.path).second) {
      faults_.Add(map.PlaceOf("path"), "Another item fills this field.");
    }
    const std::string type = map.RequiredText("type");
    const auto known = FieldTypes().find(type);
    if (known != FieldTypes().end()) {
      field.type = known->second;
    } else if (!type.empty()) {
      std::vector<std::string> names;
      for (const auto& [name, value] : FieldTypes()) names.push_back(name);
      faults_.Add(map.PlaceOf("type"),
                  absl::StrCat("No field has the type '", type, "'."),
                  yaml::DidYouMean(type, names));
    }
    field.manual = map.Bool("manual", false);
    field.question = map.OptionalText("question").value_or("");
    if (!field.question.empty()) FindQuestion(field.question, map.PlaceOf("question"));
    field.member = map.OptionalText("member").value_or("");
    CheckFits(field, item, map);
    for (const Node* choice : map.List("choices")) {
      field.choices.push_back(ReadChoice(*choice));
    }
    if ((field.type == FieldType::kChoice) != !field.choices.empty()) {
      faults_.Add(map.place(), "Fields of the type choice, and only they, have choices.");
    }
    if (const Node* only = map.Optional("only_if")) field.only_if = ReadCondition(*only);
    if (const Node* about = map.Optional("about"))
      field.about = ReadAbout(*about, field, item);
    map.Finish();
    return field;
  }

  // The one question that a field is filled from; null where there is none, or several.
  const Question* SourceOf(const PayloadField& field, const EditionItem& item) const {
    if (!field.question.empty()) return catalog_.FindQuestion(field.question);
    return item.questions.size() == 1 ? catalog_.FindQuestion(item.questions[0].question)
                                      : nullptr;
  }

  void CheckFits(const PayloadField& field, const EditionItem& item,
                 const MapReader& map) {
    const Needs needs = field.manual ? Needs::kNothing : NeedsOf(field.type);
    const Question* question = SourceOf(field, item);
    const catalog::Property* property = nullptr;
    if (question != nullptr && question->kind == Question::Kind::kValue) {
      property = catalog_.FindProperty(question->value.property);
    }
    const bool is_set =
        property != nullptr && property->type == catalog::PropertyType::kSet;
    if (needs == Needs::kVerdictOrSet &&
        (question == nullptr || (property != nullptr && !is_set))) {
      faults_.Add(map.place(),
                  "A field of this type needs one question, which has a "
                  "verdict or asks for a set.");
    }
    if (needs == Needs::kValue && property == nullptr) {
      faults_.Add(map.place(),
                  "A field of this type needs one question, which asks for "
                  "a value.");
    }
    if (!field.member.empty() && (needs != Needs::kVerdictOrSet || !is_set)) {
      faults_.Add(map.PlaceOf("member"), "Only sets have members.");
    } else if (!field.member.empty()) {
      const auto problem = catalog::CheckMember(*property, field.member);
      if (problem) faults_.Add(map.PlaceOf("member"), problem->Text());
    }
  }

  Choice ReadChoice(const Node& node) {
    Choice choice;
    MapReader map(node, "choice", faults_);
    choice.value = map.RequiredText("value");
    choice.word = map.RequiredText("word");
    for (const Node* one : map.List("when")) choice.when.push_back(ReadCondition(*one));
    map.Finish();
    return choice;
  }

  // `{question: …, is: yes}`
  Condition ReadCondition(const Node& node) {
    Condition condition;
    MapReader map(node, "condition", faults_);
    condition.question = map.RequiredText("question");
    const std::string is = map.RequiredText("is");
    condition.yes = is == "yes";
    if (!is.empty() && is != "yes" && is != "no") {
      faults_.Add(map.PlaceOf("is"), "A verdict is yes or no.");
    }
    const Question* question =
        condition.question.empty()
            ? nullptr
            : FindQuestion(condition.question, map.PlaceOf("question"));
    if (question != nullptr && question->kind != Question::Kind::kVerdict) {
      faults_.Add(map.PlaceOf("question"), "It asks for a value and has no verdict.");
    }
    map.Finish();
    return condition;
  }

  model::Qualifiers ReadAbout(const Node& node, const PayloadField& field,
                              const EditionItem& item) {
    model::Qualifiers about;
    MapReader map(node, "part", faults_);
    for (const Node& key : node.keys) {
      about[key.text] = map.TextList(key.text).value_or(std::vector<std::string>{});
    }
    const Question* question = SourceOf(field, item);
    if (question == nullptr || question->kind != Question::Kind::kValue) {
      faults_.Add(map.place(), "Only claims of a value can be narrowed.");
      return {};
    }
    const auto checked =
        catalog_.CheckQualifiers(*catalog_.FindProperty(question->value.property), about);
    if (checked.ok()) return *checked;
    faults_.Add(map.place(), std::string(checked.status().message()));
    return {};
  }

  const catalog::Catalog& catalog_;
  yaml::Faults& faults_;
  std::vector<std::string> ids_;
  std::vector<std::string> answers_;  // of the edition
  std::set<std::string> seen_, paths_;
};

}  // namespace

absl::StatusOr<Editions> Editions::FromFiles(const std::vector<EditionFile>& files,
                                             const catalog::Catalog& catalog) {
  yaml::Faults faults;
  EditionReader reader(catalog, faults);
  std::vector<Edition> editions;
  std::set<std::string> seen;
  for (const EditionFile& file : files) {
    const auto tree = yaml::Parse(file.path, file.content, faults);
    if (!tree) continue;
    editions.push_back(reader.Read(*tree));
    if (!seen.insert(editions.back().id).second) {
      faults.Add(tree->place,
                 absl::StrCat("There is another edition '", editions.back().id, "'."));
    }
  }
  CB_RETURN_IF_ERROR(faults.ToStatus("the editions"));
  return Editions(std::move(editions));
}

}  // namespace clausebook::questionnaires::editions
