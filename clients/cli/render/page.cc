#include "clients/cli/render/page.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_split.h"
#include "clients/cli/render/text.h"

namespace clausebook::cli {
namespace {

// A column is not squeezed below this for the sake of others.
constexpr int kLeastColumn = 12;

std::string Spaces(int count) {
  return std::string(static_cast<std::size_t>(std::max(0, count)), ' ');
}

// Columns that a line takes, colour codes aside.
int PaintedWidth(std::string_view line) {
  std::string plain;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\x1b') {
      i = line.find('m', i);
    } else {
      plain += line[i];
    }
  }
  return Width(plain);
}

void TrimRight(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

void Page::Text(int indent, std::string_view text, Tone tone) {
  for (const std::string& line : Wrap(Printable(text), style_.width - indent)) {
    text_ += Spaces(indent) + Paint(style_, tone, line) + "\n";
  }
}

void Page::Labelled(int indent, std::string_view label, Tone label_tone, int gap,
                    std::string_view text, Tone tone) {
  const std::string name = Printable(label);
  const auto lines = Wrap(Printable(text), style_.width - indent - gap);
  // A label that is too long for its place has the first line for itself.
  const bool beside = Width(name) < gap;
  std::string first = Spaces(indent) + Paint(style_, label_tone, name);
  if (beside) {
    first += Spaces(gap - Width(name)) + Paint(style_, tone, lines.front());
  }
  TrimRight(first);
  text_ += first + "\n";
  for (std::size_t i = beside ? 1 : 0; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    text_ += Spaces(indent + gap) + Paint(style_, tone, lines[i]) + "\n";
  }
}

std::vector<int> ColumnWidths(const Table& table, int width) {
  std::vector<int> widths;
  for (const std::string& title : table.head) widths.push_back(Width(title));
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], Width(Printable(row[i].text)));
    }
  }
  const int gaps = kColumnGap * (static_cast<int>(widths.size()) - 1);
  int excess = std::accumulate(widths.begin(), widths.end(), gaps) - width;
  while (excess > 0) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (widest == widths.end() || *widest <= kLeastColumn) break;
    --*widest;
    --excess;
  }
  return widths;
}

void Page::Row(int indent, const std::vector<Cell>& cells,
               const std::vector<int>& widths) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t height = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    wrapped.push_back(Wrap(Printable(cells[i].text), widths[i]));
    height = std::max(height, wrapped.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    std::string out = Spaces(indent);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string part = line < wrapped[i].size() ? wrapped[i][line] : "";
      out += Paint(style_, cells[i].tone, part);
      out += Spaces(widths[i] - Width(part) + kColumnGap);
    }
    TrimRight(out);
    text_ += out + "\n";
  }
}

void Page::Add(int indent, const Table& table, const std::vector<int>& fixed) {
  const auto widths = fixed.empty() ? ColumnWidths(table, style_.width - indent) : fixed;
  std::vector<Cell> head;
  for (const std::string& title : table.head) head.emplace_back(title, Tone::kFaint);
  const bool titled = std::any_of(table.head.begin(), table.head.end(),
                                  [](const auto& title) { return !title.empty(); });
  if (titled) Row(indent, head, widths);
  for (const auto& row : table.rows) Row(indent, row, widths);
}

void Page::Beside(int indent, const Page& left, const Page& right) {
  const auto left_lines = LinesOf(left.text());
  const auto right_lines = LinesOf(right.text());
  const int column = left.style().width;
  for (std::size_t i = 0; i < std::max(left_lines.size(), right_lines.size()); ++i) {
    const std::string l = i < left_lines.size() ? left_lines[i] : "";
    const std::string r = i < right_lines.size() ? right_lines[i] : "";
    std::string line = Spaces(indent) + l + Spaces(column - PaintedWidth(l)) + " | " + r;
    TrimRight(line);
    text_ += line + "\n";
  }
}

}  // namespace clausebook::cli
