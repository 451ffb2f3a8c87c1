#include "service/evidence/documents/ordinal.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace clausebook::evidence {
namespace {

constexpr int kMostLetters = 26 * 20;

// a … z, aa, bb …: as word processors count.
std::string Letters(int number) {
  const auto letter = static_cast<char>('a' + (number - 1) % 26);
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), letter);
}

std::string Roman(int number) {
  static constexpr std::array<std::pair<int, std::string_view>, 13> kParts = {
      {{1000, "m"},
       {900, "cm"},
       {500, "d"},
       {400, "cd"},
       {100, "c"},
       {90, "xc"},
       {50, "l"},
       {40, "xl"},
       {10, "x"},
       {9, "ix"},
       {5, "v"},
       {4, "iv"},
       {1, "i"}}};
  std::string roman;
  for (const auto& [value, letters] : kParts) {
    for (; number >= value; number -= value) roman += letters;
  }
  return roman;
}

}  // namespace

std::string Ordinal(int number, OrdinalStyle style) {
  const bool letters =
      style == OrdinalStyle::kLowerLetter || style == OrdinalStyle::kUpperLetter;
  const bool upper =
      style == OrdinalStyle::kUpperLetter || style == OrdinalStyle::kUpperRoman;
  if (style == OrdinalStyle::kDecimal || number < 1 ||
      number > (letters ? kMostLetters : 3999)) {
    return std::to_string(number);
  }
  std::string text = letters ? Letters(number) : Roman(number);
  if (upper) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  }
  return text;
}

}  // namespace clausebook::evidence
