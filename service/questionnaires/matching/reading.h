// A wording as the grammar sees it: tokens, the concepts they stand for, and what is
// left that stands for nothing.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_READING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_READING_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "service/questionnaires/matching/grammar.h"

namespace clausebook::questionnaires::matching {

// Words that stand for a concept: tokens [begin, end). Where one phrase stands for
// several concepts, it may be any of them.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  Concepts concepts;
  bool inverse = false;    // the words deny the concept: "unencrypted"
  std::string value;       // which member of the concept: "germany"
  bool inherited = false;  // said before, in an earlier part of the wording
};

// A wording, or a part of one that asks by itself. Tokens stay those of the wording.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<Span> spans;
  std::vector<std::size_t> strangers;  // tokens that stand for nothing
  // Tokens of alternatives that this piece does not ask about: "stored" where "processed"
  // is asked of "stored or processed".
  std::vector<std::size_t> left_out;
};

struct Reading {
  std::string text;
  std::vector<Token> tokens;  // their places are in `text`
  Piece whole;
};

// At most this many tokens of a wording are read; what is longer is no question but a
// text, and matches nothing by itself.
inline constexpr std::size_t kMostTokens = 160;

// Reads a wording that TidyWording made. Linear but for the number of concepts.
Reading Read(std::string_view tidy, const Grammar& grammar);

// The part of `piece` within tokens [begin, end).
Piece PartOf(const Piece& piece, std::size_t begin, std::size_t end);

// Whether any of the spans has one of `concepts`.
bool Has(const Piece& piece, const Concepts& concepts);

// The words of a span as they were written, lower case.
std::string WordsOf(const Span& span, const Reading& reading);

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_READING_H_
