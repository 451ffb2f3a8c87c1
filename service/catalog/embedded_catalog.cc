// Catalog::Embedded and Catalog::WithFiles, apart from the loader: the program that
// checks the files before they are embedded links the loader alone.
#include <utility>
#include <vector>

#include "service/catalog/catalog.h"
#include "service/catalog/embedded.h"

namespace clausebook::catalog {

absl::StatusOr<Catalog> Catalog::Embedded() { return FromFiles(EmbeddedFiles()); }

absl::StatusOr<Catalog> Catalog::WithFiles(const std::vector<CatalogFile>& files) {
  std::vector<CatalogFile> all = EmbeddedFiles();
  all.insert(all.end(), files.begin(), files.end());
  return FromFiles(all);
}

}  // namespace clausebook::catalog
