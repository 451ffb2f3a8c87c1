#include "service/base/utf8.h"

namespace clausebook {
namespace {

// What the lead byte demands: how many bytes follow, and the range of the first of
// them (which is what rules out overlong forms and surrogates).
struct Shape {
  int continuation = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

std::optional<Shape> ShapeOf(unsigned char lead) {
  if (lead < 0x80) return Shape{};
  if (lead < 0xC2 || lead > 0xF4) return std::nullopt;
  if (lead < 0xE0) return Shape{1};
  if (lead == 0xE0) return Shape{2, 0xA0, 0xBF};
  if (lead == 0xED) return Shape{2, 0x80, 0x9F};
  if (lead < 0xF0) return Shape{2};
  if (lead == 0xF0) return Shape{3, 0x90, 0xBF};
  if (lead == 0xF4) return Shape{3, 0x80, 0x8F};
  return Shape{3};
}

}  // namespace

std::optional<std::size_t> FindInvalidUtf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto shape = ShapeOf(static_cast<unsigned char>(bytes[at]));
    if (!shape || bytes.size() - at <= static_cast<std::size_t>(shape->continuation)) {
      return at;
    }
    for (int i = 1; i <= shape->continuation; ++i) {
      const auto byte = static_cast<unsigned char>(bytes[at + i]);
      const unsigned char low = i == 1 ? shape->low : 0x80;
      const unsigned char high = i == 1 ? shape->high : 0xBF;
      if (byte < low || byte > high) return at;
    }
    at += 1 + shape->continuation;
  }
  return std::nullopt;
}

}  // namespace clausebook
