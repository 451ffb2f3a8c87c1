// A data file compiled into the program; see clausebook_embed in deploy/cmake.
#ifndef CLAUSEBOOK_SERVICE_BASE_EMBEDDED_FILE_H_
#define CLAUSEBOOK_SERVICE_BASE_EMBEDDED_FILE_H_

#include <string_view>

namespace clausebook {

struct EmbeddedFile {
  std::string_view path;  // relative, `/` between folders
  std::string_view content;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_EMBEDDED_FILE_H_
