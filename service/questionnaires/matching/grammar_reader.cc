// Reads the YAML of the grammar and checks it, collecting every fault.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/suggest/word_forms.h"
#include "service/questionnaires/matching/grammar.h"

namespace clausebook::questionnaires::matching {
namespace {

using yaml::Node;

// In the order of Slot.
constexpr const char* kSlots[] = {
    "neutral", "free",   "form",  "negation", "quantifier", "condition", "degree",
    "action",  "object", "party", "place",    "state",      "time",      "topic"};

class GrammarReader {
 public:
  GrammarReader(const catalog::Catalog& catalog, Grammar& grammar, yaml::Faults& faults)
      : catalog_(catalog), grammar_(grammar), faults_(faults) {
    const int built_in = grammar_.lexicons.lexicons();
    for (int i = 0; i < built_in; ++i) {
      Define(grammar_.lexicons.NameOf(i), i,
             i == Lexicons::kDuration ? Slot::kTime : Slot::kTopic);
    }
  }

  // slot: {concept: [phrases] or {value: [phrases]}}; the value `inverse` turns the
  // question round.
  void ConceptsOf(const Node& node) {
    for (std::size_t s = 0; s < node.keys.size(); ++s) {
      const auto slot =
          std::find(std::begin(kSlots), std::end(kSlots), node.keys[s].text);
      if (slot == std::end(kSlots)) {
        faults_.Add(node.keys[s].place,
                    absl::StrCat("There is no slot '", node.keys[s].text, "'."));
        continue;
      }
      const Node& members = node.items[s];
      for (std::size_t i = 0; i < members.keys.size(); ++i) {
        ConceptOf(members.keys[i], members.items[i],
                  static_cast<Slot>(slot - std::begin(kSlots)));
      }
    }
  }

  void Macros(const Node& node) {
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      macros_[node.keys[i].text] = node.items[i].text;
    }
  }

  void RuleOf(const Node& key, const Node& node) {
    yaml::MapReader map(node, absl::StrCat("question '", key.text, "'"), faults_);
    Rule rule;
    rule.question = key.text;
    const catalog::Question* question = catalog_.FindQuestion(key.text);
    if (question == nullptr) {
      faults_.Add(key.place,
                  absl::StrCat("The catalogue has no question '", key.text, "'."));
      return;
    }
    rule.verdict = question->kind == catalog::Question::Kind::kVerdict;
    rule.universal = map.Bool("universal", false);
    rule.spoken = map.Bool("spoken", false);
    rule.customer = map.Bool("customer", false);
    rule.done = map.Bool("done", false);
    rule.durations = map.TextList("durations").value_or(std::vector<std::string>());
    for (const Node* frame : map.List("frames")) FrameOf(*frame, false, rule);
    for (const Node* frame : map.List("opposite")) FrameOf(*frame, true, rule);
    for (const Node* pattern : map.List("unless")) UnlessOf(*pattern, rule);
    rule.asks = map.TextList("asks").value_or(std::vector<std::string>());
    rule.opposites = map.TextList("asks_opposite").value_or(std::vector<std::string>());
    rule.never = map.TextList("never").value_or(std::vector<std::string>());
    if (rule.frames.empty()) faults_.Add(key.place, "A question needs `frames`.");
    if (rule.asks.empty() || rule.never.empty()) {
      faults_.Add(key.place, absl::StrCat("'", key.text, "' has too few examples."),
                  "Give at least one under `asks` and one under `never`.");
    }
    if (!seen_.insert(key.text).second) faults_.Add(key.place, "Written twice.");
    map.Finish();
    grammar_.rules.push_back(std::move(rule));
  }

  void Background(const Node& node) {
    for (std::string& text : yaml::TextsOf(node, "background", faults_)) {
      grammar_.background.push_back(std::move(text));
    }
  }

  void Finish(const Node& place) {
    grammar_.customer = grammar_.lexicons.Find("customer");
    grammar_.user = grammar_.lexicons.Find("user");
    grammar_.admin = grammar_.lexicons.Find("admin");
    for (const auto& [name, number] : {std::pair("all", &grammar_.all),
                                       {"any", &grammar_.any},
                                       {"none", &grammar_.none},
                                       {"tell", &grammar_.tell},
                                       {"which", &grammar_.which}}) {
      *number = grammar_.lexicons.Find(name);
      if (*number < 0) {
        faults_.Add(place.place, absl::StrCat("The concept '", name, "' is missing."));
      }
    }
  }

 private:
  void Define(const std::string& id, int number, Slot slot) {
    if (static_cast<std::size_t>(number) >= grammar_.concepts.size()) {
      grammar_.concepts.resize(number + 1);
    }
    grammar_.concepts[number] = {id, slot};
    const bool neutral =
        slot == Slot::kNeutral || slot == Slot::kFree || slot == Slot::kCondition;
    grammar_.neutral.set(number, neutral);
    grammar_.negations.set(number, slot == Slot::kNegation);
    grammar_.conditions.set(number, slot == Slot::kCondition);
    grammar_.degrees.set(number, slot == Slot::kDegree);
    grammar_.actions.set(number, slot == Slot::kAction);
    grammar_.forms_of_asking.set(number, slot == Slot::kForm);
    grammar_.content.set(number, slot >= Slot::kAction);
  }

  void ConceptOf(const Node& key, const Node& body, Slot slot) {
    const int number = grammar_.lexicons.Add(key.text);
    if (static_cast<std::size_t>(number) >= kMostConcepts) {
      faults_.Add(key.place, absl::StrCat("More than ", kMostConcepts, " concepts."));
      return;
    }
    if (!known_.insert(key.text).second) {
      faults_.Add(key.place, absl::StrCat("Another concept '", key.text, "'."));
    }
    Define(key.text, number, slot);
    if (body.kind != Node::Kind::kMap) return Phrases(number, "", body);
    for (std::size_t v = 0; v < body.keys.size(); ++v) {
      const std::string& value = body.keys[v].text;
      Phrases(number, value == "-" ? "" : value, body.items[v]);
    }
  }

  void Phrases(int number, const std::string& value, const Node& node) {
    for (const std::string& phrase : yaml::TextsOf(node, "a concept", faults_)) {
      grammar_.lexicons.AddPhrase(number, phrase, value, grammar_.forms);
    }
  }

  // `store|keep data? outside`: concepts, `|` between alternatives, `?` for those that
  // may be missing, `%macro` for a text of such, `whether` where a value is asked for by
  // a yes-or-no question.
  void FrameOf(const Node& node, bool opposite, Rule& rule) {
    Frame frame;
    frame.text = node.text;
    frame.opposite = opposite;
    frame.whether = rule.verdict;
    for (const std::string& word : Words(node)) {
      if (word == "whether") {
        frame.whether = true;
      } else {
        AddNeed(node, word, frame);
      }
    }
    bool content = false;
    for (const Need& need : frame.needs) {
      content = content || (need.required && (need.any & grammar_.content).any());
    }
    // What asks for a value may ask in two ways at once: "list the countries in which".
    if ((frame.allowed & grammar_.forms_of_asking).any()) {
      for (const int number : {grammar_.which, grammar_.tell}) {
        if (number >= 0) frame.allowed.set(static_cast<std::size_t>(number));
      }
    }
    if (!content) faults_.Add(node.place, "A frame needs a concept that must be there.");
    rule.frames.push_back(std::move(frame));
  }

  // The frame's words with its macros unfolded, within alternatives too.
  std::vector<std::string> Words(const Node& node) {
    std::vector<std::string> words;
    for (const auto word : absl::StrSplit(node.text, ' ', absl::SkipWhitespace())) {
      const bool optional = absl::EndsWith(word, "?");
      const auto body = word.substr(0, word.size() - (optional ? 1 : 0));
      std::vector<std::string> names;
      for (const auto name : absl::StrSplit(body, '|')) {
        names.push_back(Unfold(node, std::string(name)));
      }
      words.push_back(absl::StrCat(absl::StrJoin(names, "|"), optional ? "?" : ""));
    }
    return words;
  }

  std::string Unfold(const Node& node, const std::string& name) {
    if (!absl::StartsWith(name, "%")) return name;
    const auto macro = macros_.find(name.substr(1));
    if (macro != macros_.end()) return macro->second;
    faults_.Add(node.place, absl::StrCat("There is no macro '", name, "'."));
    return name;
  }

  void AddNeed(const Node& node, std::string word, Frame& frame) {
    Need need;
    if (absl::EndsWith(word, "?")) {
      need.required = false;
      word.pop_back();
    }
    const std::vector<std::string> names = absl::StrSplit(word, '|');
    for (const std::string& name : names) {
      const int number = grammar_.lexicons.Find(name);
      if (number < 0) {
        faults_.Add(node.place, absl::StrCat("There is no concept '", name, "'."),
                    yaml::DidYouMean(name, {known_.begin(), known_.end()}));
        continue;
      }
      need.any.set(number);
    }
    frame.allowed |= need.any;
    frame.needs.push_back(std::move(need));
  }

  void UnlessOf(const Node& node, Rule& rule) {
    Pattern pattern;
    if (auto fault = pattern.Compile(node.text, grammar_.lexicons, grammar_.forms)) {
      faults_.Add(node.place, *std::move(fault));
    }
    rule.unless.push_back(std::move(pattern));
  }

  const catalog::Catalog& catalog_;
  Grammar& grammar_;
  yaml::Faults& faults_;
  std::set<std::string> known_{"duration", "date", "email", "url", "app", "name"};
  std::set<std::string> seen_;
  std::map<std::string, std::string> macros_;
};

void ReadRules(const Node& tree, GrammarReader& reader, yaml::Faults& faults) {
  yaml::MapReader map(tree, "file", faults);
  for (const char* key : {"forms", "contractions", "concepts", "macros"}) {
    map.Optional(key);
  }
  if (const Node* background = map.Optional("background")) reader.Background(*background);
  if (const Node* questions = map.Optional("questions")) {
    for (std::size_t i = 0; i < questions->keys.size(); ++i) {
      reader.RuleOf(questions->keys[i], questions->items[i]);
    }
  }
  map.Finish();
}

}  // namespace

absl::StatusOr<Grammar> LoadGrammar(const std::vector<GrammarFile>& files,
                                    const catalog::Catalog& catalog) {
  Grammar grammar;
  yaml::Faults faults;
  GrammarReader reader(catalog, grammar, faults);
  std::vector<Node> trees;
  for (const GrammarFile& file : files) {
    if (auto tree = yaml::Parse(file.path, file.content, faults)) {
      trees.push_back(*std::move(tree));
    }
  }
  // Words before concepts before frames: each is read with the one before.
  for (const Node& tree : trees)
    evidence::suggest::ReadWordForms(tree, faults, grammar.forms);
  for (const Node& tree : trees) {
    if (const Node* concepts = tree.Find("concepts")) reader.ConceptsOf(*concepts);
    if (const Node* macros = tree.Find("macros")) reader.Macros(*macros);
  }
  if (!trees.empty()) reader.Finish(trees.front());
  for (const Node& tree : trees) ReadRules(tree, reader, faults);
  CB_RETURN_IF_ERROR(faults.ToStatus("the grammar"));
  return grammar;
}

}  // namespace clausebook::questionnaires::matching
