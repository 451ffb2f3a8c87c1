// What the suggestions know of the language: word forms, lexicons and patterns, read
// from the YAML files in data/ (SUGGEST.md says how they are written).
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LANGUAGE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LANGUAGE_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/suggest/lexicon.h"
#include "service/evidence/suggest/pattern.h"
#include "storage/model/fact.h"

namespace clausebook::evidence::suggest {

// A fact that a pattern gives, with places to fill: `$lexicon` (what the match
// captured), `$lexicon*` (all of that part of the sentence from the match on),
// `$match`, `$tail` (from the anchor on), `$part` and `$rest` (words as they stand).
struct Give {
  std::string property;
  model::Operator op = model::Operator::kEquals;
  bool lasts = false;  // the operator comes from "up to", "at least" before a duration
  std::vector<std::string> values;
  std::vector<std::pair<std::string, std::string>> about;  // dimension, value
  std::string caveat;
};

// An example of a pattern, in the notation of notation.h. Each is a test.
struct Example {
  std::string say;
  std::string under;               // heading, may be empty
  std::vector<std::string> gives;  // from this pattern alone
};

struct Rule {
  enum class Polarity { kPositive, kNegative, kAny };
  // What "may" and its like do to a positive reading.
  enum class Modal { kCaveat, kDrop, kPlain };
  enum class Subject { kVendor, kUser, kOutsider, kAny };
  enum class Shape { kAny, kItem, kRow };

  std::string id;
  std::string why;
  std::vector<Pattern> matches;
  std::vector<Pattern> unless;        // not anywhere in the sentence
  std::vector<Pattern> under;         // one of them in headings, lead-in or table header
  std::vector<Pattern> unless_under;  // none of them there
  Polarity polarity = Polarity::kPositive;
  Modal modal = Modal::kCaveat;
  Subject subject = Subject::kVendor;
  Shape shape = Shape::kAny;
  bool any_time = false;   // future and past are part of what is said
  bool any_force = false;  // vague words are part of what is said
  bool conditions = true;  // conditions beside the match become a caveat
  bool headings = false;   // headings are read too: a date, an address
  bool lines = false;      // and lines that are no sentence: "Acme GmbH, Germany"
  bool indirect = false;   // "explains how data is stored" is read too
  bool every = false;      // all matches in a sentence, not only the first
  bool once = false;       // where the text says it first, not wherever it says it again
  std::vector<Give> gives;
  std::vector<Example> examples;
};

// A data file; `path` is for messages.
struct DataFile {
  std::string path;
  std::string_view content;
};

// Which rules may match a sentence at all: by the rarest words that each of their
// patterns needs, so that a sentence is tried against tens of rules and not against all.
class RuleIndex {
 public:
  // After all rules are loaded; they are referred to by number.
  void Build(const std::vector<Rule>& rules, const Lexicons& lexicons);
  // The numbers of the rules to try, ascending.
  std::vector<int> Candidates(const Sentence& sentence) const;

 private:
  std::vector<std::vector<int>> by_symbol_;   // symbol -> rules
  std::vector<std::vector<int>> by_lexicon_;  // lexicon -> rules
  std::vector<int> always_;                   // of a pattern that needs no word
  std::size_t rules_ = 0;
};

// Immutable once loaded; safe to share between threads.
struct Language {
  WordForms forms;
  Lexicons lexicons;
  std::vector<Rule> rules;
  RuleIndex index;
  // property -> value of a lexicon -> the member's name there.
  std::map<std::string, std::map<std::string, std::string>> names;
  // Beginnings of the ids of properties for which a sentence without exception is
  // repeated, with a caveat, for the apps that another sentence excepts.
  std::vector<std::string> by_letter;
  // The same for properties that an app's name in the sentence does not narrow.
  std::vector<std::string> of_document;
  // The same for properties of apps: what is said of a web site is not said of them.
  std::vector<std::string> of_apps;
  // The same for properties of which a sentence with an exception, however mild, says
  // nothing.
  std::vector<std::string> absolute;
};

// INVALID_ARGUMENT (kInvalidBook) with every fault's place: unknown properties,
// lexicons, dimensions, values that the catalogue refuses.
absl::StatusOr<Language> LoadLanguage(const std::vector<DataFile>& files,
                                      const catalog::Catalog& catalog);

// The language that the program was built with.
absl::StatusOr<Language> EmbeddedLanguage(const catalog::Catalog& catalog);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LANGUAGE_H_
