#include "service/base/file_name.h"

namespace clausebook {

std::string FileNameOf(std::string_view id) {
  const bool numbered = id.size() == 4 && id[3] >= '0' && id[3] <= '9' &&
                        (id.starts_with("com") || id.starts_with("lpt"));
  const bool device =
      numbered || id == "con" || id == "prn" || id == "aux" || id == "nul";
  return std::string(id) + (device ? "_" : "");
}

}  // namespace clausebook
