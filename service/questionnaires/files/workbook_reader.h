// XLSX and XLSM files into sheets.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORKBOOK_READER_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORKBOOK_READER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "service/questionnaires/files/grid.h"

namespace clausebook::questionnaires {

// INVALID_ARGUMENT (field `file`) for what is damaged, encrypted or another format, by
// name; RESOURCE_EXHAUSTED for what asks for too much. Thread-safe.
absl::StatusOr<Workbook> ReadWorkbook(std::string_view bytes);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORKBOOK_READER_H_
