#include "service/questionnaires/files/fill_plan.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/files/cell_text.h"

namespace clausebook::questionnaires {

std::string FindInList(const AllowedAnswers& allowed, const std::string& text) {
  for (const std::string& value : allowed.values) {
    if (value == text) return value;
  }
  const std::string folded = Folded(text);
  for (const std::string& value : allowed.values) {
    if (Folded(value) == folded) return value;
  }
  return "";
}

void FillPlan::Add(const ItemAnswer& answer) {
  AddText(answer, ColumnRole::kAnswer, answer.answer);
  AddText(answer, ColumnRole::kComment, answer.comment);
}

bool FillPlan::HoldBackComments() {
  bool any = false;
  for (std::size_t i = 1; i < ledger_.size(); ++i) {
    const LedgerEntry& answer = ledger_[i - 1];
    LedgerEntry& comment = ledger_[i];
    const bool refused = answer.outcome != CellOutcome::kWritten &&
                         answer.outcome != CellOutcome::kUnchanged &&
                         answer.outcome != CellOutcome::kNoCell;
    if (!refused || answer.role != ColumnRole::kAnswer ||
        comment.role != ColumnRole::kComment || comment.item != answer.item ||
        comment.outcome != CellOutcome::kWritten) {
      continue;
    }
    comment.outcome = CellOutcome::kAnswerNotWritten;
    comment.refused = std::exchange(comment.after, comment.before);
    any = true;
  }
  return any;
}

CellAddress FillPlan::AddressOf(const LedgerEntry& entry) const {
  const Item& item = file_.items[entry.item];
  return entry.role == ColumnRole::kAnswer ? item.answer_at : item.comment_at;
}

void FillPlan::AddText(const ItemAnswer& answer, ColumnRole role,
                       const std::string& text) {
  if (text.empty()) return;
  const Item& item = file_.items[answer.item];
  LedgerEntry entry;
  entry.item = answer.item;
  entry.item_id = item.id;
  entry.role = role;
  entry.sheet = file_.sheets[item.sheet].name;
  entry.answer_id = answer.answer_id;
  entry.before = role == ColumnRole::kAnswer ? item.answer : item.comment;
  const CellAddress at = AddressOf(entry);
  if (at.row != 0) entry.cell = ToString(at);
  if (workbook_ == nullptr) entry.cell = item.pointer;
  std::string rendered = text;
  entry.outcome = Decide(item, entry, &rendered);
  const bool written = entry.outcome == CellOutcome::kWritten;
  if (!written && entry.outcome != CellOutcome::kUnchanged) entry.refused = rendered;
  entry.after = written ? rendered : entry.before;
  ledger_.push_back(std::move(entry));
}

CellOutcome FillPlan::Decide(const Item& item, const LedgerEntry& entry,
                             std::string* text) {
  if (workbook_ != nullptr) {
    const CellOutcome by_cell = DecideByCell(item.sheet, AddressOf(entry));
    if (by_cell != CellOutcome::kWritten) return by_cell;
  }
  if (entry.role == ColumnRole::kAnswer) {
    const CellOutcome by_list = DecideByList(*item.allowed, text);
    if (by_list != CellOutcome::kWritten) return by_list;
  }
  if (*text == entry.before) return CellOutcome::kUnchanged;
  if (!Squeezed(entry.before).empty() && !options_.overwrite) return CellOutcome::kFilled;
  if (file_.format == FileFormat::kXlsx && Utf16Units(*text) > kMostCellUnits) {
    return CellOutcome::kTooLong;
  }
  return CellOutcome::kWritten;
}

CellOutcome FillPlan::DecideByCell(std::size_t sheet, CellAddress at) {
  if (at.row == 0) return CellOutcome::kNoCell;
  if (!used_.insert({sheet, at}).second) return CellOutcome::kSharedCell;
  const Cell* cell = workbook_->sheets[sheet].Find(at);
  if ((cell != nullptr && cell->formula) || IsInArray(sheet, at)) {
    return CellOutcome::kFormula;
  }
  return CellOutcome::kWritten;
}

CellOutcome FillPlan::DecideByList(const AllowedAnswers& allowed,
                                   std::string* text) const {
  if (allowed.kind == AllowedAnswers::Kind::kAnything) return CellOutcome::kWritten;
  const std::string value = FindInList(allowed, *text);
  if (!value.empty()) *text = value;
  if (!value.empty() || options_.allow_unlisted) return CellOutcome::kWritten;
  return allowed.kind == AllowedAnswers::Kind::kUnresolved ? CellOutcome::kListUnknown
                                                           : CellOutcome::kNotInList;
}

bool FillPlan::IsInArray(std::size_t sheet, CellAddress at) {
  const auto& ranges = workbook_->sheets[sheet].arrays;
  if (ranges.empty()) return false;
  const auto [found, is_new] =
      arrays_.try_emplace({sheet, at.column}, ColumnIntervals(at.column));
  if (is_new) {
    for (const CellRange& range : ranges) found->second.Add(range, 0);
    found->second.Finish();
  }
  return found->second.Find(at.row) >= 0;
}

}  // namespace clausebook::questionnaires
