// What was written, cell by cell, as JSON.
#include <nlohmann/json.hpp>

#include "service/questionnaires/files/fill.h"

namespace clausebook::questionnaires {

std::string_view FormulaTextsName(FormulaTexts mode) {
  switch (mode) {
    case FormulaTexts::kRefuse:
      return "refuse";
    case FormulaTexts::kQuotePrefix:
      return "quote-prefix";
    case FormulaTexts::kAsIs:
      return "as-is";
  }
  return "";
}

std::string_view OutcomeName(CellOutcome outcome) {
  switch (outcome) {
    case CellOutcome::kWritten:
      return "written";
    case CellOutcome::kUnchanged:
      return "unchanged";
    case CellOutcome::kNoCell:
      return "no-cell";
    case CellOutcome::kFormula:
      return "formula";
    case CellOutcome::kLocked:
      return "locked";
    case CellOutcome::kFilled:
      return "filled";
    case CellOutcome::kNotInList:
      return "not-in-list";
    case CellOutcome::kListUnknown:
      return "list-unknown";
    case CellOutcome::kSharedCell:
      return "shared-cell";
    case CellOutcome::kTooLong:
      return "too-long";
    case CellOutcome::kAnswerNotWritten:
      return "answer-not-written";
    case CellOutcome::kLooksLikeFormula:
      return "looks-like-formula";
  }
  return "";
}

std::string LedgerJson(const FilledFile& filled) {
  nlohmann::ordered_json json;
  json["file_before"] = "sha256:" + filled.digest_before;
  json["file_after"] = "sha256:" + filled.digest_after;
  json["formula_texts"] = FormulaTextsName(filled.formula_texts);
  json["changed_parts"] = filled.parts;
  json["notes"] = filled.notes;
  auto& cells = json["cells"] = nlohmann::ordered_json::array();
  for (const LedgerEntry& entry : filled.ledger) {
    cells.push_back({{"sheet", entry.sheet},
                     {"cell", entry.cell},
                     {"kind", entry.role == ColumnRole::kAnswer ? "answer" : "comment"},
                     {"question_id", entry.item_id},
                     {"answer", entry.answer_id},
                     {"outcome", OutcomeName(entry.outcome)},
                     {"before", entry.before},
                     {"after", entry.after}});
    if (!entry.refused.empty()) cells.back()["not_written"] = entry.refused;
  }
  // Cells of others may hold anything.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
         "\n";
}

}  // namespace clausebook::questionnaires
