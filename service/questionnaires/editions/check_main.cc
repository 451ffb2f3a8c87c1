// clausebook-editions-check FILES...: loads the files as editions and prints every fault
// as `file:line:column: message`, for the build and for editors. Exit codes: 0 sound, 1
// faults, 2 a file could not be read or none was given.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/catalog/check_program.h"
#include "service/questionnaires/editions/editions.h"

namespace clausebook::questionnaires::editions {
namespace {

absl::StatusOr<std::string> Load(const std::vector<yaml::CheckedFile>& checked) {
  std::vector<EditionFile> files;
  for (const yaml::CheckedFile& file : checked)
    files.push_back({file.path, file.content});
  CB_ASSIGN_OR_RETURN(const catalog::Catalog catalog, catalog::Catalog::Embedded());
  CB_ASSIGN_OR_RETURN(const Editions editions, Editions::FromFiles(files, catalog));
  CB_RETURN_IF_ERROR(yaml::CheckPlainTexts(checked));
  std::size_t items = 0;
  for (const Edition& edition : editions.all()) items += edition.items.size();
  return absl::StrCat(editions.all().size(), " editions, ", items, " items");
}

}  // namespace
}  // namespace clausebook::questionnaires::editions

int main(int argc, char** argv) {
  return clausebook::yaml::RunCheck(argc, argv,
                                    clausebook::questionnaires::editions::Load);
}
