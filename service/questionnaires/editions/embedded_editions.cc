// Editions::Embedded, apart from the loader: the program that checks the files before
// they are embedded links the loader alone.
#include <span>

#include "service/base/embedded_file.h"
#include "service/questionnaires/editions/editions.h"

namespace clausebook::questionnaires::editions {

// Generated; see CMakeLists.txt.
std::span<const EmbeddedFile> EditionFiles();

absl::StatusOr<Editions> Editions::Embedded(const catalog::Catalog& catalog) {
  std::vector<EditionFile> files;
  for (const EmbeddedFile& file : EditionFiles()) {
    files.push_back({std::string(file.path), file.content});
  }
  return FromFiles(files, catalog);
}

}  // namespace clausebook::questionnaires::editions
