// Lexicons: a phrase is found by its first word, the longest of a lexicon wins.
#include "service/evidence/suggest/lexicon.h"

#include <utility>

#include "absl/strings/str_split.h"

namespace clausebook::evidence::suggest {

Lexicons::Lexicons() {
  for (const char* name : {"duration", "date", "month", "email", "url", "app",
                           "legal_name", "own_name", "security_email", "privacy_email",
                           "status_url", "dpa_url", "subprocessors_url", "postcode"}) {
    Add(name);
  }
}

int Lexicons::Add(const std::string& name) {
  const auto [at, added] = index_.emplace(name, static_cast<int>(names_.size()));
  if (added) names_.push_back(name);
  return at->second;
}

int Lexicons::Find(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? -1 : found->second;
}

int Lexicons::Intern(const std::string& word) {
  return symbols_.emplace(word, static_cast<int>(symbols_.size())).first->second;
}

int Lexicons::SymbolOf(const std::string& word) const {
  const auto found = symbols_.find(word);
  return found == symbols_.end() ? -1 : found->second;
}

void Lexicons::AddPhrase(int lexicon, std::string_view phrase, std::string value,
                         const WordForms& forms) {
  Phrase made{lexicon, {}, std::move(value)};
  for (const auto part : absl::StrSplit(absl::string_view(phrase.data(), phrase.size()),
                                        ' ', absl::SkipWhitespace())) {
    const bool exact = part.size() > 1 && part[0] == '=';
    const std::string_view text(part.data() + exact, part.size() - exact);
    for (Token& token : Tokenise(text, 0, forms, 8)) {
      made.pieces.push_back({exact ? token.word : token.stem, exact});
    }
  }
  if (made.pieces.empty()) return;
  auto& index = made.pieces[0].exact ? by_word_ : by_stem_;
  index[made.pieces[0].text].push_back(phrases_.size());
  phrases_.push_back(std::move(made));
}

void Lexicons::FindMentions(const std::vector<Token>& tokens,
                            std::vector<Mention>& out) const {
  // Of each lexicon, where its last mention ends: inner phrases are no mentions.
  std::vector<std::size_t> covered(names_.size(), 0);
  std::map<int, std::pair<std::size_t, std::size_t>> longest;  // lexicon: end, phrase
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    longest.clear();
    const auto consider = [&](const std::vector<std::size_t>& candidates) {
      for (const std::size_t number : candidates) {
        const Phrase& phrase = phrases_[number];
        if (at + phrase.pieces.size() > tokens.size()) continue;
        bool same = true;
        for (std::size_t i = 0; same && i < phrase.pieces.size(); ++i) {
          const Piece& piece = phrase.pieces[i];
          const Token& token = tokens[at + i];
          same = piece.text == (piece.exact ? token.word : token.stem);
        }
        if (!same) continue;
        auto& best = longest[phrase.lexicon];
        if (at + phrase.pieces.size() > best.first) {
          best = {at + phrase.pieces.size(), number};
        }
      }
    };
    if (const auto stem = by_stem_.find(tokens[at].stem); stem != by_stem_.end()) {
      consider(stem->second);
    }
    if (const auto word = by_word_.find(tokens[at].word); word != by_word_.end()) {
      consider(word->second);
    }
    for (const auto& [lexicon, best] : longest) {
      if (at < covered[lexicon]) continue;
      covered[lexicon] = best.first;
      out.push_back({lexicon, at, best.first, phrases_[best.second].value});
    }
  }
}

}  // namespace clausebook::evidence::suggest
