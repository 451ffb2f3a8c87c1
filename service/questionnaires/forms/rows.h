// A filled questionnaire as a table, for CSV and workbooks.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_ROWS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_ROWS_H_

#include <array>
#include <string>

#include "service/questionnaires/forms/form_document.h"

namespace clausebook::questionnaires::forms {

inline constexpr std::size_t kColumns = 6;
using Row = std::array<std::string, kColumns>;

// `Item`, `Section`, `Question`, `Answer`, `Status`, `Comment`.
Row HeadRow();
// What is open has no answer; its comment is what would settle it.
Row RowOf(const FormItem& item);

}  // namespace clausebook::questionnaires::forms

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FORMS_ROWS_H_
