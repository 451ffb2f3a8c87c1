// The dated lists of the platform that the program was built with.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DATA_FILES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DATA_FILES_H_

#include <span>
#include <string>
#include <string_view>

#include "service/base/embedded_file.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook::evidence {

// Made by clausebook_embed.
std::span<const EmbeddedFile> ManifestData();

// The parsed file of that name; null, with a fault, if there is none or it does not
// parse.
inline auto ParseData(std::string_view name, yaml::Faults& faults) {
  for (const EmbeddedFile& file : ManifestData()) {
    if (file.path == name) {
      return yaml::Parse(std::string(file.path), file.content, faults);
    }
  }
  return yaml::Parse(std::string(name), "", faults);
}

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DATA_FILES_H_
