// Legal names: found from their end, where the legal form stands.
#include "service/evidence/suggest/legal_names.h"

#include <algorithm>
#include <string_view>

namespace clausebook::evidence::suggest {
namespace {

constexpr std::size_t kMostWords = 6;  // of a name before its legal form

// Of forms that are written small, "sp. z o.o." and its like begin with these.
bool EndsName(const Token& form) {
  return form.capital || form.word == "sp" || form.word == "s" || form.word == "d" ||
         form.word == "a" || form.word == "e";
}

bool BelongsToName(const Token& token) {
  static constexpr std::string_view kNever[] = {"the", "our", "we",   "by",  "with", "to",
                                                "a",   "is",  "this", "for", "at"};
  return token.capital && token.kind == Token::Kind::kWord &&
         std::find(std::begin(kNever), std::end(kNever), token.word) == std::end(kNever);
}

// The first word of the name that ends before `form`; `form` if there is none.
std::size_t BeginOfName(const std::vector<Token>& tokens, std::size_t form) {
  std::size_t at = form;
  if (at > 1 && tokens[at - 1].word == ",") --at;
  std::size_t begin = form;
  for (std::size_t words = 0; at > 0 && words < kMostWords; ++words) {
    const Token& before = tokens[at - 1];
    if (before.context != tokens[form].context) break;
    if (BelongsToName(before)) {
      begin = --at;
    } else if (begin != form && at > 1 && (before.word == "&" || before.word == "and") &&
               BelongsToName(tokens[at - 2])) {
      --at;
    } else {
      break;
    }
  }
  return begin;
}

}  // namespace

void FindLegalNames(const std::vector<Token>& tokens, int legal_form,
                    std::vector<Mention>& mentions) {
  std::vector<Mention> names;
  for (const Mention& form : mentions) {
    // "The app is limited to Jira" ends no name, though "Limited" does.
    if (form.lexicon != legal_form || !EndsName(tokens[form.begin])) continue;
    const std::size_t begin = BeginOfName(tokens, form.begin);
    if (begin == form.begin) continue;
    // The dot of "Inc." or of the sentence: LegalName() in fill.cc knows which.
    const bool dot = form.end < tokens.size() && tokens[form.end].word == ".";
    names.push_back({Lexicons::kLegalName, begin, form.end + (dot ? 1 : 0), ""});
  }
  mentions.insert(mentions.end(), names.begin(), names.end());
}

}  // namespace clausebook::evidence::suggest
