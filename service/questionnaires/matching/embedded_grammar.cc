// EmbeddedGrammar, apart from the loader: the program that checks the files before they
// are embedded links the loader alone.
#include <span>
#include <vector>

#include "service/base/embedded_file.h"
#include "service/questionnaires/matching/grammar.h"

namespace clausebook::questionnaires::matching {

// Generated; see CMakeLists.txt.
std::span<const EmbeddedFile> GrammarFiles();
std::span<const EmbeddedFile> WordFiles();

absl::StatusOr<Grammar> EmbeddedGrammar(const catalog::Catalog& catalog) {
  std::vector<GrammarFile> files;
  for (const EmbeddedFile& file : WordFiles()) {
    files.push_back({std::string(file.path), file.content});
  }
  for (const EmbeddedFile& file : GrammarFiles()) {
    files.push_back({std::string(file.path), file.content});
  }
  return LoadGrammar(files, catalog);
}

}  // namespace clausebook::questionnaires::matching
