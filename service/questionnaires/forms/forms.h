// Filled questionnaires in the forms that people and programs take. In each, what needs a
// person comes first, in a section of its own, with what would settle it; answers that
// nobody has approved say so; and whose texts the questions are is said.
//
// Pure and deterministic: the same document gives the same bytes. Thread-safe.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORMS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORMS_H_

#include <string>

#include "absl/status/statusor.h"
#include "service/questionnaires/forms/form_document.h"

namespace clausebook::questionnaires::forms {

// Texts that others wrote cannot become markup.
std::string RenderMarkdown(const FormDocument& document);

// For programs: items in reading order, and the numbers of those that are open. Ends
// with a line feed.
std::string RenderJson(const FormDocument& document);

// RFC 4180. A text that a spreadsheet program would take for a formula (it begins with =,
// +, -, @ or a control character) gets an apostrophe in front.
std::string RenderCsv(const FormDocument& document);

// A page without outside requests, as those of reports.
std::string RenderHtml(const FormDocument& document);

// A workbook; texts in it are texts, never formulas. What is longer than a cell takes
// (32,767 characters) is cut, and says so. INTERNAL if the machine has no memory or room
// for temporary files left.
absl::StatusOr<std::string> RenderXlsx(const FormDocument& document);

}  // namespace clausebook::questionnaires::forms

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_FORMS_H_
