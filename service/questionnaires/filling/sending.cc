#include "service/questionnaires/filling/sending.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/questionnaires/filling/citation_text.h"
#include "service/questionnaires/responses/item_state.h"

namespace clausebook::questionnaires::filling {
namespace {

using responses::ItemStatus;

constexpr char kNotApproved[] = "Not approved: no person has looked at this answer.";

// What keeps the cell as it is, as the end of a sentence; null: nothing does.
const char* ReasonOf(CellOutcome outcome) {
  switch (outcome) {
    case CellOutcome::kWritten:
    case CellOutcome::kUnchanged:
      return nullptr;
    case CellOutcome::kNoCell:
      return "there is no cell for it";
    case CellOutcome::kFormula:
      return "the cell is computed by a formula";
    case CellOutcome::kLocked:
      return "the sheet is protected and the cell is locked";
    case CellOutcome::kFilled:
      return "the cell is filled already";
    case CellOutcome::kNotInList:
      return "the cell's list does not have it";
    case CellOutcome::kListUnknown:
      return "the cell's list cannot be known without the spreadsheet program";
    case CellOutcome::kSharedCell:
      return "the cell is merged with that of another question";
    case CellOutcome::kTooLong:
      return "it is too long for a cell";
    case CellOutcome::kAnswerNotWritten:
      return "its answer is not written";
    case CellOutcome::kLooksLikeFormula:
      return "a spreadsheet program would take it for a formula";
  }
  return nullptr;
}

void Mark(const model::ResponseItem& item, ItemAnswer* answer) {
  absl::StrAppend(&answer->answer_id, " not-approved");
  // Without a file there is a place for every comment.
  if (!item.comment_location.empty() || item.location.empty()) {
    answer->comment = MarkNotApproved(answer->comment);
  } else if (item.allowed_answers.empty() && !answer->answer.empty()) {
    answer->answer = MarkNotApproved(answer->answer);
  }
}

// The answer goes out without what its comment says. Where the list has no column for
// comments, the item knows already whether that matters.
void NoteComment(const char* reason, model::ResponseItem* item) {
  if (item->comment_location.empty()) return;
  item->explanation =
      absl::StrCat("The answer is written without its comment: ", reason, ".");
}

}  // namespace

std::string MarkNotApproved(const std::string& text) {
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  lines.insert(lines.begin(), kNotApproved);
  return JoinForCell(lines);
}

Outgoing OutgoingAnswers(const std::vector<model::ReviewedItem>& items, Date today,
                         bool include_unapproved, const std::string& prefix) {
  Outgoing outgoing;
  for (const model::ReviewedItem& item : items) {
    const responses::ItemState state = responses::StateOf(item, today);
    const bool approved = state.status == ItemStatus::kApproved;
    if (!approved && (!include_unapproved || state.status == ItemStatus::kNeedsReview)) {
      continue;
    }
    if (state.answer.empty() && state.comment.empty()) continue;
    ItemAnswer answer;
    answer.item = static_cast<std::size_t>(item.item.number - 1);
    answer.answer = state.answer;
    answer.comment = state.comment;
    answer.answer_id =
        absl::StrCat(prefix, prefix.empty() ? "" : "/", "items/", item.item.number);
    if (!approved) {
      Mark(item.item, &answer);
      ++outgoing.unapproved;
    }
    outgoing.answers.push_back(std::move(answer));
  }
  return outgoing;
}

void NoteCells(const FilledFile& filled, std::vector<model::ResponseItem>* items) {
  for (const LedgerEntry& entry : filled.ledger) {
    const char* reason = ReasonOf(entry.outcome);
    model::ResponseItem& item = (*items)[entry.item];
    if (reason == nullptr || item.need != model::ItemNeed::kNothing) continue;
    if (entry.role != ColumnRole::kAnswer) {
      NoteComment(reason, &item);
      continue;
    }
    item.need = model::ItemNeed::kNotWritable;
    item.explanation =
        absl::StrCat("“", item.answer, "” cannot be written: ", reason, ".");
    item.answer.clear();
    item.writable = false;
  }
}

}  // namespace clausebook::questionnaires::filling
