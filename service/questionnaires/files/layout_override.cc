// Layouts as a person gives and reads them.
#include <string>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/layout_guess.h"

namespace clausebook::questionnaires {
namespace {

std::string HeaderAt(const Sheet& sheet, int row, int column) {
  const Cell* cell = sheet.Find({row, column});
  return cell == nullptr ? "" : Squeezed(cell->text);
}

// A column by its header, in the header row if that is known, else in the first row
// that has it.
int FindHeader(const Sheet& sheet, int row, const std::string& header) {
  const std::string sought = Folded(header);
  for (const Cell& cell : sheet.cells) {
    if (row > 0 && cell.at.row != row) continue;
    if (Folded(cell.text) == sought) return cell.at.column;
  }
  return 0;
}

absl::Status SetColumn(const Sheet& sheet, const std::string& said, int header_row,
                       int* column) {
  if (said.empty()) return absl::OkStatus();
  if (said == "-") {
    *column = 0;
    return absl::OkStatus();
  }
  *column = ParseColumn(said);
  if (*column == 0) *column = FindHeader(sheet, header_row, said);
  if (*column != 0) return absl::OkStatus();
  return InvalidField(
      "layout", absl::StrCat("The sheet ", sheet.name, " has no column ", said,
                             ". Give its letters, or its header as it is written."));
}

void ShowColumn(const Sheet& sheet, const Layout& layout, std::string_view what,
                int column, std::string* shown) {
  if (column == 0) return;
  absl::StrAppend(shown, shown->empty() ? "" : "; ", std::string(what), " in ",
                  ColumnName(column));
  const std::string header = HeaderAt(sheet, layout.header_row, column);
  if (!header.empty()) absl::StrAppend(shown, " \"", header, "\"");
}

}  // namespace

absl::StatusOr<std::optional<Layout>> ApplyOverride(const Sheet& sheet,
                                                    const LayoutOverride& said) {
  if (said.skip) return std::optional<Layout>();
  std::optional<Layout> guess = GuessLayout(sheet);
  const bool names_question = !said.question.empty();
  if (!guess && !names_question) return guess;
  Layout layout = guess.value_or(Layout());
  if (said.header_row >= 0) {
    layout.header_row = said.header_row;
    layout.first_row = said.header_row + 1;
  }
  const int row = layout.header_row;
  const std::pair<const std::string*, int*> columns[] = {
      {&said.id, &layout.id},
      {&said.section, &layout.section},
      {&said.question, &layout.question},
      {&said.answer, &layout.answer},
      {&said.comment, &layout.comment}};
  for (const auto& [text, column] : columns) {
    const absl::Status set = SetColumn(sheet, *text, row, column);
    if (!set.ok()) return set;
    if (text->empty()) continue;
    // A guess for another kind gives way to what was said.
    for (const auto& [other_text, other] : columns) {
      if (other != column && other_text->empty() && *other == *column) *other = 0;
    }
  }
  if (said.first_row > 0) layout.first_row = said.first_row;
  if (said.last_row > 0) layout.last_row = said.last_row;
  if (layout.question == 0) {
    return InvalidField("layout", absl::StrCat("The sheet ", sheet.name,
                                               " needs a column of questions."));
  }
  return std::optional<Layout>(layout);
}

std::string ShowLayout(const Sheet& sheet, const Layout& layout) {
  std::string shown = layout.header_row == 0
                          ? "no header"
                          : absl::StrCat("header in row ", layout.header_row);
  ShowColumn(sheet, layout, "ids", layout.id, &shown);
  ShowColumn(sheet, layout, "sections", layout.section, &shown);
  ShowColumn(sheet, layout, "questions", layout.question, &shown);
  ShowColumn(sheet, layout, "answers", layout.answer, &shown);
  ShowColumn(sheet, layout, "comments", layout.comment, &shown);
  return shown;
}

}  // namespace clausebook::questionnaires
