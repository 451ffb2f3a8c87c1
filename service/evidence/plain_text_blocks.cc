// Blocks of plain text, where nothing says what a line is but its looks.
#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "service/evidence/blocks.h"
#include "service/evidence/sentences.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestHeading = 80;
constexpr int kMostWordsOfHeading = 12;
constexpr int kDeepestHeading = 6;  // as in Markdown
// Text that is wrapped at all is wrapped at a width between these.
constexpr std::size_t kNarrowestWrap = 40;
constexpr std::size_t kWidestWrap = 100;

// A line that ends in one of these goes on in the next.
constexpr std::array<std::string_view, 42> kNeverLast = {
    "a",    "an",   "the",  "of",   "to",   "with", "and",  "or",   "for",
    "in",   "on",   "by",   "our",  "your", "we",   "is",   "are",  "that",
    "from", "as",   "at",   "not",  "be",   "have", "has",  "will", "may",
    "this", "these", "their", "its", "any",  "all",  "such", "which", "can",
    "into", "than", "if",   "when", "per",  "you"};

struct Line {
  Span span;    // trimmed
  Span marker;  // list marker, empty if none
  Span body;    // what is behind the marker
  std::size_t indent = 0;
  bool blank() const { return span.empty(); }
  bool item() const { return !marker.empty(); }
};

std::size_t CountWords(std::string_view text, Span span) {
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t at = span.begin; at < span.end;) {
    const std::size_t space = SpaceAt(text.substr(0, span.end), at);
    if (space == 0 && !in_word) ++words;
    in_word = space == 0;
    at += space == 0 ? CodePointAt(text, at).size : space;
  }
  return words;
}

bool IsBullet(char32_t c) {
  return c == '-' || c == '*' || c == '+' || c == 0x2022 || c == 0x2013 || c == 0x2014 ||
         c == 0xb7 || c == 0x2023 || c == 0x25e6 || c == 0x25aa || c == 0x25cf;
}

// `1.`, `1.2`, `1.2.3.`, `12)`, `a)`, `a.`, `(iv)`, `(3)`: the bytes it takes.
std::size_t NumberMarker(std::string_view line) {
  std::size_t at = 0;
  const bool open = line[0] == '(';
  if (open) ++at;
  const std::size_t start = at;
  while (at < line.size() && std::isdigit(static_cast<unsigned char>(line[at]))) ++at;
  if (at > start && at - start <= 3) {
    bool dotted = false;
    while (!open && at + 1 < line.size() && line[at] == '.' &&
           std::isdigit(static_cast<unsigned char>(line[at + 1]))) {
      ++at;
      while (at < line.size() && std::isdigit(static_cast<unsigned char>(line[at]))) ++at;
      dotted = true;
    }
    if (at < line.size() && (line[at] == ')' || (!open && line[at] == '.'))) return at + 1;
    return dotted ? at : 0;
  }
  at = start;
  const auto roman = [](char c) { return c == 'i' || c == 'v' || c == 'x'; };
  while (at < line.size() && at - start < 5 && roman(line[at])) ++at;
  if (at == start && at < line.size() && std::isalpha(static_cast<unsigned char>(line[at]))) {
    ++at;
  }
  if (at == start || at >= line.size()) return 0;
  // `a.` is a marker, `A.` may be an initial, `iv.` is a marker.
  const bool dot = !open && line[at] == '.' && std::islower(static_cast<unsigned char>(line[start]));
  return line[at] == ')' || dot ? at + 1 : 0;
}

std::size_t MarkerSize(std::string_view text, Span span) {
  const std::string_view line = text.substr(span.begin, span.size());
  const CodePoint first = CodePointAt(line, 0);
  const std::size_t size = IsBullet(first.value) ? first.size : NumberMarker(line);
  if (size == 0 || size >= line.size() || SpaceAt(line, size) == 0) return 0;
  return size;
}

std::vector<Line> ReadLines(std::string_view text) {
  std::vector<Line> lines;
  for (const Span raw : SplitLines(text)) {
    Line line;
    line.span = line.body = Trim(text, raw);
    line.indent = line.span.begin - raw.begin;
    if (!line.blank()) {
      const std::size_t marker = MarkerSize(text, line.span);
      line.marker = {line.span.begin, line.span.begin + marker};
      line.body = Trim(text, {line.span.begin + marker, line.span.end});
    }
    lines.push_back(line);
  }
  return lines;
}

class PlainTextReader {
 public:
  explicit PlainTextReader(std::string_view text) : text_(text), lines_(ReadLines(text)) {}

  std::vector<Block> Run() {
    for (std::size_t i = 0; i < lines_.size();) {
      if (lines_[i].blank() || IsRule(i)) {
        ++i;
      } else if (IsHeading(i)) {
        blocks_.push_back({Block::Kind::kHeading, LevelOf(i), lines_[i].span});
        ++i;
      } else {
        i = ReadText(i);
      }
    }
    return std::move(blocks_);
  }

 private:
  // ----- or ===== or *****
  bool IsRule(std::size_t i) const {
    const std::string_view line = text_.substr(lines_[i].span.begin, lines_[i].span.size());
    return line.size() >= 3 && std::ispunct(static_cast<unsigned char>(line[0])) &&
           line.find_first_not_of(line[0]) == std::string_view::npos;
  }

  std::optional<std::size_t> NextFilled(std::size_t i) const {
    for (++i; i < lines_.size(); ++i) {
      if (!lines_[i].blank()) return i;
    }
    return std::nullopt;
  }

  bool StartsLower(std::size_t i) const {
    return IsLower(CodePointAt(text_, lines_[i].span.begin).value);
  }

  char LastByte(std::size_t i) const { return text_[lines_[i].span.end - 1]; }

  // In lower case; of a long one, which is none of kNeverLast, the end.
  std::string LastWord(std::size_t i) const {
    constexpr std::size_t kLongest = 8;
    const std::size_t end = lines_[i].span.end;
    std::size_t at = end;
    while (at > lines_[i].span.begin && end - at < kLongest &&
           std::isalpha(static_cast<unsigned char>(text_[at - 1]))) {
      --at;
    }
    return absl::AsciiStrToLower(absl::string_view(text_.data() + at, end - at));
  }

  // The widest line of the run of filled lines around `i`.
  std::size_t WidthAround(std::size_t i) const {
    std::size_t first = i;
    std::size_t last = i;
    while (first > 0 && !lines_[first - 1].blank() && i - first < 50) --first;
    while (last + 1 < lines_.size() && !lines_[last + 1].blank() && last - i < 50) ++last;
    std::size_t width = 0;
    for (std::size_t k = first; k <= last; ++k) {
      width = std::max(width, lines_[k].span.size());
    }
    return first == last ? 0 : width;
  }

  // Filled to about the width of the lines around: broken there, not ended.
  bool LooksWrapped(std::size_t i) const {
    const std::size_t width = WidthAround(i);
    return width >= kNarrowestWrap && width <= kWidestWrap &&
           lines_[i].span.size() * 10 >= width * 7;
  }

  // A short line that states nothing: no stop, a capital first, text after it.
  bool IsHeading(std::size_t i) const {
    const Line& line = lines_[i];
    const auto next = NextFilled(i);
    if (!next || line.span.size() > kLongestHeading ||
        CountWords(text_, line.span) > kMostWordsOfHeading) {
      return false;
    }
    const char last = LastByte(i);
    if (EndsSentence(text_, line.span) || last == ',' || last == ';' || last == ':') {
      return EndsSentence(text_, line.span) && last == '?' && !line.item() &&
             IsIsolated(i);
    }
    if (line.item()) return IsNumberedHeading(i, *next);
    if (IsLower(CodePointAt(text_, line.span.begin).value)) return false;
    if (EndsInAddress(line.span)) return false;
    const bool next_goes_on = *next == i + 1 && (StartsLower(*next) || LooksWrapped(i));
    const bool goes_on_from_before = i > 0 && !lines_[i - 1].blank() && InSentence(i - 1);
    return !next_goes_on && !goes_on_from_before && !Contains(LastWord(i));
  }

  // "Yes, there is one: https://…" has no stop because a stop would join the address.
  bool EndsInAddress(const Span& line) const {
    const std::string_view words = text_.substr(line.begin, line.size());
    const std::size_t blank = words.find_last_of(" \t");
    const std::string_view last =
        blank == std::string_view::npos ? words : words.substr(blank + 1);
    return last.find("://") != std::string_view::npos ||
           last.find('@') != std::string_view::npos;
  }

  static bool Contains(const std::string& word) {
    return std::find(kNeverLast.begin(), kNeverLast.end(), word) != kNeverLast.end();
  }

  bool IsIsolated(std::size_t i) const {
    return (i == 0 || lines_[i - 1].blank()) &&
           (i + 1 == lines_.size() || lines_[i + 1].blank());
  }

  // The line is text that has not come to its end.
  bool InSentence(std::size_t i) const {
    return !blocks_.empty() && blocks_.back().kind == Block::Kind::kText &&
           blocks_.back().span.end == lines_[i].span.end &&
           !EndsSentence(text_, lines_[i].span) && LastByte(i) != ':' &&
           !lines_[i].item() && LooksWrapped(i);
  }

  // `2. Data we keep` over text is a heading, among items it is one of them.
  bool IsNumberedHeading(std::size_t i, std::size_t next) const {
    const char first = text_[lines_[i].marker.begin];
    if (!std::isdigit(static_cast<unsigned char>(first))) return false;
    if (lines_[next].item()) {
      const std::size_t dots = Dots(next);
      return std::isdigit(static_cast<unsigned char>(text_[lines_[next].marker.begin])) &&
             dots > Dots(i);
    }
    const bool next_goes_on = next == i + 1 && (StartsLower(next) || lines_[next].indent > lines_[i].indent);
    return !next_goes_on && IsUpper(CodePointAt(text_, lines_[i].body.begin).value);
  }

  std::size_t Dots(std::size_t i) const {
    const auto marker = text_.substr(lines_[i].marker.begin, lines_[i].marker.size());
    return static_cast<std::size_t>(std::count(marker.begin(), marker.end() - 1, '.'));
  }

  int LevelOf(std::size_t i) const {
    if (lines_[i].item()) return std::min(2 + static_cast<int>(Dots(i)), kDeepestHeading);
    return blocks_.empty() ? 1 : 2;
  }

  // Reads a paragraph or item from line `i` on; returns the line behind it.
  std::size_t ReadText(std::size_t i) {
    Span span = lines_[i].body;
    std::size_t next = i + 1;
    while (next < lines_.size() && GoesOn(i, next - 1, next)) {
      span.end = lines_[next].span.end;
      ++next;
    }
    if (!span.empty()) blocks_.push_back({Block::Kind::kText, 0, span});
    return next;
  }

  // Whether line `next` belongs to the text that began at `first` and has `last` as
  // its last line.
  bool GoesOn(std::size_t first, std::size_t last, std::size_t next) const {
    const Line& line = lines_[next];
    if (line.blank() || line.item() || IsRule(next)) return false;
    if (StartsLower(next)) return true;
    if (LastByte(last) == ':') return false;
    if (lines_[first].item() && line.indent > lines_[first].indent) return true;
    if (EndsSentence(text_, lines_[last].span)) return LooksWrapped(last) && !IsHeading(next);
    return LooksWrapped(last) || Contains(LastWord(last)) || LastByte(last) == ',';
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> PlainTextBlocks(std::string_view text) { return PlainTextReader(text).Run(); }

}  // namespace clausebook::evidence
