#include "service/questionnaires/files/column_intervals.h"

#include <algorithm>
#include <set>
#include <utility>

namespace clausebook::questionnaires {

void ColumnIntervals::Add(const CellRange& range, std::size_t value) {
  if (range.first.column > column_ || range.last.column < column_) return;
  intervals_.push_back({range.first.row, range.last.row, value});
}

void ColumnIntervals::Finish() {
  struct Edge {
    int row;
    bool opens;
    std::size_t value;
  };
  std::vector<Edge> edges;
  for (const Interval& interval : intervals_) {
    edges.push_back({interval.first, true, interval.value});
    edges.push_back({interval.last + 1, false, interval.value});
  }
  std::sort(edges.begin(), edges.end(),
            [](const Edge& a, const Edge& b) { return a.row < b.row; });
  std::multiset<std::size_t> open;
  for (std::size_t i = 0; i < edges.size();) {
    const int row = edges[i].row;
    // Openings first: a value may end and begin again in one row.
    const std::size_t begin = i;
    for (; i < edges.size() && edges[i].row == row; ++i) {
      if (edges[i].opens) open.insert(edges[i].value);
    }
    for (std::size_t at = begin; at < i; ++at) {
      if (!edges[at].opens) open.erase(open.find(edges[at].value));
    }
    segments_.push_back({row, open.empty() ? -1 : static_cast<long>(*open.begin())});
  }
  intervals_.clear();
}

long ColumnIntervals::Find(int row) const {
  const auto after =
      std::upper_bound(segments_.begin(), segments_.end(), row,
                       [](int at, const Segment& segment) { return at < segment.first; });
  return after == segments_.begin() ? -1 : std::prev(after)->value;
}

}  // namespace clausebook::questionnaires
