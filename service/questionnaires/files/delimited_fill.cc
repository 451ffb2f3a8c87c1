// CSV and TSV: fields with new texts; every other byte stays.
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_replace.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/delimited.h"
#include "service/questionnaires/files/fill_formats.h"
#include "service/questionnaires/files/fill_plan.h"
#include "service/questionnaires/files/splice.h"

namespace clausebook::questionnaires {
namespace {

// Whether a spreadsheet program that opens the CSV would compute the text.
bool LooksLikeFormula(std::string_view text) {
  if (!text.empty() && static_cast<unsigned char>(text.front()) < 0x20) return true;
  const std::string shown = Squeezed(text);
  // The full-width signs too: some programs take them for the others.
  for (const char* sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (shown.starts_with(sign)) return true;
  }
  return false;
}

// Applies the mode to a text that is to be written; false if it must not be.
bool Neutralize(FormulaTexts mode, std::string* text) {
  if (mode == FormulaTexts::kAsIs || !LooksLikeFormula(*text)) return true;
  if (mode == FormulaTexts::kRefuse) return false;
  text->insert(0, "'");
  return true;
}

std::string Field(const std::string& text, char separator, bool quoted) {
  const char special[] = {separator, '"', '\r', '\n'};
  const bool spaced = text.front() == ' ' || text.back() == ' ';
  if (!quoted && !spaced &&
      text.find_first_of(std::string_view(special, 4)) == std::string::npos) {
    return text;
  }
  return "\"" + absl::StrReplaceAll(text, {{"\"", "\"\""}}) + "\"";
}

using Writes = std::map<CellAddress, std::string>;

// The edits for one field, and for columns that its record does not have yet.
void EditField(const DelimitedField& field, char separator, const Writes& writes,
               std::vector<Edit>* edits) {
  const auto found = writes.find(field.at);
  if (found != writes.end()) {
    edits->push_back(
        {field.begin, field.end, Field(found->second, separator, field.quoted)});
  }
  if (!field.last) return;
  std::string more;
  int column = field.at.column;
  for (auto next = writes.upper_bound(field.at);
       next != writes.end() && next->first.row == field.at.row; ++next) {
    more.append(static_cast<std::size_t>(next->first.column - column), separator);
    more.append(Field(next->second, separator, false));
    column = next->first.column;
  }
  if (!more.empty()) edits->push_back({field.end, field.end, std::move(more)});
}

}  // namespace

absl::Status FillDelimited(std::string_view bytes, const QuestionnaireFile& file,
                           const std::vector<ItemAnswer>& answers,
                           const FillOptions& options, FilledFile* filled) {
  CB_ASSIGN_OR_RETURN(const Workbook workbook, ReadDelimited(bytes));
  FillPlan plan(file, &workbook, options);
  for (const ItemAnswer& answer : answers) plan.Add(answer);
  Writes writes;
  for (LedgerEntry& entry : plan.ledger()) {
    if (entry.outcome != CellOutcome::kWritten) continue;
    if (!Neutralize(options.formula_texts, &entry.after)) {
      entry.outcome = CellOutcome::kLooksLikeFormula;
      entry.refused = std::exchange(entry.after, entry.before);
    }
  }
  plan.HoldBackComments();
  for (const LedgerEntry& entry : plan.ledger()) {
    if (entry.outcome == CellOutcome::kWritten)
      writes[plan.AddressOf(entry)] = entry.after;
  }
  const std::size_t mark = ByteOrderMark(bytes);
  const std::string_view text = bytes.substr(mark);
  const char separator = GuessSeparator(text);
  std::vector<Edit> edits;
  CB_RETURN_IF_ERROR(ParseDelimited(text, separator, [&](const DelimitedField& field) {
    EditField(field, separator, writes, &edits);
    return absl::OkStatus();
  }));
  filled->bytes = std::string(bytes.substr(0, mark)) + ApplyEdits(text, std::move(edits));
  filled->ledger = std::move(plan.ledger());
  return absl::OkStatus();
}

}  // namespace clausebook::questionnaires
