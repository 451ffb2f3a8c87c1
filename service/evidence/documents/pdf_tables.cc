#include "service/evidence/documents/pdf_tables.h"

#include <algorithm>
#include <utility>

#include "service/evidence/documents/table_rows.h"

namespace clausebook::evidence {
namespace {

constexpr double kColumnGap = 1.0;  // of the font's size: more than between words
constexpr double kTolerance = 4;    // points, for a column's left edge
constexpr double kTableEnds = 3.2;  // of the font's size, between two tops
constexpr double kRowGap = 1.2;     // of the least distance of two lines

// What stands at one height, from left to right.
struct Row {
  double top = 0;
  double bottom = 0;
  std::vector<PdfWord> words;
  std::vector<std::size_t> lines;  // that these words are of
};

std::vector<Row> VisualRows(const std::vector<PdfLine>& lines) {
  std::vector<std::size_t> order(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return lines[a].top < lines[b].top;
  });
  std::vector<Row> rows;
  for (const std::size_t i : order) {
    const PdfLine& line = lines[i];
    const double middle = (line.top + line.bottom) / 2;
    if (rows.empty() || middle > rows.back().bottom) {
      rows.push_back({line.top, line.bottom, {}, {}});
    }
    Row& row = rows.back();
    row.lines.push_back(i);
    row.words.insert(row.words.end(), line.words.begin(), line.words.end());
  }
  for (Row& row : rows) {
    std::stable_sort(row.words.begin(), row.words.end(),
                     [](const PdfWord& a, const PdfWord& b) { return a.left < b.left; });
  }
  return rows;
}

// Left edges of the columns that a header names; empty if it is none.
std::vector<double> ColumnsOf(const Row& row) {
  std::vector<double> columns;
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    const PdfWord& word = row.words[i];
    if (!word.bold) return {};
    if (i == 0 || word.left - row.words[i - 1].right > kColumnGap * word.size) {
      columns.push_back(word.left);
    }
  }
  return columns.size() > 1 ? columns : std::vector<double>();
}

std::size_t ColumnAt(const std::vector<double>& columns, double left) {
  std::size_t c = 0;
  while (c + 1 < columns.size() && left >= columns[c + 1] - kTolerance) ++c;
  return c;
}

// Words that cross a column's edge, or begin off all edges, are text.
bool Fits(const Row& row, const std::vector<double>& columns) {
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    const PdfWord& word = row.words[i];
    const std::size_t c = ColumnAt(columns, word.left);
    if (word.left < columns[0] - kTolerance) return false;
    if (c + 1 < columns.size() && word.right > columns[c + 1] + kTolerance) return false;
    const bool first = i == 0 || ColumnAt(columns, row.words[i - 1].left) != c;
    if (first && word.left > columns[c] + 3 * kTolerance) return false;
  }
  return true;
}

bool IsAllBold(const Row& row) {
  return std::all_of(row.words.begin(), row.words.end(),
                     [](const PdfWord& word) { return word.bold; });
}

std::size_t CountFilled(const Row& row, const std::vector<double>& columns) {
  std::vector<bool> filled(columns.size());
  for (const PdfWord& word : row.words) filled[ColumnAt(columns, word.left)] = true;
  return static_cast<std::size_t>(std::count(filled.begin(), filled.end(), true));
}

// The row behind the last of the table that begins at `first`.
std::size_t EndOfTable(const std::vector<Row>& rows, std::size_t first,
                       const std::vector<double>& columns) {
  const double size = rows[first].words[0].size;
  std::size_t end = first + 1;
  while (end < rows.size() && Fits(rows[end], columns) &&
         rows[end].top - rows[end - 1].top < kTableEnds * size) {
    // A heading below the table.
    if (CountFilled(rows[end], columns) == 1 && IsAllBold(rows[end])) break;
    ++end;
  }
  // A header's second line is its own, text below one that stands alone is none.
  for (std::size_t i = first + 1; i < end; ++i) {
    if (CountFilled(rows[i], columns) > 1) return end;
  }
  return first;
}

bool HasFirstColumn(const Row& row, const std::vector<double>& columns) {
  return ColumnAt(columns, row.words[0].left) == 0;
}

std::vector<TableRow> ReadRows(const std::vector<Row>& rows, std::size_t first,
                               std::size_t end, const std::vector<double>& columns) {
  double least = 1e9;
  double most = 0;
  for (std::size_t i = first + 1; i < end; ++i) {
    least = std::min(least, rows[i].top - rows[i - 1].top);
    most = std::max(most, rows[i].top - rows[i - 1].top);
  }
  const bool by_gaps = most > kRowGap * least;
  std::vector<TableRow> read;
  for (std::size_t i = first; i < end; ++i) {
    const bool gap = i > first && rows[i].top - rows[i - 1].top > kRowGap * least;
    const bool header = i > first && IsAllBold(rows[i]) && IsAllBold(rows[i - 1]);
    const bool begins = by_gaps ? gap : HasFirstColumn(rows[i], columns) && !header;
    if (i == first || begins) {
      read.emplace_back().cells.resize(columns.size());
      read.back().header = i == first;
    }
    for (const PdfWord& word : rows[i].words) {
      std::string& text = read.back().cells[ColumnAt(columns, word.left)].text;
      if (!text.empty()) text += ' ';
      text += word.text;
    }
  }
  return read;
}

}  // namespace

void JoinTables(std::vector<PdfLine>* lines) {
  const std::vector<Row> rows = VisualRows(*lines);
  std::vector<bool> gone(lines->size());
  for (std::size_t i = 0; i < rows.size();) {
    const std::vector<double> columns = ColumnsOf(rows[i]);
    const std::size_t end = columns.empty() ? i : EndOfTable(rows, i, columns);
    if (end <= i + 1) {
      ++i;
      continue;
    }
    std::size_t first_line = lines->size();
    for (std::size_t r = i; r < end; ++r) {
      for (const std::size_t line : rows[r].lines) {
        gone[line] = true;
        first_line = std::min(first_line, line);
      }
    }
    gone[first_line] = false;
    PdfLine& table = (*lines)[first_line];
    table.row = TableClauses(ReadRows(rows, i, end, columns));
    i = end;
  }
  std::vector<PdfLine> left;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (!gone[i]) left.push_back(std::move((*lines)[i]));
  }
  *lines = std::move(left);
}

}  // namespace clausebook::evidence
