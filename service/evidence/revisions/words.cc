#include "service/evidence/revisions/words.h"

namespace clausebook::evidence {
namespace {

// Scripts written without spaces: there a single character is the unit that reads
// well in a comparison.
bool IsIdeograph(char32_t c) {
  return (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0x20000 && c <= 0x3ffff);
}

// Beyond ASCII everything counts as a letter but the punctuation that policies use.
bool IsLetter(char32_t c) {
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c);
  }
  const bool punctuation =
      (c >= 0x80 && c <= 0xbf && c != 0xaa && c != 0xb5 && c != 0xba) ||
      (c >= 0x2000 && c <= 0x206f) || (c >= 0x3000 && c <= 0x303f) ||
      (c >= 0xff00 && c <= 0xff0f);
  return !punctuation && !IsIdeograph(c);
}

// Marks that belong to a word when they stand between letters.
bool IsJoiner(char32_t c) {
  return c == '\'' || c == '-' || c == '.' || c == '_' || c == '@' || c == '/' ||
         c == 0x2019 || c == 0x2010 || c == 0x2011;
}

// The end of the word that begins at `at` < end.
std::size_t EndOfWord(std::string_view text, std::size_t at, std::size_t end) {
  CodePoint point = CodePointAt(text, at);
  const bool word = IsLetter(point.value);
  at += point.size;
  while (word && at < end) {
    point = CodePointAt(text, at);
    std::size_t size = point.size;
    if (IsJoiner(point.value) && at + size < end) {
      point = CodePointAt(text, at + size);
      size += point.size;
    }
    if (!IsLetter(point.value)) break;
    at += size;
  }
  return at;
}

}  // namespace

std::vector<Word> Vocabulary::WordsOf(std::string_view text, Span range) {
  std::vector<Word> words;
  for (std::size_t at = range.begin; at < range.end;) {
    Word word;
    word.span = {at, EndOfWord(text, at, range.end)};
    word.next = word.span.end;
    while (word.next < range.end) {
      const std::size_t space = SpaceAt(text, word.next);
      if (space == 0) break;
      word.next += space;
    }
    const auto next_id = static_cast<std::uint32_t>(ids_.size());
    word.id = ids_.emplace(text.substr(word.span.begin, word.span.size()), next_id)
                  .first->second;
    words.push_back(word);
    at = word.next;
  }
  return words;
}

}  // namespace clausebook::evidence
