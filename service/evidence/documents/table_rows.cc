#include "service/evidence/documents/table_rows.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/evidence/segmenter.h"

namespace clausebook::evidence {
namespace {

// More columns than any table that people read: as far as a cell may span.
constexpr std::size_t kWidestSpan = 64;

// What a place of the grid shows; several places may share a cell.
using GridRow = std::vector<const TableCell*>;

// Lays out spans, row after row: a hostile table is small as cells and large as a grid.
class Grid {
 public:
  GridRow Next(const TableRow& row) {
    GridRow line;
    TakeOpen(&line);
    for (const TableCell& cell : row.cells) {
      for (int i = 0; i < cell.columns && (i == 0 || line.size() < kWidestSpan); ++i) {
        if (open_.size() <= line.size()) open_.resize(line.size() + 1);
        open_[line.size()] = {&cell, cell.rows - 1};
        line.push_back(&cell);
      }
      TakeOpen(&line);
    }
    return line;
  }

 private:
  void TakeOpen(GridRow* line) {
    while (line->size() < open_.size() && open_[line->size()].second > 0) {
      --open_[line->size()].second;
      line->push_back(open_[line->size()].first);
    }
  }

  std::vector<std::pair<const TableCell*, int>> open_;  // by column: cell, rows left
};

bool IsHeaderRow(const TableRow& row) {
  return row.header || (!row.cells.empty() &&
                        std::all_of(row.cells.begin(), row.cells.end(),
                                    [](const TableCell& cell) { return cell.header; }));
}

bool AllBold(const TableRow& row) {
  return row.cells.size() > 1 &&
         std::all_of(row.cells.begin(), row.cells.end(), [](const TableCell& cell) {
           return cell.bold && !cell.text.empty();
         });
}

std::size_t CountHeaderRows(const std::vector<TableRow>& rows) {
  std::size_t count = 0;
  while (count < rows.size() && IsHeaderRow(rows[count])) ++count;
  // Also `th` used for every cell: then it is no more than a look.
  if (count == rows.size()) return count > 1 ? 1 : 0;
  if (count == 0 && rows.size() > 1 && AllBold(rows[0]) && !AllBold(rows[1])) return 1;
  return count;
}

std::string_view WithoutColon(std::string_view text) {
  while (!text.empty() && (text.back() == ':' || text.back() == ' '))
    text.remove_suffix(1);
  return text;
}

// The headers of all columns, from the grid's first rows.
std::vector<std::string> ColumnHeaders(const std::vector<GridRow>& rows) {
  std::vector<std::string> headers;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    headers.resize(std::max(headers.size(), rows[r].size()));
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string_view text = WithoutColon(rows[r][c]->text);
      const bool again = r > 0 && c < rows[r - 1].size() && rows[r - 1][c] == rows[r][c];
      if (text.empty() || again) continue;
      absl::StrAppend(&headers[c], headers[c].empty() ? "" : " / ", std::string(text));
    }
  }
  return headers;
}

std::string RowClause(const GridRow& row, const std::vector<std::string>& headers) {
  std::string clause;
  const bool names_itself =
      headers.empty() && row.size() > 1 && (row[0]->header || row[0]->bold);
  const bool whole = !row.empty() && std::all_of(row.begin(), row.end(), [&](auto* cell) {
    return cell == row[0];
  });
  for (std::size_t c = 0; c < row.size(); ++c) {
    if ((c > 0 && row[c] == row[c - 1]) || row[c]->text.empty()) continue;
    if (!clause.empty()) {
      const bool behind_name = names_itself && c == row[0]->columns * 1u;
      clause += behind_name ? ": " : headers.empty() && !names_itself ? " | " : "; ";
    }
    const bool named = !whole && c < headers.size() && !headers[c].empty();
    if (named) absl::StrAppend(&clause, headers[c], ": ");
    const bool is_name = names_itself && c == 0;
    absl::StrAppend(&clause,
                    is_name ? std::string(WithoutColon(row[c]->text)) : row[c]->text);
  }
  return clause;
}

}  // namespace

std::vector<std::string> TableClauses(const std::vector<TableRow>& rows) {
  Grid grid;
  std::vector<GridRow> header_rows;
  const std::size_t headers_end = CountHeaderRows(rows);
  for (std::size_t r = 0; r < headers_end; ++r) header_rows.push_back(grid.Next(rows[r]));
  const std::vector<std::string> headers = ColumnHeaders(header_rows);
  std::vector<std::string> clauses;
  std::size_t size = 0;
  // More than a document may have is not worth making.
  for (std::size_t r = headers_end; r < rows.size() && size <= kMaxTextBytes; ++r) {
    std::string clause = RowClause(grid.Next(rows[r]), headers);
    size += clause.size();
    if (!clause.empty()) clauses.push_back(std::move(clause));
  }
  // Headers over nothing: what they say is all there is.
  for (std::size_t r = 0; r < header_rows.size() && clauses.empty(); ++r) {
    std::string clause = RowClause(header_rows[r], {});
    if (!clause.empty()) clauses.push_back(std::move(clause));
  }
  return clauses;
}

std::string JoinCellParts(const std::vector<std::string>& parts) {
  std::string cell;
  for (std::string part : parts) {
    std::replace(part.begin(), part.end(), '\n', ' ');
    if (!cell.empty()) {
      const bool ended =
          std::string_view(".,;:!?").find(cell.back()) != std::string_view::npos;
      cell += ended ? " " : ", ";
    }
    cell += part;
  }
  return cell;
}

}  // namespace clausebook::evidence
