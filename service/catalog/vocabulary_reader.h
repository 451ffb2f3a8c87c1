// Reads dimensions, properties and platforms from their YAML nodes. Faults are
// collected; what is returned is only good if there were none.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_VOCABULARY_READER_H_
#define CLAUSEBOOK_SERVICE_CATALOG_VOCABULARY_READER_H_

#include <string_view>

#include "service/catalog/catalog.h"
#include "service/catalog/vocabulary.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook::catalog {

Dimension ReadDimension(const yaml::Node& node, yaml::Faults& faults);

// A property as it is written. `unasked`: why no question reads it; empty if one does.
struct ReadPropertyResult {
  Property property;
  std::string unasked;
};

// `catalog` holds all dimensions.
ReadPropertyResult ReadProperty(const yaml::Node& node, const Catalog& catalog,
                                yaml::Faults& faults);

// `catalog` holds all properties.
Platform ReadPlatform(const yaml::Node& node, const Catalog& catalog,
                      yaml::Faults& faults);

// `a_b.c2`: lower-case words joined by `_`, `words` of them joined by dots at least.
bool IsVocabularyId(std::string_view id, int words);

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_SERVICE_CATALOG_VOCABULARY_READER_H_
