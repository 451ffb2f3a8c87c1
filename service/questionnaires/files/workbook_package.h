// What an XLSX or XLSM file consists of, before its sheets are read.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORKBOOK_PACKAGE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORKBOOK_PACKAGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/package/zip_package.h"
#include "service/questionnaires/files/grid.h"

namespace clausebook::questionnaires {

inline constexpr package::Terms kWorkbookTerms = {
    .field = "file",
    .noun = "workbook",
    .resave = "Save it again as XLSX from a spreadsheet program.",
    .shorten = "Delete what the questionnaire does not need, and save it again.",
    .most_entries = 8192,
    .most_bytes_of_part = 192u << 20,
    .most_bytes_of_parts = 384u << 20,
    .most_nodes = 32u << 20,
    .most_depth = 256,
};

struct WorkbookParts {
  struct SheetPart {
    std::string name;
    std::string part;  // empty: a sheet without cells (a chart)
    Visibility visibility = Visibility::kVisible;
  };

  std::string workbook;
  std::string shared_strings;  // empty: none
  std::string styles;          // empty: none
  std::vector<SheetPart> sheets;
  std::vector<DefinedName> names;
  bool is_signed = false;
  bool has_macros = false;
};

// INVALID_ARGUMENT (field `file`), by name and with the remedy, for what looks like a
// spreadsheet and cannot be read: encrypted files, XLS, XLSB, ODS, Numbers; and for PDF,
// which would pass for text. OK for anything else.
absl::Status RefuseOtherSpreadsheets(std::string_view bytes);

// As RefuseOtherSpreadsheets; INVALID_ARGUMENT also for what is damaged.
absl::StatusOr<WorkbookParts> ReadParts(package::ZipPackage& zip);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_WORKBOOK_PACKAGE_H_
