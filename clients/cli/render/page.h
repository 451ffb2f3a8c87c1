// Builds terminal output line by line: paragraphs, labelled paragraphs, tables, columns.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_PAGE_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_PAGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/render/style.h"

namespace clausebook::cli {

// A cell of a table.
struct Cell {
  Cell(std::string_view cell_text, Tone cell_tone = Tone::kPlain)  // NOLINT: for lists
      : text(cell_text), tone(cell_tone) {}
  std::string text;
  Tone tone;
};

struct Table {
  std::vector<std::string> head;
  std::vector<std::vector<Cell>> rows;  // each as long as `head`
};

// Output being written. Takes texts as they come and makes them printable. Not
// thread-safe.
class Page {
 public:
  explicit Page(const Style& style) : style_(style) {}

  // Wrapped, every line `indent` columns in.
  void Text(int indent, std::string_view text, Tone tone = Tone::kPlain);
  // `label`, then the text wrapped beside it, `gap` columns after the label's start. A
  // label that is longer has a line of its own.
  void Labelled(int indent, std::string_view label, Tone label_tone, int gap,
                std::string_view text, Tone tone = Tone::kPlain);
  void Blank() { text_ += '\n'; }
  // Columns as wide as their content; where that is too wide for the page, the widest
  // are wrapped. `fixed`, if not empty, are widths to use instead (several tables with
  // the same columns).
  void Add(int indent, const Table& table, const std::vector<int>& fixed = {});
  // Two pages beside each other, each written for about half of the width.
  void Beside(int indent, const Page& left, const Page& right);
  // As it is, without change.
  void Raw(std::string_view text) { text_ += text; }

  const Style& style() const { return style_; }
  const std::string& text() const { return text_; }

 private:
  void Row(int indent, const std::vector<Cell>& cells, const std::vector<int>& widths);

  Style style_;
  std::string text_;
};

// What Page::Add uses for `table` within `width` columns.
std::vector<int> ColumnWidths(const Table& table, int width);

// Columns between two columns of a table.
inline constexpr int kColumnGap = 2;

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_PAGE_H_
