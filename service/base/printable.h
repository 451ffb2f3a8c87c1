// Text that others wrote, made safe to show.
#ifndef CLAUSEBOOK_SERVICE_BASE_PRINTABLE_H_
#define CLAUSEBOOK_SERVICE_BASE_PRINTABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace clausebook {

// A character and its size in bytes; -1 and 1 where the bytes are not UTF-8.
struct Character {
  std::int32_t value = -1;
  std::size_t size = 1;
};

// The character at the start of `text`, which is not empty.
Character FirstCharacter(std::string_view text);

// `data` as one line of UTF-8 that cannot steer what shows it: runs of white space become
// one space, control characters, bidirectional overrides and bytes that are not UTF-8
// become visible escapes (`\x1b`, `\u202e`).
std::string Printable(std::string_view data);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_PRINTABLE_H_
