#include "service/evidence/documents/pdf_lines.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "service/evidence/text_scan.h"

namespace clausebook::evidence {
namespace {

// Of a font's size: less apart is one word, however it was set.
constexpr double kNoSpace = 0.12;
// Of a page's height: where headers and footers are.
constexpr double kMargin = 0.12;
constexpr double kSamePlace = 4;  // points
// Of a font's size, from a list's marker to its text.
constexpr double kFarthestMarker = 6;

bool IsBullet(std::string_view word) {
  const CodePoint p = CodePointAt(word, 0);
  if (p.size != word.size()) return false;
  const char32_t c = p.value;
  return c == '-' || c == '*' || c == 'o' || c == 0xb7 || c == 0x2013 || c == 0x2014 ||
         c == 0x2022 || c == 0x2023 || c == 0x2043 || (c >= 0x25a0 && c <= 0x25ff) ||
         (c >= 0x2713 && c <= 0x2756) || (c >= 0x27a2 && c <= 0x27bf) ||
         (c >= 0xe000 && c <= 0xf8ff);  // symbol fonts
}

// `3.`, `a)`, `(iv)`. `A.` may be an initial.
bool IsNumber(std::string_view word) {
  const bool open = word.front() == '(';
  if (open) word.remove_prefix(1);
  if (word.size() < 2 || word.size() > 5) return false;
  const char last = word.back();
  if (last != ')' && (open || last != '.')) return false;
  word.remove_suffix(1);
  const auto all = [&](auto is) { return std::all_of(word.begin(), word.end(), is); };
  if (all([](char c) { return c >= '0' && c <= '9'; })) return word.size() <= 3;
  if (all([](char c) { return c == 'i' || c == 'v' || c == 'x'; })) return true;
  return word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
}

bool SameLine(const PdfWord& before, const PdfWord& word) {
  const double overlap =
      std::min(before.bottom, word.bottom) - std::max(before.top, word.top);
  return overlap > 0.5 * std::min(before.height(), word.height()) &&
         word.left > before.left && word.left >= before.right - before.size;
}

std::string WithoutDigits(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!std::isdigit(static_cast<unsigned char>(c))) {
      out += c;
    } else if (out.empty() || out.back() != '#') {
      out += '#';
    }
  }
  return out;
}

// Near an edge, nothing but these is a page's number.
bool IsPageNumber(std::string_view text) {
  const std::string form = WithoutDigits(text);
  static const std::set<std::string> kForms = {
      "#",        "- # -",   "– # –",         "# / #",  "#/#",
      "# of #",   "Page #",  "Page # of #",   "page #", "page # of #",
      "Page #/#", "Seite #", "Seite # von #", "|#|",    "# |",
      "| #"};
  return text.size() <= 20 && kForms.contains(form);
}

bool HasLeader(std::string_view text) {
  return text.find(".....") != std::string_view::npos ||
         text.find(". . . . .") != std::string_view::npos;
}

// A line of these words, which are in order.
PdfLine MakeLine(std::vector<PdfWord> words, std::size_t page) {
  PdfLine line;
  line.page = page;
  line.left = line.text_left = words.front().left;
  line.top = words.front().top;
  line.bold = true;
  const bool item =
      words.size() > 1 && (IsBullet(words[0].text) || IsNumber(words[0].text));
  if (item) {
    line.marker = IsNumber(words[0].text) ? words[0].text : "-";
    line.text_left = words[1].left;
  }
  std::map<double, std::size_t> sizes;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const PdfWord& word = words[i];
    line.top = std::min(line.top, word.top);
    line.bottom = std::max(line.bottom, word.bottom);
    line.right = std::max(line.right, word.right);
    if (item && i == 0) continue;
    line.bold = line.bold && word.bold;
    sizes[std::round(word.size * 2) / 2] += word.text.size();
    if (!line.text.empty()) {
      const PdfWord& before = words[i - 1];
      const bool space =
          before.space_after || word.left - before.right > kNoSpace * word.size;
      if (space) line.text += ' ';
    }
    line.text += word.text;
  }
  for (const auto& [size, count] : sizes) {
    if (line.size == 0 || count > sizes[line.size]) line.size = size;
  }
  line.words = std::move(words);
  return line;
}

bool NearEdge(const PdfLine& line, double height) {
  return line.bottom < height * kMargin || line.top > height * (1 - kMargin);
}

}  // namespace

std::vector<PdfLine> LinesOf(const PdfPage& page, std::size_t number) {
  std::vector<PdfLine> lines;
  std::vector<PdfWord> open;
  for (const PdfWord& word : page.words) {
    if (!open.empty() && !SameLine(open.back(), word)) {
      lines.push_back(MakeLine(std::exchange(open, {}), number));
    }
    open.push_back(word);
  }
  if (!open.empty()) lines.push_back(MakeLine(std::move(open), number));
  return lines;
}

void AttachMarkers(std::vector<PdfLine>* lines) {
  std::vector<bool> gone(lines->size());
  for (std::size_t i = 0; i < lines->size(); ++i) {
    const PdfLine& marker = (*lines)[i];
    if (marker.words.size() != 1 || (!IsBullet(marker.text) && !IsNumber(marker.text))) {
      continue;
    }
    std::size_t nearest = lines->size();
    double distance = kFarthestMarker * marker.size;
    for (std::size_t k = 0; k < lines->size(); ++k) {
      const PdfLine& line = (*lines)[k];
      const double apart = line.left - marker.right;
      const double middle = (marker.top + marker.bottom) / 2;
      const bool beside = middle > line.top && middle < line.bottom;
      if (k == i || gone[k] || !line.marker.empty() || !beside) continue;
      if (apart < 0 || apart >= distance) continue;
      nearest = k;
      distance = apart;
    }
    if (nearest == lines->size()) continue;
    std::vector<PdfWord> words = {marker.words[0]};
    const std::vector<PdfWord>& text = (*lines)[nearest].words;
    words.insert(words.end(), text.begin(), text.end());
    (*lines)[nearest] = MakeLine(std::move(words), marker.page);
    gone[i] = true;
  }
  std::vector<PdfLine> left;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (!gone[i]) left.push_back(std::move((*lines)[i]));
  }
  *lines = std::move(left);
}

void DropRunningLines(const std::vector<PdfPage>& pages,
                      std::vector<std::vector<PdfLine>>* lines) {
  // How many pages have this text at this height.
  std::map<std::pair<std::string, int>, std::set<std::size_t>> seen;
  const auto place = [](const PdfLine& line) {
    return static_cast<int>(std::lround(std::clamp(line.top, -1e6, 1e6) / kSamePlace));
  };
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const PdfLine& line : (*lines)[p]) {
      if (!NearEdge(line, pages[p].height)) continue;
      // Rounding puts what is almost the same into neighbours.
      for (int near = -1; near <= 1; ++near) {
        seen[{WithoutDigits(line.text), place(line) + near}].insert(p);
      }
    }
  }
  const std::size_t often = std::max<std::size_t>(2, (pages.size() + 1) / 2);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::erase_if((*lines)[p], [&](const PdfLine& line) {
      if (HasLeader(line.text)) return true;
      if (!NearEdge(line, pages[p].height)) return false;
      if (line.marker.empty() && IsPageNumber(line.text)) return true;
      return seen[{WithoutDigits(line.text), place(line)}].size() >= often;
    });
  }
}

}  // namespace clausebook::evidence
