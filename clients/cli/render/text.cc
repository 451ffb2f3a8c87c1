#include "clients/cli/render/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdio>

namespace clausebook::cli {
namespace {

constexpr int kLeastWidth = 8;

// The character at the start of `text` and its size in bytes; -1 and 1 where the bytes
// are not UTF-8.
struct Character {
  utf8proc_int32_t value = -1;
  std::size_t size = 1;
};

Character First(std::string_view text) {
  Character first;
  const auto size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &first.value);
  if (size <= 0) return {};
  first.size = static_cast<std::size_t>(size);
  return first;
}

bool IsSpace(utf8proc_int32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x2028 ||
         c == 0x2029;
}

// Characters that a terminal acts on, or that make text read other than it is.
bool IsControl(utf8proc_int32_t c) {
  const auto category = utf8proc_category(c);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
         category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO ||
         category == UTF8PROC_CATEGORY_CS;
}

std::string Escape(const char* format, unsigned value) {
  char escaped[16];
  std::snprintf(escaped, sizeof(escaped), format, value);
  return escaped;
}

int WidthOf(const Character& character) {
  return character.value < 0 ? 1 : std::max(0, utf8proc_charwidth(character.value));
}

// Bytes of `word` that fill at most `width` columns, cut at a good place if there is one.
std::size_t BreakWord(std::string_view word, int width) {
  constexpr std::string_view kGoodPlaces = "/-._:";
  std::size_t end = 0;
  std::size_t good = 0;
  for (int used = 0; end < word.size();) {
    const Character next = First(word.substr(end));
    used += WidthOf(next);
    if (used > width) break;
    end += next.size;
    if (kGoodPlaces.find(word[end - 1]) != std::string_view::npos) good = end;
  }
  if (end == word.size()) return end;
  if (good > 0) return good;
  // A character wider than the line still has to go somewhere.
  return end == 0 ? First(word).size : end;
}

}  // namespace

std::string Printable(std::string_view data) {
  std::string out;
  bool space = false;
  while (!data.empty()) {
    const Character next = First(data);
    const std::string_view bytes = data.substr(0, next.size);
    data.remove_prefix(next.size);
    if (next.value >= 0 && IsSpace(next.value)) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    if (next.value < 0) {
      out += Escape("\\x%02x", static_cast<unsigned char>(bytes[0]));
    } else if (!IsControl(next.value)) {
      out += bytes;
    } else {
      out += Escape(next.value < 0x80 ? "\\x%02x" : "\\u%04x",
                    static_cast<unsigned>(next.value));
    }
  }
  return out;
}

int Width(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Character next = First(text);
    width += WidthOf(next);
    text.remove_prefix(next.size);
  }
  return width;
}

std::vector<std::string> Wrap(std::string_view text, int width) {
  width = std::max(width, kLeastWidth);
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    while (!word.empty()) {
      const int used = Width(lines.back());
      const int gap = used > 0 ? 1 : 0;
      if (used + gap + Width(word) <= width) {
        lines.back().append(static_cast<std::size_t>(gap), ' ').append(word);
        break;
      }
      if (used > 0) {
        lines.emplace_back();
        continue;
      }
      const std::size_t part = BreakWord(word, width);
      lines.back() = word.substr(0, part);
      word.remove_prefix(part);
      if (!word.empty()) lines.emplace_back();
    }
  }
  return lines;
}

std::string Shorten(std::string_view text, int width) {
  if (Width(text) <= width) return std::string(text);
  std::size_t end = 0;
  for (int used = 1; end < text.size();) {  // one column is for the ellipsis
    const Character next = First(text.substr(end));
    used += WidthOf(next);
    if (used > width) break;
    end += next.size;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string Pad(std::string_view text, int width) {
  std::string out(text);
  const int missing = width - Width(text);
  if (missing > 0) out.append(static_cast<std::size_t>(missing), ' ');
  return out;
}

}  // namespace clausebook::cli
