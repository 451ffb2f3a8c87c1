// Changes of tokens.
#include "service/evidence/suggest/wording.h"

#include <algorithm>

namespace clausebook::evidence::suggest {

bool IsAny(const std::string& word, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* candidate) { return word == candidate; });
}

void Replace(Token& token, const char* word) { token.word = token.stem = word; }

Token Verb(std::size_t at) {
  Token token;
  token.word = "is";
  token.stem = "be";
  token.context = true;
  token.begin = token.end = at;
  return token;
}

bool IsFinite(const Token& token) {
  return IsAny(token.word, {"is", "are", "be", "will", "do", "does", "we", "has", "have",
                            "can", "may", "you", "it", "our"});
}

bool HasFiniteVerb(const std::vector<Token>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return IsAny(token.word,
                 {"is", "are", "be", "will", "do", "does", "we", "has", "have", "can",
                  "may", "you", "it", "must", "should", "our", "they", "was", "were"});
  });
}

std::vector<Token> LastOf(std::vector<Token> tokens, std::size_t most) {
  if (tokens.size() > most) {
    tokens.erase(tokens.begin(), tokens.end() - static_cast<std::ptrdiff_t>(most));
  }
  for (Token& token : tokens) token.context = true;
  return tokens;
}

void DropLabel(std::vector<Token>& tokens) {
  if (tokens.size() > 2 && tokens[0].kind == Token::Kind::kNumber &&
      tokens[1].word == "|") {
    tokens.erase(tokens.begin(), tokens.begin() + 2);
    return;
  }
  if (tokens.size() > 2 && IsAny(tokens[0].word, {"q", "a", "question", "answer"}) &&
      (tokens[1].word == ":" || tokens[1].word == ".")) {
    tokens.erase(tokens.begin(), tokens.begin() + 2);
  }
}

void DropPlural(std::vector<Token>& tokens) {
  for (std::size_t at = 1; at + 2 < tokens.size(); ++at) {
    if (tokens[at].word == "(" && tokens[at + 1].word == "s" &&
        tokens[at + 2].word == ")") {
      const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(at);
      tokens.erase(first, first + 3);
    }
  }
}

void DropNumber(std::vector<Token>& tokens) {
  std::size_t at = 0;
  while (at < tokens.size() && (tokens[at].kind == Token::Kind::kNumber ||
                                tokens[at].kind == Token::Kind::kPunctuation)) {
    ++at;
  }
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace clausebook::evidence::suggest
