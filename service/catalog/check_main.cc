// clausebook-catalog-check FILES...: loads the files as one catalogue and prints every
// fault as `file:line:column: message`, for the build and for editors.
// Exit codes: 0 sound, 1 faults, 2 a file could not be read or none was given.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/catalog/catalog.h"
#include "service/catalog/check_program.h"

namespace clausebook::catalog {
namespace {

absl::StatusOr<std::string> Load(const std::vector<yaml::CheckedFile>& checked) {
  std::vector<CatalogFile> files;
  for (const yaml::CheckedFile& file : checked)
    files.push_back({file.path, file.content});
  CB_ASSIGN_OR_RETURN(const Catalog catalog, Catalog::FromFiles(files));
  CB_RETURN_IF_ERROR(yaml::CheckPlainTexts(checked));
  return absl::StrCat(catalog.properties().size(), " properties, ",
                      catalog.questions().size(), " questions");
}

}  // namespace
}  // namespace clausebook::catalog

int main(int argc, char** argv) {
  return clausebook::yaml::RunCheck(argc, argv, clausebook::catalog::Load);
}
