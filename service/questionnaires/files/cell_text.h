// Texts in spreadsheet XML: escapes of its own on top of XML's.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_CELL_TEXT_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_CELL_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace clausebook::questionnaires {

// What a cell has room for, in UTF-16 units.
inline constexpr std::size_t kMostCellUnits = 32767;

// `_x000A_` as the character that it stands for. Those that no text may hold (NUL,
// surrogates) become U+FFFD.
std::string DecodeCellText(std::string_view text);

// For XML content: markup escaped, line ends as line feeds, control characters and
// what looks like an escape as escapes. `text` is UTF-8.
std::string EncodeCellText(std::string_view text);

// For XML attributes in double quotes.
std::string EncodeAttribute(std::string_view text);

std::size_t Utf16Units(std::string_view text);

// A stored number as a person reads it: 1.1, not 1.1000000000000001. What is no number
// stays.
std::string ReadableNumber(std::string_view stored);

// Without space at the ends, inner runs of space as one, no-break spaces as spaces.
std::string Squeezed(std::string_view text);

// Squeezed and in lower case (all scripts): for comparing what people typed.
std::string Folded(std::string_view text);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_CELL_TEXT_H_
