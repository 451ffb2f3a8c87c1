// Where a cell is, as spreadsheets write it: `B12`, `$A$1:$C$9`, `A:A`.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_CELL_ADDRESS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_CELL_ADDRESS_H_

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::questionnaires {

// What a sheet has room for.
inline constexpr int kMostRows = 1048576;
inline constexpr int kMostColumns = 16384;

// Both from 1 on; ordered as a sheet is read.
struct CellAddress {
  int row = 0;
  int column = 0;
  auto operator<=>(const CellAddress&) const = default;
};

// Both corners are in it. Never enumerated: a whole column is one range.
struct CellRange {
  CellAddress first;
  CellAddress last;

  bool Contains(CellAddress cell) const {
    return cell.row >= first.row && cell.row <= last.row && cell.column >= first.column &&
           cell.column <= last.column;
  }
  bool operator==(const CellRange&) const = default;
};

// `A`, `AB`; empty for what is no column.
std::string ColumnName(int column);
// 0 for what is no column. Lower case counts.
int ParseColumn(std::string_view name);

std::string ToString(CellAddress cell);

// `$` signs are passed over. nullopt for what is no cell of a sheet.
std::optional<CellAddress> ParseCell(std::string_view text);
// Also a cell alone, whole columns and whole rows; corners in any order.
std::optional<CellRange> ParseRange(std::string_view text);
// Ranges set apart by spaces; what is none is left out.
std::vector<CellRange> ParseRanges(std::string_view text);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_CELL_ADDRESS_H_
