// Which line of a text a byte is in.
#ifndef CLAUSEBOOK_SERVICE_BASE_TEXT_LINES_H_
#define CLAUSEBOOK_SERVICE_BASE_TEXT_LINES_H_

#include <cstddef>
#include <string_view>

namespace clausebook {

// 1-based line of the byte at `offset`; `\n`, `\r\n` and a lone `\r` each end a line.
inline int LineOf(std::string_view text, std::size_t offset) {
  int line = 1;
  for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
    const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !crlf)) ++line;
  }
  return line;
}

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_TEXT_LINES_H_
