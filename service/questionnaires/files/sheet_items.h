// The questions of a sheet whose layout is known.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_ITEMS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_ITEMS_H_

#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "service/questionnaires/files/allowed_answers.h"
#include "service/questionnaires/files/grid.h"
#include "service/questionnaires/files/questionnaire_file.h"

namespace clausebook::questionnaires {

// Adds the questions of sheet number `sheet`. Headings between questions become the
// sections of what follows; headers that are repeated are passed over.
// RESOURCE_EXHAUSTED if there are more than kMostItems, or their texts are too long.
absl::Status AddSheetItems(const Workbook& workbook, std::size_t sheet,
                           const Layout& layout, AllowedAnswersResolver* allowed,
                           std::vector<Item>* items);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_ITEMS_H_
