// Ids as names of files, on any system.
#ifndef CLAUSEBOOK_SERVICE_BASE_FILE_NAME_H_
#define CLAUSEBOOK_SERVICE_BASE_FILE_NAME_H_

#include <string>
#include <string_view>

namespace clausebook {

// The id itself, or with `_` behind it where Windows keeps the name for a device whatever
// ending it gets (`con`, `nul`, `lpt1`). No id ends with `_`, so no two become one.
std::string FileNameOf(std::string_view id);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_FILE_NAME_H_
