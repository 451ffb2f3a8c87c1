// Writes texts into a sheet's XML: only the bytes of the cells that are given change.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_SPLICE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_SPLICE_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/questionnaires/files/cell_address.h"

namespace clausebook::questionnaires {

struct CellWrite {
  CellAddress at;
  std::string text;  // UTF-8
};

// Styles by number whose cells are not locked; every other is.
using UnlockedStyles = std::set<int>;

struct SplicedSheet {
  std::string xml;
  std::vector<CellAddress> locked;  // not written
};

// Puts `writes` (in reading order, no cell twice) into the sheet as inline strings. A
// cell keeps its style; a new one takes its row's or its column's. `unlocked` null: locks
// do not count. INVALID_ARGUMENT if the part is no XML, or is not encoded as UTF-8.
absl::StatusOr<SplicedSheet> SpliceSheet(const std::string& part, std::string_view xml,
                                         const std::vector<CellWrite>& writes,
                                         const UnlockedStyles* unlocked);

// The workbook's part with an order to compute everything when it is opened.
absl::StatusOr<std::string> SpliceFullCalculation(const std::string& part,
                                                  std::string_view xml);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SHEET_SPLICE_H_
