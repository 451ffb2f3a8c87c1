// Decides which texts may go into which cells, before anything is written.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_PLAN_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_PLAN_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "service/questionnaires/files/column_intervals.h"
#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/grid.h"

namespace clausebook::questionnaires {

// The text as the list has it: the value that is equal but for case and space. Empty:
// none is.
std::string FindInList(const AllowedAnswers& allowed, const std::string& text);

// Not thread-safe; one filling. Keeps pointing to all.
class FillPlan {
 public:
  // `workbook` null: the file has no cells (JSON).
  FillPlan(const QuestionnaireFile& file, const Workbook* workbook,
           const FillOptions& options)
      : file_(file), workbook_(workbook), options_(options) {}

  // Both texts of an answer.
  void Add(const ItemAnswer& answer);

  // Takes back comments of answers that their cells refused: beside what others wrote or
  // a formula gives they would be read as the reason for that. True if there were any. To
  // be called when it is known what is refused, before anything is written.
  bool HoldBackComments();

  // An entry for each text, in the order they came. Those with kWritten are to be
  // written; whoever cannot changes the outcome and `after`.
  std::vector<LedgerEntry>& ledger() { return ledger_; }
  CellAddress AddressOf(const LedgerEntry& entry) const;

 private:
  void AddText(const ItemAnswer& answer, ColumnRole role, const std::string& text);
  CellOutcome Decide(const Item& item, const LedgerEntry& entry, std::string* text);
  CellOutcome DecideByCell(std::size_t sheet, CellAddress at);
  CellOutcome DecideByList(const AllowedAnswers& allowed, std::string* text) const;
  bool IsInArray(std::size_t sheet, CellAddress at);

  const QuestionnaireFile& file_;
  const Workbook* workbook_;
  const FillOptions& options_;
  std::vector<LedgerEntry> ledger_;
  std::set<std::pair<std::size_t, CellAddress>> used_;
  std::map<std::pair<std::size_t, int>, ColumnIntervals> arrays_;
};

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_FILL_PLAN_H_
