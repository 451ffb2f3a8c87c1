// The forms of documents as fact books write them.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_FORMATS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_FORMATS_H_

#include <optional>
#include <string>
#include <string_view>

#include "storage/model/resources.h"

namespace clausebook::evidence {

// `text`, `markdown`, `html`, `docx`, `pdf`; `yaml` and `json` for declarations.
std::string NameOfFormat(model::MediaType type);

// The reverse, for published documents; nullopt for anything else.
std::optional<model::MediaType> FormatByName(std::string_view name);

// By the ending of the file's name; plain text where it says nothing.
model::MediaType FormatOfFile(std::string_view file);

// `.txt`, `.md`, …: what an exported file's name ends with.
std::string_view EndingOf(model::MediaType type);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_FORMATS_H_
