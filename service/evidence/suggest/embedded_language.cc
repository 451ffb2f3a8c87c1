// EmbeddedLanguage, apart from the loader: the program that checks the files before they
// are embedded links the loader alone.
#include <span>
#include <vector>

#include "service/base/embedded_file.h"
#include "service/evidence/suggest/language.h"

namespace clausebook::evidence::suggest {

// Generated; see CMakeLists.txt.
std::span<const EmbeddedFile> LanguageFiles();

absl::StatusOr<Language> EmbeddedLanguage(const catalog::Catalog& catalog) {
  std::vector<DataFile> files;
  for (const EmbeddedFile& file : LanguageFiles()) {
    files.push_back({std::string(file.path), file.content});
  }
  return LoadLanguage(files, catalog);
}

}  // namespace clausebook::evidence::suggest
