// The catalogue's files, as the program carries them. The definition is generated.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_EMBEDDED_H_
#define CLAUSEBOOK_SERVICE_CATALOG_EMBEDDED_H_

#include <vector>

#include "service/catalog/catalog.h"

namespace clausebook::catalog {

// In the order in which they are listed in CMakeLists.txt, which is the order of the
// questions in an answer sheet.
std::vector<CatalogFile> EmbeddedFiles();

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_SERVICE_CATALOG_EMBEDDED_H_
