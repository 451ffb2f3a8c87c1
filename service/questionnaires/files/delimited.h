// CSV and TSV: records of fields, with the bytes that each stands on (RFC 4180 with any
// separator and any line end).
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_DELIMITED_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_DELIMITED_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/questionnaires/files/grid.h"

namespace clausebook::questionnaires {

struct DelimitedField {
  CellAddress at;  // the record's number, not the line's
  std::string text;
  std::size_t begin = 0;  // with its quotes
  std::size_t end = 0;
  bool quoted = false;
  bool last = false;  // of its record
};

// The byte that separates fields: comma, semicolon, tab or bar, whichever cuts the
// records most evenly, or what a first line `sep=;` says.
char GuessSeparator(std::string_view text);

// `text` is UTF-8 without a byte order mark. INVALID_ARGUMENT (field `file`) with the
// line for a quote that is never closed; RESOURCE_EXHAUSTED for more rows or columns than
// a sheet has.
absl::Status ParseDelimited(std::string_view text, char separator,
                            const std::function<absl::Status(DelimitedField)>& take);

// As a workbook of one sheet without a name. INVALID_ARGUMENT also for what is not
// UTF-8.
absl::StatusOr<Workbook> ReadDelimited(std::string_view bytes);

// Bytes of the byte order mark at the start: 3 or 0.
std::size_t ByteOrderMark(std::string_view bytes);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_DELIMITED_H_
