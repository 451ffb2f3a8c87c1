#include "service/questionnaires/files/layout_columns.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/column_intervals.h"

namespace clausebook::questionnaires {
namespace {

constexpr std::string_view kAsking[] = {
    "do ",    "does ",    "did ",  "is ",      "are ",    "has ",    "have ", "can ",
    "will ",  "what ",    "which", "how ",     "where ",  "when ",   "who ",  "why ",
    "please", "describe", "list ", "provide ", "explain", "werden ", "wird ", "ist ",
    "sind ",  "haben ",   "wo ",   "wie ",     "welche",  "est-ce",  "avez-", "existe"};

bool Asks(std::string_view text) {
  constexpr std::size_t kShortest = 12;
  if (text.size() < kShortest) return false;
  if (text.find('?') != std::string_view::npos) return true;
  const std::string start =
      Folded(text.substr(0, std::min<std::size_t>(text.size(), 24)));
  return std::any_of(std::begin(kAsking), std::end(kAsking),
                     [&](std::string_view word) { return start.starts_with(word); });
}

// `7`, `1.2.3`, `DSP-19.1`, `A&A-01`, `Q12`: short, one word, with a digit.
bool IsId(std::string_view text) {
  constexpr std::size_t kLongest = 24;
  if (text.empty() || text.size() > kLongest) return false;
  bool digit = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    digit = digit || absl::ascii_isdigit(byte);
    if (!absl::ascii_isalnum(byte) &&
        std::string_view(".-_&/()#:").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return digit;
}

std::vector<ColumnIntervals> ListsOf(const Sheet& sheet) {
  std::vector<ColumnIntervals> lists;
  for (int column = 0; column <= kColumnsLookedAt; ++column) {
    lists.emplace_back(column);
  }
  // A guess need not see every range of a file that is made of them.
  std::size_t room = 20'000;
  for (std::size_t rule = 0; rule < sheet.lists.size(); ++rule) {
    for (const CellRange& range : sheet.lists[rule].ranges) {
      if (room == 0) break;
      --room;
      const int last = std::min(range.last.column, kColumnsLookedAt);
      for (int column = range.first.column; column <= last; ++column) {
        lists[static_cast<std::size_t>(column)].Add(range, rule);
      }
    }
  }
  for (ColumnIntervals& of : lists) of.Finish();
  return lists;
}

}  // namespace

SheetColumns::SheetColumns(const Sheet& sheet)
    : sheet_(sheet), empty_choices_(kColumnsLookedAt + 1) {
  const auto lists = ListsOf(sheet);
  for (std::size_t i = 0; i < sheet.cells.size();) {
    const int row = sheet.cells[i].at.row;
    if (rows_.size() == kRowsLookedAt) break;
    rows_.push_back(row);
    const std::size_t begin = i;
    for (; i < sheet.cells.size() && sheet.cells[i].at.row == row; ++i) {
      const Cell& cell = sheet.cells[i];
      if (cell.at.column > kColumnsLookedAt) continue;
      const std::string text = Squeezed(cell.text);
      if (text.empty() && !cell.formula) continue;
      const auto& list = lists[static_cast<std::size_t>(cell.at.column)];
      cells_.push_back({&cell, !text.empty(), Asks(text), IsId(text), list.Find(row) >= 0,
                        std::hash<std::string>()(text)});
    }
    AddEmptyChoices(row, begin, i, lists);
  }
}

void SheetColumns::AddEmptyChoices(int row, std::size_t from, std::size_t to,
                                   const std::vector<ColumnIntervals>& lists) {
  std::size_t at = from;
  for (int column = 1; column <= kColumnsLookedAt; ++column) {
    while (at < to && sheet_.cells[at].at.column < column) ++at;
    const bool filled = at < to && sheet_.cells[at].at.column == column;
    if (!filled && lists[static_cast<std::size_t>(column)].Find(row) >= 0) {
      empty_choices_[static_cast<std::size_t>(column)].push_back(row);
    }
  }
}

std::vector<ColumnFacts> SheetColumns::FactsBelow(int header_row) const {
  std::vector<ColumnFacts> columns(kColumnsLookedAt + 1);
  std::vector<std::set<std::size_t>> texts(kColumnsLookedAt + 1);
  for (const CellFacts& facts : cells_) {
    const auto column = static_cast<std::size_t>(facts.cell->at.column);
    ColumnFacts& of = columns[column];
    if (facts.cell->at.row == header_row) of.header = facts.cell->text;
    if (facts.cell->at.row <= header_row) continue;
    of.formulas += facts.cell->formula;
    if (!facts.has_text) continue;
    ++of.filled;
    of.letters += facts.cell->text.size();
    of.questions += facts.asks;
    of.ids += facts.is_id;
    of.choices += facts.has_list;
    texts[column].insert(facts.text_hash);
  }
  for (std::size_t column = 1; column < columns.size(); ++column) {
    columns[column].distinct = texts[column].size();
    const auto& rows = empty_choices_[column];
    columns[column].choices += static_cast<std::size_t>(
        rows.end() - std::upper_bound(rows.begin(), rows.end(), header_row));
  }
  return columns;
}

std::size_t SheetColumns::Together(int header_row, int first, int second) const {
  std::size_t together = 0;
  int row = 0;
  for (const CellFacts& facts : cells_) {
    const CellAddress at = facts.cell->at;
    if (at.row <= header_row) continue;
    if (at.column != first && at.column != second) continue;
    if (!facts.has_text) continue;
    if (row == at.row) ++together;
    row = at.row;
  }
  return together;
}

}  // namespace clausebook::questionnaires
