// Text for a terminal: made safe, measured, wrapped. All functions are pure.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_TEXT_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "service/base/printable.h"

namespace clausebook::cli {

// Everything that comes from the service or from files goes through this before it is
// printed.
using clausebook::Printable;

// Columns that printable text takes; East Asian wide characters take two.
int Width(std::string_view text);

// Lines of at most `width` columns (at least 8 are used), broken at spaces, within a
// longer word after `/`, `-`, `.`, `_` or `:` where there is one. A SHA-256 is not
// broken, the one thing that may be wider. Never empty: "" is one empty line.
std::vector<std::string> Wrap(std::string_view text, int width);

// `text` cut to `width` columns, with `…` if something was cut.
std::string Shorten(std::string_view text, int width);

// `text` with spaces up to `width` columns.
std::string Pad(std::string_view text, int width);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_TEXT_H_
