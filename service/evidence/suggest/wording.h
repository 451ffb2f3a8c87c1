// Small changes of tokens that several readings share: a clause's words with a number or
// a label taken off, a word put in the place of another.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_WORDING_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_WORDING_H_

#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include "service/evidence/suggest/tokens.h"

namespace clausebook::evidence::suggest {

// The longest heading or line that names a subject, in tokens.
inline constexpr std::size_t kLongestTitle = 10;
// The longest text that a label or heading is the subject of.
inline constexpr std::size_t kLongestLabelled = 24;
// The most cells of a row, and the most parts of an enumeration.
inline constexpr std::size_t kMostCells = 8;
// The longest words before a colon, in tokens, that name what follows.
inline constexpr std::size_t kLongestLabel = 7;

bool IsAny(const std::string& word, std::initializer_list<const char*> words);

// Another word in the token's place, which keeps its place in the text.
void Replace(Token& token, const char* word);

// "is", as if it stood at byte `at` of the text.
Token Verb(std::size_t at);

// Of words that are in no label.
bool IsFinite(const Token& token);

bool HasFiniteVerb(const std::vector<Token>& tokens);

// The last `most` tokens, as what stands before a clause.
std::vector<Token> LastOf(std::vector<Token> tokens, std::size_t most);

// "Q: Do you …?" without its "Q:", "| 12 | Do you …? |" without its number.
void DropLabel(std::vector<Token>& tokens);

// "Data center location(s)" without its "(s)".
void DropPlural(std::vector<Token>& tokens);

// "3.2 Retention" is about retention.
void DropNumber(std::vector<Token>& tokens);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_WORDING_H_
