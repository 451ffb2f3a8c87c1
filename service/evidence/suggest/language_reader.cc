// Reads the YAML of the language and checks it, collecting every fault.
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/suggest/language.h"
#include "service/evidence/suggest/notation.h"
#include "service/evidence/suggest/word_forms.h"

namespace clausebook::evidence::suggest {
namespace {

using yaml::Node;

class LanguageReader {
 public:
  LanguageReader(const catalog::Catalog& catalog, Language& language,
                 yaml::Faults& faults)
      : catalog_(catalog), language_(language), faults_(faults) {}

  // A list of phrases, or value -> phrases.
  void LexiconsOf(const Node& node) {
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      const int lexicon = language_.lexicons.Add(node.keys[i].text);
      const Node& body = node.items[i];
      if (body.kind != Node::Kind::kMap) {
        Phrases(lexicon, "", body);
        continue;
      }
      for (std::size_t v = 0; v < body.keys.size(); ++v) {
        Phrases(lexicon, body.keys[v].text == "-" ? "" : body.keys[v].text,
                body.items[v]);
      }
    }
  }

  void Names(const Node& node) {
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      if (catalog_.FindProperty(node.keys[i].text) == nullptr) {
        faults_.Add(node.keys[i].place,
                    absl::StrCat("There is no property '", node.keys[i].text, "'."));
      }
      const Node& body = node.items[i];
      for (std::size_t v = 0; v < body.keys.size(); ++v) {
        language_.names[node.keys[i].text][body.keys[v].text] = body.items[v].text;
      }
    }
  }

  void Macros(const Node& node) {
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      macros_[node.keys[i].text] = Unfold(node.items[i]);
    }
  }

  void RuleOf(const Node& node) {
    yaml::MapReader map(node, "pattern", faults_);
    Rule rule;
    rule.id = map.RequiredText("id");
    map.Rename(absl::StrCat("pattern '", rule.id, "'"));
    if (!ids_.insert(rule.id).second) {
      faults_.Add(map.PlaceOf("id"), absl::StrCat("Another '", rule.id, "'."));
    }
    rule.why = map.RequiredText("why");
    Patterns(map, "match", rule.matches);
    Patterns(map, "unless", rule.unless);
    Patterns(map, "under", rule.under);
    Patterns(map, "unless_under", rule.unless_under);
    Choices(map, rule);
    rule.any_time = map.Bool("any_time", false);
    rule.any_force = map.Bool("any_force", false);
    rule.conditions = map.Bool("conditions", true);
    rule.every = map.Bool("every", false);
    rule.once = map.Bool("once", false);
    rule.headings = map.Bool("headings", false);
    rule.lines = map.Bool("lines", false);
    rule.indirect = map.Bool("indirect", false);
    GivesOf(map, rule);
    for (const Node* example : map.List("examples")) ExampleOf(*example, rule);
    if (rule.matches.empty()) faults_.Add(map.place(), "A pattern needs `match`.");
    if (rule.examples.size() < 2) {
      faults_.Add(map.place(), absl::StrCat("'", rule.id, "' has too few examples."),
                  "Give at least one that it reads and one that it must not read.");
    }
    map.Finish();
    language_.rules.push_back(std::move(rule));
  }

 private:
  void Phrases(int lexicon, const std::string& value, const Node& node) {
    for (const std::string& phrase : yaml::TextsOf(node, "a lexicon", faults_)) {
      language_.lexicons.AddPhrase(lexicon, phrase, value, language_.forms);
    }
  }

  void Patterns(yaml::MapReader& map, std::string_view key, std::vector<Pattern>& out) {
    for (const Node* node : map.List(key)) {
      Pattern pattern;
      if (auto fault =
              pattern.Compile(Unfold(*node), language_.lexicons, language_.forms)) {
        faults_.Add(node->place, *std::move(fault));
      }
      out.push_back(std::move(pattern));
    }
  }

  // `%name` stands for the text of that macro.
  std::string Unfold(const Node& node) {
    std::string text;
    for (const auto word : absl::StrSplit(node.text, ' ', absl::SkipWhitespace())) {
      if (!absl::StartsWith(word, "%")) {
        absl::StrAppend(&text, word, " ");
        continue;
      }
      const auto macro = macros_.find(std::string(word.substr(1)));
      if (macro == macros_.end()) {
        faults_.Add(node.place, absl::StrCat("There is no macro '", word, "'."));
      } else {
        absl::StrAppend(&text, macro->second, " ");
      }
    }
    return text;
  }

  template <typename Enum>
  void Choice(yaml::MapReader& map, std::string_view key,
              const std::vector<std::pair<std::string, Enum>>& choices, Enum& out) {
    const auto text = map.OptionalText(key);
    if (!text) return;
    std::vector<std::string> names;
    for (const auto& [name, value] : choices) {
      if (name == *text) {
        out = value;
        return;
      }
      names.push_back(name);
    }
    faults_.Add(map.PlaceOf(key), absl::StrCat("'", *text, "' is none of the choices."),
                yaml::DidYouMean(*text, names));
  }

  void Choices(yaml::MapReader& map, Rule& rule) {
    Choice<Rule::Polarity>(map, "polarity",
                           {{"positive", Rule::Polarity::kPositive},
                            {"negative", Rule::Polarity::kNegative},
                            {"any", Rule::Polarity::kAny}},
                           rule.polarity);
    Choice<Rule::Modal>(map, "modal",
                        {{"caveat", Rule::Modal::kCaveat},
                         {"drop", Rule::Modal::kDrop},
                         {"plain", Rule::Modal::kPlain}},
                        rule.modal);
    Choice<Rule::Subject>(map, "subject",
                          {{"vendor", Rule::Subject::kVendor},
                           {"user", Rule::Subject::kUser},
                           {"outsider", Rule::Subject::kOutsider},
                           {"any", Rule::Subject::kAny}},
                          rule.subject);
    Choice<Rule::Shape>(map, "shape",
                        {{"any", Rule::Shape::kAny},
                         {"item", Rule::Shape::kItem},
                         {"row", Rule::Shape::kRow}},
                        rule.shape);
  }

  void GivesOf(yaml::MapReader& map, Rule& rule) {
    for (const Node* node : map.List("gives")) {
      auto give = ParseGive(node->text, catalog_);
      if (!give.ok()) {
        faults_.Add(node->place, std::string(give.status().message()));
        continue;
      }
      for (const std::string& value : give->values) CheckPlace(*node, value);
      for (const auto& [dimension, value] : give->about) CheckPlace(*node, value);
      rule.gives.push_back(*std::move(give));
    }
    if (rule.gives.empty()) faults_.Add(map.place(), "A pattern needs `gives`.");
  }

  void CheckPlace(const Node& node, const std::string& value) {
    if (!absl::StartsWith(value, "$")) return;
    std::string name = value.substr(1);
    if (absl::EndsWith(name, "*")) name.pop_back();
    if (name == "match" || name == "tail" || name == "part" || name == "rest" ||
        name == "cell" || name == "sentence") {
      return;
    }
    if (language_.lexicons.Find(name) < 0) {
      faults_.Add(node.place, absl::StrCat("There is no lexicon for '", value, "'."));
    }
  }

  void ExampleOf(const Node& node, Rule& rule) {
    yaml::MapReader map(node, "example", faults_);
    Example example;
    example.say = map.RequiredText("say");
    example.under = map.OptionalText("under").value_or("");
    for (const Node* give : map.List("gives")) {
      const auto fact = ParseFact(give->text, catalog_);
      if (!fact.ok()) {
        faults_.Add(give->place, std::string(fact.status().message()));
        continue;
      }
      example.gives.push_back(WriteFact(*fact));
    }
    map.Finish();
    rule.examples.push_back(std::move(example));
  }

  const catalog::Catalog& catalog_;
  Language& language_;
  yaml::Faults& faults_;
  std::set<std::string> ids_;
  std::map<std::string, std::string> macros_;
};

// The lists of beginnings of property ids, by their keys.
std::vector<std::pair<const char*, std::vector<std::string>*>> Beginnings(
    Language& language) {
  return {{"by_letter", &language.by_letter},
          {"of_document", &language.of_document},
          {"of_apps", &language.of_apps},
          {"absolute", &language.absolute}};
}

}  // namespace

absl::StatusOr<Language> LoadLanguage(const std::vector<DataFile>& files,
                                      const catalog::Catalog& catalog) {
  Language language;
  yaml::Faults faults;
  LanguageReader reader(catalog, language, faults);
  std::vector<Node> trees;
  for (const DataFile& file : files) {
    if (auto tree = yaml::Parse(file.path, file.content, faults)) {
      trees.push_back(*std::move(tree));
    }
  }
  // Words before lexicons before patterns: each is read with the one before.
  for (const Node& tree : trees) ReadWordForms(tree, faults, language.forms);
  for (const Node& tree : trees) {
    if (const Node* lexicons = tree.Find("lexicons")) reader.LexiconsOf(*lexicons);
    if (const Node* names = tree.Find("names")) reader.Names(*names);
    if (const Node* macros = tree.Find("macros")) reader.Macros(*macros);
    for (const auto& [key, beginnings] : Beginnings(language)) {
      if (const Node* list = tree.Find(key)) {
        *beginnings = yaml::TextsOf(*list, key, faults);
      }
    }
  }
  for (const Node& tree : trees) {
    yaml::MapReader map(tree, "file", faults);
    for (const char* key : {"forms", "contractions", "lexicons", "names", "macros"}) {
      map.Optional(key);
    }
    for (const auto& [key, beginnings] : Beginnings(language)) map.Optional(key);
    for (const Node* pattern : map.List("patterns")) reader.RuleOf(*pattern);
    map.Finish();
  }
  CB_RETURN_IF_ERROR(faults.ToStatus("the patterns"));
  language.index.Build(language.rules, language.lexicons);
  return language;
}

}  // namespace clausebook::evidence::suggest
