// From the bytes of a web page to UTF-8.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_CHARSET_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_CHARSET_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace clausebook::evidence {

// The page in UTF-8, without byte order mark. The encoding is that of the mark
// (UTF-8, UTF-16), else what the page declares in its first KiB as browsers read it
// (`latin1` is windows-1252), else UTF-8. Never guessed from the text.
// INVALID_ARGUMENT (field `document`) with the offset of the first byte that is not in
// that encoding, or for an encoding that is not known.
// Thread-safe. Reads glibc's conversion tables when an encoding is first used.
absl::StatusOr<std::string> HtmlToUtf8(std::string_view bytes);

// Loads the tables that HtmlToUtf8 will need for `bytes`, for who forbids itself to
// open files afterwards. Keeps them as long as the process lives.
void PrepareHtmlCharset(std::string_view bytes);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_HTML_CHARSET_H_
