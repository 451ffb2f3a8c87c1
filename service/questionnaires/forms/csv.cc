// Comma-separated values, and the rows that workbooks have too.
#include "absl/strings/str_cat.h"
#include "service/questionnaires/forms/form_words.h"
#include "service/questionnaires/forms/forms.h"
#include "service/questionnaires/forms/rows.h"

namespace clausebook::questionnaires::forms {
namespace {

bool LooksLikeFormula(const std::string& text) {
  return !text.empty() &&
         (std::string_view("=+-@").find(text[0]) != std::string_view::npos ||
          static_cast<unsigned char>(text[0]) < 0x20);
}

void AddRow(const Row& row, std::string& out) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    out += '"';
    if (LooksLikeFormula(row[i])) out += '\'';
    for (const char c : row[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

void AddNote(const std::string& text, std::string& out) {
  Row row;
  row[2] = text;
  AddRow(row, out);
}

}  // namespace

Row HeadRow() { return {"Item", "Section", "Question", "Answer", "Status", "Comment"}; }

Row RowOf(const FormItem& item) {
  const bool open = item.status == FormStatus::kNeedsReview;
  std::string status = StatusWords(item);
  if (open) absl::StrAppend(&status, ": ", NeedWords(item.need));
  return {PrintableLines(item.id),
          PrintableLines(item.section),
          PrintableLines(item.question),
          open ? "" : PrintableLines(item.answer),
          std::move(status),
          PrintableLines(BesideOf(item))};
}

std::string RenderCsv(const FormDocument& document) {
  std::string out;
  AddRow(HeadRow(), out);
  for (const FormItem* item : OpenItems(document)) AddRow(RowOf(*item), out);
  for (const FormItem& item : document.items) {
    if (item.status != FormStatus::kNeedsReview) AddRow(RowOf(item), out);
  }
  AddNote(absl::StrCat(PrintableLines(document.title), ": ", PrintableLines(document.app),
                       ", ", PrintableLines(document.vendor), ". ",
                       TimesSentence(document), " ", StandingSentence(document)),
          out);
  if (!document.notice.empty()) AddNote(PrintableLines(document.notice), out);
  return out;
}

}  // namespace clausebook::questionnaires::forms
