#include "service/questionnaires/files/grid.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace clausebook::questionnaires {
namespace {

bool IsBefore(const Cell& cell, CellAddress place) { return cell.at < place; }

}  // namespace

const Cell* Sheet::Find(CellAddress cell) const {
  const auto found = std::lower_bound(cells.begin(), cells.end(), cell, IsBefore);
  return found != cells.end() && found->at == cell ? &*found : nullptr;
}

std::span<const Cell> Sheet::Row(int row) const { return Rows(row, row); }

std::span<const Cell> Sheet::Rows(int first, int last) const {
  const auto begin =
      std::lower_bound(cells.begin(), cells.end(), CellAddress{first, 0}, IsBefore);
  const auto end =
      std::lower_bound(begin, cells.end(), CellAddress{last + 1, 0}, IsBefore);
  return {begin, end};
}

bool Workbook::has_formulas() const {
  return std::any_of(sheets.begin(), sheets.end(),
                     [](const Sheet& sheet) { return sheet.formulas > 0; });
}

const Sheet* Workbook::FindSheet(std::string_view name) const {
  for (const Sheet& sheet : sheets) {
    if (absl::EqualsIgnoreCase(sheet.name, absl::string_view(name.data(), name.size()))) {
      return &sheet;
    }
  }
  return nullptr;
}

}  // namespace clausebook::questionnaires
