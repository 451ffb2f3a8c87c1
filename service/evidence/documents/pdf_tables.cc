#include "service/evidence/documents/pdf_tables.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

#include "service/evidence/documents/table_rows.h"

namespace clausebook::evidence {
namespace {

// Of the font's size.
constexpr double kColumnGap = 0.6;  // more than between words
constexpr double kRowGap = 1.3;     // from top to top: more than between lines
constexpr double kTableEnds = 3.5;  // from top to top
// Of the least distance of two lines, where lines are set wide.
constexpr double kWideRowGap = 1.15;

// Words without a gap between them.
struct Segment {
  double left = 0;
  double right = 0;
  std::string text;
};

// What stands at one height, from left to right.
struct Row {
  double top = 0;
  double bottom = 0;
  double size = 0;
  bool bold = true;
  std::vector<PdfWord> words;
  std::vector<Segment> segments;
  std::vector<std::size_t> lines;  // that these words are of
};

struct Column {
  double left = 0;
  double right = 0;
};

void FindSegments(Row* row) {
  std::stable_sort(row->words.begin(), row->words.end(),
                   [](const PdfWord& a, const PdfWord& b) { return a.left < b.left; });
  for (const PdfWord& word : row->words) {
    row->bold = row->bold && word.bold;
    row->size = std::max(row->size, word.size);
    std::vector<Segment>& segments = row->segments;
    if (segments.empty() || word.left - segments.back().right > kColumnGap * word.size) {
      segments.push_back({word.left, word.right, word.text});
    } else {
      segments.back().right = std::max(segments.back().right, word.right);
      segments.back().text += " " + word.text;
    }
  }
}

std::vector<Row> VisualRows(const std::vector<PdfLine>& lines) {
  std::vector<std::size_t> order(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return lines[a].top < lines[b].top;
  });
  std::vector<Row> rows;
  for (const std::size_t i : order) {
    const PdfLine& line = lines[i];
    if (rows.empty() || (line.top + line.bottom) / 2 > rows.back().bottom) {
      rows.push_back({.top = line.top, .bottom = line.bottom});
    }
    Row& row = rows.back();
    row.lines.push_back(i);
    row.words.insert(row.words.end(), line.words.begin(), line.words.end());
  }
  for (Row& row : rows) FindSegments(&row);
  return rows;
}

// The columns, made wide enough for a row that fills them all; nullopt if they would
// touch.
std::optional<std::vector<Column>> Widened(std::vector<Column> columns, const Row& row) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    columns[c].left = std::min(columns[c].left, row.segments[c].left);
    columns[c].right = std::max(columns[c].right, row.segments[c].right);
    if (c > 0 && columns[c - 1].right >= columns[c].left) return std::nullopt;
  }
  return columns;
}

// The one column that the segment stands in.
std::optional<std::size_t> ColumnOf(const Segment& segment,
                                    const std::vector<Column>& columns) {
  std::optional<std::size_t> found;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (segment.left >= columns[c].right || segment.right <= columns[c].left) continue;
    if (found) return std::nullopt;
    found = c;
  }
  return found;
}

bool HasLetter(const Segment& segment) {
  return std::any_of(segment.text.begin(), segment.text.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
  });
}

struct Table {
  std::size_t end = 0;  // the row behind the last
  std::vector<Column> columns;
};

bool GoesOn(const std::vector<Row>& rows, std::size_t first, std::size_t i) {
  return rows[i].segments.size() <= rows[first].segments.size() &&
         rows[i].top - rows[i - 1].top < kTableEnds * rows[first].size;
}

// Cuts the table before the first row that is none of it.
void Trim(const std::vector<Row>& rows, std::size_t first, Table* table) {
  for (std::size_t i = first + 1; i < table->end; ++i) {
    const Row& row = rows[i];
    const bool fits = std::all_of(row.segments.begin(), row.segments.end(),
                                  [&](const Segment& segment) {
                                    return ColumnOf(segment, table->columns).has_value();
                                  });
    // Text or a heading below the table.
    const bool apart = row.segments.size() == 1 &&
                       ColumnOf(row.segments[0], table->columns) == 0u &&
                       row.top - rows[i - 1].top > kRowGap * row.size;
    if (!fits || apart) table->end = i;
  }
}

// The table whose header is row `first`; nullopt if there is none.
std::optional<Table> FindTable(const std::vector<Row>& rows, std::size_t first) {
  const Row& header = rows[first];
  if (!header.bold || header.segments.size() < 2) return std::nullopt;
  // A page's number behind a title is no header.
  if (!std::all_of(header.segments.begin(), header.segments.end(), HasLetter)) {
    return std::nullopt;
  }
  Table table{.end = first + 1};
  for (const Segment& segment : header.segments) {
    table.columns.push_back({segment.left, segment.right});
  }
  bool full = false;
  for (; table.end < rows.size() && GoesOn(rows, first, table.end); ++table.end) {
    if (rows[table.end].segments.size() < table.columns.size()) continue;
    const auto widened = Widened(table.columns, rows[table.end]);
    if (!widened) break;
    table.columns = *widened;
    full = full || !rows[table.end].bold;
  }
  Trim(rows, first, &table);
  if (!full || table.end < first + 2) return std::nullopt;
  return table;
}

// How far apart the tops of two rows are at least; nullopt if not farther than lines.
std::optional<double> RowDistance(const std::vector<Row>& rows, std::size_t first,
                                  std::size_t end) {
  double least = 1e9;
  double most = 0;
  for (std::size_t i = first + 1; i < end; ++i) {
    least = std::min(least, rows[i].top - rows[i - 1].top);
    most = std::max(most, rows[i].top - rows[i - 1].top);
  }
  const double distance = std::max(kRowGap * rows[first].size, kWideRowGap * least);
  return most > distance ? std::make_optional(distance) : std::nullopt;
}

std::vector<TableRow> ReadRows(const std::vector<Row>& rows, std::size_t first,
                               const Table& table) {
  const auto distance = RowDistance(rows, first, table.end);
  std::vector<TableRow> read;
  for (std::size_t i = first; i < table.end; ++i) {
    const bool header = i > first && read.size() == 1 && rows[i].bold;
    const bool begins =
        distance ? i > first && rows[i].top - rows[i - 1].top > *distance
                 : !header && ColumnOf(rows[i].segments[0], table.columns) == 0u;
    if (i == first || begins) {
      read.emplace_back().cells.resize(table.columns.size());
      read.back().header = i == first;
    }
    for (const Segment& segment : rows[i].segments) {
      const auto column = ColumnOf(segment, table.columns);
      std::string& text = read.back().cells[column.value_or(0)].text;
      if (!text.empty()) text += ' ';
      text += segment.text;
    }
  }
  return read;
}

}  // namespace

void JoinTables(std::vector<PdfLine>* lines) {
  const std::vector<Row> rows = VisualRows(*lines);
  std::vector<bool> gone(lines->size());
  for (std::size_t i = 0; i < rows.size();) {
    const std::optional<Table> table = FindTable(rows, i);
    if (!table) {
      ++i;
      continue;
    }
    std::size_t first_line = lines->size();
    for (std::size_t r = i; r < table->end; ++r) {
      for (const std::size_t line : rows[r].lines) {
        gone[line] = true;
        first_line = std::min(first_line, line);
      }
    }
    gone[first_line] = false;
    (*lines)[first_line].row = TableClauses(ReadRows(rows, i, *table));
    i = table->end;
  }
  std::vector<PdfLine> left;
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (!gone[i]) left.push_back(std::move((*lines)[i]));
  }
  *lines = std::move(left);
}

}  // namespace clausebook::evidence
