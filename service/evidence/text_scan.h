// Looking at UTF-8 text: characters, white space, lines. All functions take valid
// UTF-8; offsets are bytes.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_TEXT_SCAN_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_TEXT_SCAN_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace clausebook::evidence {

// A character and the bytes it takes.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;
};

// The character at `at` < text.size(). Where no character starts, one byte and
// U+FFFD, which is neither white space nor a letter.
CodePoint CodePointAt(std::string_view text, std::size_t at);

// Bytes of white space at `at`, 0 if there is none: ASCII white space, no-break and
// other Unicode spaces, line separators, byte order marks and zero-width spaces.
std::size_t SpaceAt(std::string_view text, std::size_t at);

// A range of bytes, without model's signedness.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
};

// `span` without white space at its ends.
Span Trim(std::string_view text, Span span);

// The lines of `text` without their ends (`\n`, `\r\n` or `\r`).
std::vector<Span> SplitLines(std::string_view text);

bool IsUpper(char32_t c);
bool IsLower(char32_t c);
inline bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_TEXT_SCAN_H_
