// Sheets as they are read, whatever the file's format is: only cells that hold
// something, so that a million empty rows cost nothing.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_GRID_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_GRID_H_

#include <cstddef>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/questionnaires/files/cell_address.h"

namespace clausebook::questionnaires {

// Keeps texts in place, also when it is moved: cells of one text share it.
class TextPool {
 public:
  std::string_view Add(std::string text) { return texts_.emplace_back(std::move(text)); }

 private:
  std::deque<std::string> texts_;
};

struct Cell {
  CellAddress at;
  std::string_view text;  // in the workbook's pool; UTF-8
  bool formula = false;   // then `text` is what it came to when it was saved
};

enum class Visibility { kVisible, kHidden, kVeryHidden };

// A choice that cells are given: the formula behind it as written.
struct ListRule {
  std::string formula;
  bool quoted_items = false;  // `formula` is the items, with quotes around commas
  std::vector<CellRange> ranges;
};

struct Sheet {
  std::string name;
  std::string part;  // in the package; empty for a file that is one sheet
  Visibility visibility = Visibility::kVisible;
  bool is_protected = false;
  std::vector<Cell> cells;  // in reading order, none twice
  std::vector<CellRange> merges;
  std::vector<CellRange> arrays;  // one formula fills all of these cells
  std::vector<ListRule> lists;
  std::size_t formulas = 0;

  // Null for an empty cell.
  const Cell* Find(CellAddress cell) const;
  std::span<const Cell> Row(int row) const;
  // What lies in the range's rows, all columns.
  std::span<const Cell> Rows(int first, int last) const;
};

// A name for a range; `sheet` is where it holds, -1 for everywhere.
struct DefinedName {
  std::string name;
  int sheet = -1;
  std::string formula;
};

// Movable; cells stay valid. Not copyable.
struct Workbook {
  Workbook() = default;
  Workbook(Workbook&&) = default;
  Workbook& operator=(Workbook&&) = default;

  TextPool texts;
  std::vector<Sheet> sheets;
  std::vector<DefinedName> names;
  // What stands in the way of writing, a whole sentence with the remedy; empty: nothing.
  std::string read_only;
  // What a user should know and cannot see. Whole sentences.
  std::vector<std::string> notes;

  bool has_formulas() const;
  const Sheet* FindSheet(std::string_view name) const;  // case does not count
};

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_GRID_H_
