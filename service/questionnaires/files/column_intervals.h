// Which of many ranges a cell of one column is in, without visiting their cells.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_COLUMN_INTERVALS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_COLUMN_INTERVALS_H_

#include <cstddef>
#include <vector>

#include "service/questionnaires/files/cell_address.h"

namespace clausebook::questionnaires {

// Built once for a column: O(n log n) in the ranges, O(log n) a question.
class ColumnIntervals {
 public:
  explicit ColumnIntervals(int column) : column_(column) {}

  // What does not reach the column is passed over. Call Finish() after the last.
  void Add(const CellRange& range, std::size_t value);
  void Finish();

  // The lowest value of the ranges that the row is in; -1 if it is in none.
  long Find(int row) const;

 private:
  struct Interval {
    int first;
    int last;
    std::size_t value;
  };
  struct Segment {
    int first;
    long value;
  };

  int column_;
  std::vector<Interval> intervals_;
  std::vector<Segment> segments_;  // from `first` on to the next
};

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_COLUMN_INTERVALS_H_
