// Whether bytes are UTF-8.
#ifndef CLAUSEBOOK_SERVICE_BASE_UTF8_H_
#define CLAUSEBOOK_SERVICE_BASE_UTF8_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace clausebook {

// Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table
// 3-7: no overlong forms, no surrogates, nothing above U+10FFFF); nullopt if all is.
std::optional<std::size_t> FindInvalidUtf8(std::string_view bytes);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_UTF8_H_
