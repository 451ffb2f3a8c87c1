// Named lists of words and phrases, each with what it stands for, and where they occur
// in a sentence.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LEXICON_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LEXICON_H_

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/evidence/suggest/tokens.h"

namespace clausebook::evidence::suggest {

// An occurrence of a lexicon's phrase: tokens [begin, end).
struct Mention {
  int lexicon = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string value;  // may be empty; several values are joined with commas
};

// All lexicons. Immutable after loading; safe to share.
class Lexicons {
 public:
  // Lexicons that code fills instead of data: durations, dates, addresses, names,
  // post codes.
  // `legal_name` is any company's, `own_name` one that the vendor could have.
  enum BuiltIn {
    kDuration,
    kDate,
    kMonth,
    kEmail,
    kUrl,
    kApp,
    kLegalName,
    kOwnName,
    // Addresses that say by their names what they are for.
    kSecurityEmail,
    kPrivacyEmail,
    kStatusUrl,
    kDpaUrl,
    kSubprocessorsUrl,
    kPostcode
  };

  Lexicons();

  // The number of `name`, made where there is none yet.
  int Add(const std::string& name);
  // -1 if there is none.
  int Find(std::string_view name) const;
  const std::string& NameOf(int lexicon) const { return names_[lexicon]; }

  // A phrase of `lexicon`; words beginning with `=` are taken as they are written.
  void AddPhrase(int lexicon, std::string_view phrase, std::string value,
                 const WordForms& forms);

  // The number of a word that patterns compare; made where there is none yet.
  int Intern(const std::string& word);
  // -1 for a word that no pattern knows.
  int SymbolOf(const std::string& word) const;
  int symbols() const { return static_cast<int>(symbols_.size()); }
  int lexicons() const { return static_cast<int>(names_.size()); }

  // Every longest occurrence of each lexicon's phrases, by first token.
  void FindMentions(const std::vector<Token>& tokens, std::vector<Mention>& out) const;

 private:
  struct Piece {
    std::string text;
    bool exact = false;
  };
  struct Phrase {
    int lexicon = 0;
    std::vector<Piece> pieces;
    std::string value;
  };

  std::vector<std::string> names_;
  std::map<std::string, int, std::less<>> index_;
  std::vector<Phrase> phrases_;
  std::unordered_map<std::string, int> symbols_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_stem_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_word_;
};

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_LEXICON_H_
