// What the matching knows of questions' language: concepts, each with the words that
// stand for it, and for each question of the catalogue the frames of concepts that ask
// it. Read from the YAML files in data/ (MATCHING.md says how they are written).
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_GRAMMAR_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_GRAMMAR_H_

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/suggest/lexicon.h"
#include "service/evidence/suggest/pattern.h"
#include "service/evidence/suggest/tokens.h"

namespace clausebook::questionnaires::matching {

using evidence::suggest::Lexicons;
using evidence::suggest::Pattern;
using evidence::suggest::Token;
using evidence::suggest::WordForms;

// A set of concepts; a concept's number is that of its lexicon.
inline constexpr std::size_t kMostConcepts = 512;
using Concepts = std::bitset<kMostConcepts>;

// What part of a question a concept is. Those from kAction on are content: two of one
// slot beside each other are alternatives ("store or process").
enum class Slot {
  kNeutral,     // says nothing: articles, "please", "in place"
  kFree,        // may always stand there: the vendor, the customer, the app
  kForm,        // asks: who, where, how long, list
  kNegation,    // turns the question round: not, without, refrain
  kQuantifier,  // all, any, only
  kCondition,   // if so, if applicable
  kDegree,      // how good or how soon, to somebody's mind: strong, promptly
  kAction,
  kObject,
  kParty,
  kPlace,
  kState,
  kTime,
  kTopic
};

struct Concept {
  std::string id;
  Slot slot = Slot::kNeutral;
};

// One place of a frame: one of `any`.
struct Need {
  Concepts any;
  bool required = true;
};

// A way to ask: all required concepts and none that the frame does not name.
struct Frame {
  std::string text;  // as it stands in the data, for reasons and messages
  std::vector<Need> needs;
  Concepts allowed;
  bool opposite = false;  // asks the opposite
  bool whether = true;    // may be asked as a yes-or-no question
};

struct Rule {
  std::string question;
  bool verdict = true;     // the catalogue's question has a verdict, not a value
  bool spoken = false;     // as a heading it asks something else: "Third parties"
  bool universal = false;  // it is about all of something, not about any
  bool customer = false;   // about what the customer does: "Can we delete …?"
  bool done = false;       // what has been done is what is so: "Was it tested?"
  std::vector<std::string> durations;  // where a duration is named: one of these
  std::vector<Frame> frames;
  std::vector<Pattern> unless;                      // word orders that ask something else
  std::vector<std::string> asks, opposites, never;  // examples, each a test
};

// Immutable once loaded; safe to share between threads.
struct Grammar {
  WordForms forms;
  Lexicons lexicons;
  std::vector<Concept> concepts;  // by number
  Concepts neutral;               // kNeutral, kFree and kCondition
  Concepts negations;
  Concepts conditions;
  Concepts degrees;
  Concepts actions;
  Concepts content;  // kAction and the slots after it
  Concepts forms_of_asking;
  int all = -1;  // numbers of concepts that the code knows
  int any = -1;
  int none = -1;  // those negations that deny of each: "no", "never"
  int tell = -1;
  int customer = -1, user = -1, admin = -1;  // a grammar may be without
  int which = -1;
  std::vector<Rule> rules;
  std::vector<std::string> background;  // wordings of other subjects, for rarities
};

// A data file; `path` is for messages.
struct GrammarFile {
  std::string path;
  std::string_view content;
};

// INVALID_ARGUMENT (kInvalidBook) with every fault's place: unknown concepts or
// questions, entries without examples, words that stand for nothing.
absl::StatusOr<Grammar> LoadGrammar(const std::vector<GrammarFile>& files,
                                    const catalog::Catalog& catalog);

// The grammar that the program was built with.
absl::StatusOr<Grammar> EmbeddedGrammar(const catalog::Catalog& catalog);

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_GRAMMAR_H_
