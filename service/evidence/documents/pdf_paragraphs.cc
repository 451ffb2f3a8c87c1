#include "service/evidence/documents/pdf_paragraphs.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "service/evidence/documents/pdf_hyphens.h"
#include "service/evidence/sentences.h"
#include "service/evidence/text_scan.h"

namespace clausebook::evidence {
namespace {

constexpr double kLarger = 1.12;  // than the body: a heading
constexpr double kTitle = 1.4;    // than the body: also with a full stop
constexpr std::size_t kLongestHeading = 200;
constexpr double kNewParagraph = 1.35;  // of the usual distance of two lines
constexpr double kIndent = 6;           // points
constexpr double kShortLine = 0.8;      // of the width of the text
constexpr int kDeepestHeading = 6;

// What is usual in this document.
struct Body {
  double size = 0;
  double pitch = 0;  // from a line's top to the next one's, as a part of the size
  std::vector<double> heading_sizes;  // falling
};

bool IsLarge(const PdfLine& line, double body_size) {
  return line.size >= body_size * kLarger;
}

template <typename Key>
Key MostFrequent(const std::map<Key, std::size_t>& counts, Key otherwise) {
  std::size_t most = 0;
  for (const auto& [key, count] : counts) {
    if (count > most) {
      most = count;
      otherwise = key;
    }
  }
  return otherwise;
}

Body Measure(const std::vector<PdfLine>& lines) {
  Body body;
  std::map<double, std::size_t> sizes;
  for (const PdfLine& line : lines) sizes[line.size] += line.text.size();
  body.size = MostFrequent(sizes, 10.0);
  std::map<double, std::size_t> pitches;
  std::set<double, std::greater<>> large;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (IsLarge(lines[i], body.size)) large.insert(lines[i].size);
    if (i == 0 || lines[i].size != lines[i - 1].size || lines[i].size <= 0) continue;
    const double pitch = (lines[i].top - lines[i - 1].top) / lines[i].size;
    // Lines on top of each other, and not sections of a page.
    if (pitch > 0.8 && pitch < 2.5) pitches[std::round(pitch * 20) / 20] += 1;
  }
  body.pitch = MostFrequent(pitches, 1.2);
  body.heading_sizes.assign(large.begin(), large.end());
  return body;
}

class Paragraphs {
 public:
  explicit Paragraphs(const std::vector<PdfLine>& lines)
      : lines_(lines), body_(Measure(lines)), hyphens_(lines) {
    for (const PdfLine& line : lines) {
      double& right = rights_[line.page];
      right = std::max(right, line.right);
    }
  }

  std::vector<Piece> Run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].row.empty()) {
        End();
        AddRows(lines_[i]);
      } else if (!open_.empty() && GoesOn(i)) {
        Append(i);
      } else {
        End();
        Begin(i);
      }
    }
    End();
    return std::move(pieces_);
  }

 private:
  void AddRows(const PdfLine& line) {
    ++group_;
    for (const std::string& row : line.row) {
      pieces_.push_back({.kind = Block::Kind::kWhole, .text = row, .group = group_});
    }
    indents_.clear();
  }

  void Begin(std::size_t i) {
    open_ = {i};
    text_ = lines_[i].text;
  }

  void Append(std::size_t i) {
    hyphens_.Append(lines_[i].text, &text_);
    open_.push_back(i);
  }

  // 0 if the paragraph that is open is no heading.
  int HeadingLevel() const {
    if (text_.size() > kLongestHeading) return 0;
    const PdfLine& first = lines_[open_.front()];
    const std::string text = first.marker.empty() ? text_ : first.marker + " " + text_;
    const bool bold = std::all_of(open_.begin(), open_.end(),
                                  [&](std::size_t i) { return lines_[i].bold; });
    if (IsLarge(first, body_.size) &&
        (bold || first.size >= body_.size * kTitle || text.back() == '?' ||
         !EndsSentence(text, {0, text.size()}))) {
      const auto at =
          std::find(body_.heading_sizes.begin(), body_.heading_sizes.end(), first.size);
      const auto level = static_cast<int>(at - body_.heading_sizes.begin()) + 1;
      return std::min(level, kDeepestHeading);
    }
    const bool bullet = first.marker == "-";
    return bold && !bullet ? LevelOfBoldLine(text) : 0;
  }

  // How deep the item is, by where those before it stand.
  int Indent(const PdfLine& line) {
    while (!indents_.empty() && line.left < indents_.back() - kIndent / 2) {
      indents_.pop_back();
    }
    if (indents_.empty() || line.left > indents_.back() + kIndent) {
      indents_.push_back(line.left);
    }
    return static_cast<int>(indents_.size());
  }

  void End() {
    if (open_.empty()) return;
    const PdfLine& first = lines_[open_.front()];
    const int level = HeadingLevel();
    Piece piece{.text = std::exchange(text_, {})};
    if (level > 0) {
      piece.kind = Block::Kind::kHeading;
      piece.level = level;
      // As it is printed: `2. Data we keep`.
      if (!first.marker.empty()) piece.text = first.marker + " " + piece.text;
    } else if (!first.marker.empty()) {
      if (indents_.empty()) ++group_;
      piece.indent = Indent(first);
      piece.marker = first.marker;
      piece.group = group_;
    }
    if (piece.indent == 0) indents_.clear();
    pieces_.push_back(std::move(piece));
    open_.clear();
  }

  // Whether line `i` belongs to the paragraph that is open.
  bool GoesOn(std::size_t i) const {
    const PdfLine& line = lines_[i];
    const PdfLine& last = lines_[open_.back()];
    const PdfLine& first = lines_[open_.front()];
    if (!line.marker.empty()) return false;
    if (std::abs(line.size - last.size) > 0.6) return false;
    const bool bold = std::all_of(open_.begin(), open_.end(),
                                  [&](std::size_t k) { return lines_[k].bold; });
    if (bold && !line.bold && HeadingLevel() > 0) return false;
    if (!last.bold && line.bold && LevelOfBoldLine(line.text) > 0 && EndsHere(last)) {
      return false;
    }
    if (line.page != last.page || line.top < last.top) return ContinuesAcross(last, line);
    const double pitch = (line.top - last.top) / std::max(line.size, 1.0);
    if (pitch > body_.pitch * kNewParagraph) return false;
    const bool item = !first.marker.empty();
    // Back to the left of an item's text.
    if (item && line.left < first.text_left - kIndent && EndsHere(last)) return false;
    // An indented first line.
    if (!item && open_.size() > 1 && line.left > last.left + kIndent) return false;
    return !(EndsHere(last) && IsShort(last) &&
             EndsSentence(last.text, {0, last.text.size()}));
  }

  // In the next column or page, in the middle of a sentence.
  bool ContinuesAcross(const PdfLine& last, const PdfLine& line) const {
    if (HeadingLevel() > 0) return false;
    return !EndsSentence(last.text, {0, last.text.size()}) && last.text.back() != ':' &&
           (IsLower(CodePointAt(line.text, 0).value) || !IsShort(last));
  }

  bool EndsHere(const PdfLine& line) const {
    return EndsSentence(line.text, {0, line.text.size()}) || IsShort(line);
  }

  bool IsShort(const PdfLine& line) const {
    const double right = rights_.at(line.page);
    const double width = right - line.left;
    return width > 0 && line.right - line.left < kShortLine * width;
  }

  const std::vector<PdfLine>& lines_;
  Body body_;
  Hyphens hyphens_;
  std::map<std::size_t, double> rights_;  // the text's right edge, by page
  std::vector<std::size_t> open_;         // lines of the paragraph
  std::string text_;
  std::vector<double> indents_;
  int group_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> PiecesOf(const std::vector<PdfLine>& lines) {
  return Paragraphs(lines).Run();
}

}  // namespace clausebook::evidence
