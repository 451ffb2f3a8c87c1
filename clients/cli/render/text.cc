#include "clients/cli/render/text.h"

#include <utf8proc.h>

#include <algorithm>

#include "service/base/printable.h"

namespace clausebook::cli {
namespace {

constexpr int kLeastWidth = 8;

int WidthOf(const Character& character) {
  return character.value < 0 ? 1 : std::max(0, utf8proc_charwidth(character.value));
}

// A SHA-256 is there to be copied and compared: it stays in one piece, and a narrow
// terminal breaks it itself.
bool IsDigest(std::string_view word) {
  return word.size() == 64 &&
         word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Bytes of `word` that fill at most `width` columns, cut at a good place if there is one.
std::size_t BreakWord(std::string_view word, int width) {
  if (IsDigest(word)) return word.size();
  constexpr std::string_view kGoodPlaces = "/-._:";
  std::size_t end = 0;
  std::size_t good = 0;
  for (int used = 0; end < word.size();) {
    const Character next = FirstCharacter(word.substr(end));
    used += WidthOf(next);
    if (used > width) break;
    end += next.size;
    if (kGoodPlaces.find(word[end - 1]) != std::string_view::npos) good = end;
  }
  if (end == word.size()) return end;
  if (good > 0) return good;
  // A character wider than the line still has to go somewhere.
  return end == 0 ? FirstCharacter(word).size : end;
}

}  // namespace

int Width(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Character next = FirstCharacter(text);
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
      lines.back().append(word.substr(0, part));
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
    const Character next = FirstCharacter(text.substr(end));
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
