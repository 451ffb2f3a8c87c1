// clausebook-matching-check FILES...: loads the files as one grammar and prints every
// fault as `file:line:column: message`, for the build and for editors.
// Exit codes: 0 sound, 1 faults, 2 a file could not be read or none was given.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/catalog/check_program.h"
#include "service/questionnaires/matching/grammar.h"

namespace clausebook::questionnaires::matching {
namespace {

absl::StatusOr<std::string> Load(const std::vector<yaml::CheckedFile>& checked) {
  std::vector<GrammarFile> files;
  for (const yaml::CheckedFile& file : checked)
    files.push_back({file.path, file.content});
  CB_ASSIGN_OR_RETURN(const catalog::Catalog catalog, catalog::Catalog::Embedded());
  CB_ASSIGN_OR_RETURN(const Grammar grammar, LoadGrammar(files, catalog));
  return absl::StrCat(grammar.rules.size(), " questions");
}

}  // namespace
}  // namespace clausebook::questionnaires::matching

int main(int argc, char** argv) {
  return clausebook::yaml::RunCheck(argc, argv,
                                    clausebook::questionnaires::matching::Load);
}
