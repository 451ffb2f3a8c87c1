// Words of a clause, as the patterns see them: lower case, light stems, e-mail
// addresses and URLs whole, contractions taken apart.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_TOKENS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_TOKENS_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::evidence::suggest {

struct Token {
  enum class Kind { kWord, kNumber, kPunctuation, kEmail, kUrl };
  Kind kind = Kind::kWord;
  std::string word;       // lower case (ASCII)
  std::string stem;       // of `word`; what patterns and lexicons compare
  bool capital = false;   // begins with a capital letter or a digit
  bool acronym = false;   // two letters or more, all of them capitals
  bool context = false;   // stands before the clause (a list's lead-in, a question)
  std::size_t begin = 0;  // bytes in the text
  std::size_t end = 0;
};

// Irregular forms and contractions; immutable data of the language.
struct WordForms {
  std::map<std::string, std::string, std::less<>> base_of;                // sold -> sell
  std::map<std::string, std::vector<std::string>, std::less<>> parts_of;  // can't
};

// Cuts off what English inflection adds, so that "stored", "stores" and "storing" are
// one. Only ever compared with other stems.
std::string StemOf(const std::string& word, const WordForms& forms);

// The tokens of `text` (valid UTF-8), at most `limit`; places are offset by `base`.
// Markup signs, quotation marks, hyphens in words and slashes are left out. Linear.
std::vector<Token> Tokenise(std::string_view text, std::size_t base,
                            const WordForms& forms, std::size_t limit);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_TOKENS_H_
