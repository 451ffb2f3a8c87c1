// clausebook-suggest-check FILES...: loads the files as one language and prints every
// fault as `file:line:column: message`, for the build and for editors.
// Exit codes: 0 sound, 1 faults, 2 a file could not be read or none was given.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/catalog/check_program.h"
#include "service/evidence/suggest/language.h"

namespace clausebook::evidence::suggest {
namespace {

absl::StatusOr<std::string> Load(const std::vector<yaml::CheckedFile>& checked) {
  std::vector<DataFile> files;
  for (const yaml::CheckedFile& file : checked)
    files.push_back({file.path, file.content});
  CB_ASSIGN_OR_RETURN(const catalog::Catalog catalog, catalog::Catalog::Embedded());
  CB_ASSIGN_OR_RETURN(const Language language, LoadLanguage(files, catalog));
  return absl::StrCat(language.rules.size(), " patterns");
}

}  // namespace
}  // namespace clausebook::evidence::suggest

int main(int argc, char** argv) {
  return clausebook::yaml::RunCheck(argc, argv, clausebook::evidence::suggest::Load);
}
