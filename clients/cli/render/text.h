// Text for a terminal: made safe, measured, wrapped. All functions are pure.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_TEXT_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

namespace clausebook::cli {

// `data` as one line that cannot steer a terminal: runs of white space become one space,
// control characters, bidirectional overrides and bytes that are not UTF-8 become visible
// escapes (`\x1b`, `\u202e`). Everything that comes from the service or from files goes
// through here before it is printed.
std::string Printable(std::string_view data);

// Columns that printable text takes; East Asian wide characters take two.
int Width(std::string_view text);

// Lines of at most `width` columns (at least 8 are used), broken at spaces, within a
// longer word after `/`, `-`, `.`, `_` or `:` where there is one. Never empty: "" is one
// empty line.
std::vector<std::string> Wrap(std::string_view text, int width);

// `text` cut to `width` columns, with `…` if something was cut.
std::string Shorten(std::string_view text, int width);

// `text` with spaces up to `width` columns.
std::string Pad(std::string_view text, int width);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_TEXT_H_
