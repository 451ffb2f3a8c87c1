// Turns a table into clauses: each row by itself, every cell with its header.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_TABLE_ROWS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_TABLE_ROWS_H_

#include <string>
#include <vector>

namespace clausebook::evidence {

struct TableCell {
  std::string text;
  int columns = 1;      // how many it spans
  int rows = 1;         // how many it spans
  bool header = false;  // marked as header
  bool bold = false;    // all of it
};

struct TableRow {
  std::vector<TableCell> cells;
  bool header = false;  // marked as header row
};

// `Provider: Fastmail; Purpose: e-mail; Country: AU` for each row that is not a header.
// Headers are rows on top that are marked, or of nothing but header cells, or the first
// row if all of it is bold and what follows is not; cells in front of a row that are
// headers or bold name what follows. Cells without a header are set apart by ` | `.
// Rows without text give nothing. A table of headers alone gives their rows.
std::vector<std::string> TableClauses(const std::vector<TableRow>& rows);

// Parts of one cell (its paragraphs, its items) in one line.
std::string JoinCellParts(const std::vector<std::string>& parts);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_TABLE_ROWS_H_
