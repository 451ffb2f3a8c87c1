// What the columns of a sheet are like below a row: the facts that the guess rests on.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_LAYOUT_COLUMNS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_LAYOUT_COLUMNS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "service/questionnaires/files/grid.h"

namespace clausebook::questionnaires {

// Columns and filled rows that are looked at.
inline constexpr int kColumnsLookedAt = 60;
inline constexpr std::size_t kRowsLookedAt = 400;

struct ColumnFacts {
  std::string_view header;
  std::size_t filled = 0;     // rows with text
  std::size_t letters = 0;    // bytes in all of them
  std::size_t questions = 0;  // rows whose text asks
  std::size_t ids = 0;        // rows whose text is like `DSP-19.1`
  std::size_t choices = 0;    // rows whose cell is given a list
  std::size_t formulas = 0;
  std::size_t distinct = 0;
};

class SheetColumns {
 public:
  explicit SheetColumns(const Sheet& sheet);

  // Rows that hold something, from the top on.
  const std::vector<int>& rows() const { return rows_; }

  // By column, from 1 on; what stands in `header_row` is the header (0: none).
  std::vector<ColumnFacts> FactsBelow(int header_row) const;

  // Of the rows below that hold text in `first`, how many hold some in `second` too.
  std::size_t Together(int header_row, int first, int second) const;

 private:
  struct CellFacts {
    const Cell* cell;
    bool has_text;
    bool asks;
    bool is_id;
    bool has_list;
    std::size_t text_hash;
  };

  void AddEmptyChoices(int row, std::size_t from, std::size_t to,
                       const std::vector<class ColumnIntervals>& lists);

  const Sheet& sheet_;
  std::vector<int> rows_;
  std::vector<CellFacts> cells_;
  // Rows by column where an empty cell is given a list.
  std::vector<std::vector<int>> empty_choices_;
};

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_LAYOUT_COLUMNS_H_
