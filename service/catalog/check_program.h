// What the programs have in common that check data files at build: reading the files and
// showing faults as compilers do.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_CHECK_PROGRAM_H_
#define CLAUSEBOOK_SERVICE_CATALOG_CHECK_PROGRAM_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace clausebook::yaml {

struct CheckedFile {
  std::string path;
  std::string content;
};

// Reads the files that `argv` names behind the program's name and gives them to `load`,
// which returns what to print if they are sound ("12 patterns"). Every fault is printed
// as `file:line:column: error: message`. Returns the exit code: 0 sound, 1 faults, 2 a
// file could not be read or none was given.
int RunCheck(
    int argc, char** argv,
    const std::function<absl::StatusOr<std::string>(const std::vector<CheckedFile>&)>&
        load);

// INVALID_BOOK where a text of the files is marked up with backticks: customers read
// these texts in the cells of their spreadsheets, where they are just odd. For the data
// that we ship; an operator's own files may say what they like.
absl::Status CheckPlainTexts(const std::vector<CheckedFile>& files);

}  // namespace clausebook::yaml

#endif  // CLAUSEBOOK_SERVICE_CATALOG_CHECK_PROGRAM_H_
