#include "service/questionnaires/files/cell_address.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace clausebook::questionnaires {
namespace {

// The parts of `$AB$12`; 0 for a part that is not there. False for anything else, or
// what is outside of a sheet.
bool ReadColumnAndRow(std::string_view text, CellAddress* cell) {
  *cell = {};
  std::size_t at = 0;
  if (at < text.size() && text[at] == '$') ++at;
  const std::size_t letters = at;
  while (at < text.size() && absl::ascii_isalpha(static_cast<unsigned char>(text[at])))
    ++at;
  if (at > letters) {
    cell->column = ParseColumn(text.substr(letters, at - letters));
    if (cell->column == 0) return false;
    if (at < text.size() && text[at] == '$') ++at;
  }
  const std::size_t digits = at;
  for (; at < text.size(); ++at) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[at]))) return false;
    cell->row = cell->row * 10 + (text[at] - '0');
    if (cell->row > kMostRows) return false;
  }
  return at == digits ? cell->column != 0 : cell->row > 0;
}

}  // namespace

std::string ColumnName(int column) {
  std::string name;
  for (; column > 0; column = (column - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return name;
}

int ParseColumn(std::string_view name) {
  if (name.empty() || name.size() > 3) return 0;
  int column = 0;
  for (const char letter : name) {
    if (!absl::ascii_isalpha(static_cast<unsigned char>(letter))) return 0;
    column =
        column * 26 + absl::ascii_toupper(static_cast<unsigned char>(letter)) - 'A' + 1;
  }
  return column <= kMostColumns ? column : 0;
}

std::string ToString(CellAddress cell) {
  return absl::StrCat(ColumnName(cell.column), cell.row);
}

std::optional<CellAddress> ParseCell(std::string_view text) {
  CellAddress cell;
  if (!ReadColumnAndRow(text, &cell) || cell.row == 0 || cell.column == 0)
    return std::nullopt;
  return cell;
}

std::optional<CellRange> ParseRange(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) {
    const auto cell = ParseCell(text);
    if (!cell) return std::nullopt;
    return CellRange{*cell, *cell};
  }
  CellAddress a, b;
  if (!ReadColumnAndRow(text.substr(0, colon), &a) ||
      !ReadColumnAndRow(text.substr(colon + 1), &b)) {
    return std::nullopt;
  }
  // `A:C` and `3:7` reach from edge to edge; `A:7` is nothing.
  if ((a.row == 0) != (b.row == 0) || (a.column == 0) != (b.column == 0)) {
    return std::nullopt;
  }
  if (a.row == 0) a.row = 1, b.row = kMostRows;
  if (a.column == 0) a.column = 1, b.column = kMostColumns;
  return CellRange{{std::min(a.row, b.row), std::min(a.column, b.column)},
                   {std::max(a.row, b.row), std::max(a.column, b.column)}};
}

std::vector<CellRange> ParseRanges(std::string_view text) {
  std::vector<CellRange> ranges;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    if (const auto range = ParseRange(text.substr(at, end - at))) {
      ranges.push_back(*range);
    }
    at = end + 1;
  }
  return ranges;
}

}  // namespace clausebook::questionnaires
