// A pattern of words: compiled once, matched against a sentence in time linear in the
// sentence for each pattern.
//
//   word        any form of it ("store" is also "stored")     =word   as written, "=|"
//   too
//   @lexicon    a phrase of that lexicon, captured            *atom   the anchor
//   ( a | b c ) one of these                                  atom?   or nothing
//   _           any one token
//   ..          up to 8 tokens, ...  up to 25, all of the same part of the sentence;
//               what stands in parentheses, or is an aside between commas, counts as one
//   //          up to 25 tokens, into other parts of the sentence
//   ^  $        the begin or end of the sentence (its own words, not the lead-in)
//
// The anchor is the word whose denial, modality and subject count; the first atom if
// none is marked.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_PATTERN_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_PATTERN_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/evidence/suggest/lexicon.h"
#include "service/evidence/suggest/tokens.h"

namespace clausebook::evidence::suggest {

// What patterns are matched against: a sentence's tokens with their mentions and parts.
struct Sentence {
  std::vector<Token> tokens;
  std::vector<Mention> mentions;
  std::vector<std::vector<int>> starting;  // token -> mentions that begin there
  std::vector<int> part;                   // token -> number of its part
  std::size_t own = 0;                     // the first token that is not context
  std::vector<bool> named;  // tokens of an app's name, which are no words; may be empty

  // Filled by Index(): tokens as symbols, which symbols and lexicons occur at all, and
  // for each "(" where its ")" is (0 for everything else); SentenceMaker adds asides
  // between commas or dashes.
  std::vector<int> stems;
  std::vector<int> words;
  std::vector<std::size_t> closing;
  std::vector<char> has_symbol;
  std::vector<char> has_lexicon;

  // After `tokens` and `mentions` are complete.
  void Index(const Lexicons& lexicons);
  // Whether `at` stands in parentheses or in an aside that `other` does not stand in.
  bool SetOff(std::size_t at, std::size_t other) const;
  // An empty sentence that was never indexed has nothing.
  bool Has(int lexicon) const {
    return static_cast<std::size_t>(lexicon) < has_lexicon.size() &&
           has_lexicon[static_cast<std::size_t>(lexicon)] != 0;
  }
};

struct Match {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t anchor = 0;
  std::vector<int> captured;  // numbers of mentions, in order
};

// Immutable once compiled; safe to share.
class Pattern {
 public:
  // A sentence that says what is wrong, or nothing and `*this` compiled. Lexicons that
  // the text names must exist.
  std::optional<std::string> Compile(std::string_view text, Lexicons& lexicons,
                                     const WordForms& forms);

  // The leftmost match that begins at or after `from`; of those, the one with the
  // shortest gaps. It holds a word of the sentence itself, not of its context alone.
  std::optional<Match> Find(const Sentence& sentence, std::size_t from) const;
  // The same, be it in the context alone.
  std::optional<Match> FindAnywhere(const Sentence& sentence, std::size_t from) const;

  // Of each list, one has to occur in a sentence or there is no match: symbols, and
  // lexicons as -1 - n.
  const std::vector<std::vector<int>>& needed() const { return needed_; }

 private:
  friend class PatternCompiler;
  friend class PatternRun;
  bool MayMatch(const Sentence& sentence) const;
  std::optional<Match> FindEndingAfter(const Sentence& sentence, std::size_t from,
                                       std::size_t least) const;

  struct Step {
    enum class Kind {
      kStem,
      kExact,
      kMention,
      kGap,
      kCross,
      kFree,
      kFork,
      kJump,
      kAnchor,
      kBegin,
      kEnd,
      kDone
    };
    Kind kind = Kind::kDone;
    int what = 0;            // kStem, kExact: a symbol; kMention: a lexicon
    std::size_t first = 0;   // kFork, kJump: where to go on
    std::size_t second = 0;  // kFork: where else
  };
  std::vector<Step> steps_;
  std::vector<std::vector<int>> needed_;
};

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_PATTERN_H_
