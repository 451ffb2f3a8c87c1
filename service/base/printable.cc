#include "service/base/printable.h"

#include <utf8proc.h>

#include <cstdio>

namespace clausebook {
namespace {

bool IsSpace(utf8proc_int32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x2028 ||
         c == 0x2029;
}

// Characters that a terminal acts on, or that make text read other than it is.
bool IsControl(utf8proc_int32_t c) {
  const auto category = utf8proc_category(c);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
         category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO ||
         category == UTF8PROC_CATEGORY_CS;
}

std::string Escape(const char* format, unsigned value) {
  char escaped[16];
  std::snprintf(escaped, sizeof(escaped), format, value);
  return escaped;
}

}  // namespace

Character FirstCharacter(std::string_view text) {
  utf8proc_int32_t value = -1;
  const auto size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &value);
  if (size <= 0) return {};
  return {value, static_cast<std::size_t>(size)};
}

std::string Printable(std::string_view data) {
  std::string out;
  bool space = false;
  while (!data.empty()) {
    const Character next = FirstCharacter(data);
    const std::string_view bytes = data.substr(0, next.size);
    data.remove_prefix(next.size);
    if (next.value >= 0 && IsSpace(next.value)) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    if (next.value < 0) {
      out += Escape("\\x%02x", static_cast<unsigned char>(bytes[0]));
    } else if (!IsControl(next.value)) {
      out += bytes;
    } else {
      out += Escape(next.value < 0x80 ? "\\x%02x" : "\\u%04x",
                    static_cast<unsigned>(next.value));
    }
  }
  return out;
}

}  // namespace clausebook
