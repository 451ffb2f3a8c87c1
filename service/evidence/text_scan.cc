#include "service/evidence/text_scan.h"

#include <utf8proc.h>

namespace clausebook::evidence {

CodePoint CodePointAt(std::string_view text, std::size_t at) {
  utf8proc_int32_t value = 0;
  const auto size = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
      static_cast<utf8proc_ssize_t>(text.size() - at), &value);
  if (size <= 0) return {0xfffd, 1};
  return {static_cast<char32_t>(value), static_cast<std::size_t>(size)};
}

std::size_t SpaceAt(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  const CodePoint p = CodePointAt(text, at);
  const bool space = p.value == 0x85 || p.value == 0xa0 || p.value == 0x1680 ||
                     (p.value >= 0x2000 && p.value <= 0x200b) || p.value == 0x2028 ||
                     p.value == 0x2029 || p.value == 0x202f || p.value == 0x205f ||
                     p.value == 0x3000 || p.value == 0xfeff;
  return space ? p.size : 0;
}

Span Trim(std::string_view text, Span span) {
  const std::string_view view = text.substr(0, span.end);
  while (!span.empty()) {
    const std::size_t size = SpaceAt(view, span.begin);
    if (size == 0) break;
    span.begin += size;
  }
  while (!span.empty()) {
    std::size_t last = span.end - 1;
    while (last > span.begin && (static_cast<unsigned char>(text[last]) & 0xc0) == 0x80) {
      --last;
    }
    if (SpaceAt(text.substr(0, span.end), last) == 0) break;
    span.end = last;
  }
  return span;
}

std::vector<Span> SplitLines(std::string_view text) {
  std::vector<Span> lines;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n' && text[at] != '\r') continue;
    lines.push_back({begin, at});
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    begin = at + 1;
  }
  if (begin < text.size()) lines.push_back({begin, text.size()});
  return lines;
}

bool IsUpper(char32_t c) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool IsLower(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LL;
}

}  // namespace clausebook::evidence
