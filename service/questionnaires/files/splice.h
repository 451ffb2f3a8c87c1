// Edits of texts by place, and of XML by where its tags stand.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SPLICE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SPLICE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "service/package/xml_stream.h"

namespace clausebook::questionnaires {

// What stands from `begin` to `end` becomes `text`.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

// Edits must not overlap; those at one place keep their order.
std::string ApplyEdits(std::string_view text, std::vector<Edit> edits);

// Shows a part of a workbook to the handler. INVALID_ARGUMENT if it is no XML, or is not
// encoded as UTF-8, so that no text can be put into it.
absl::Status StreamForEdits(const std::string& part, std::string_view xml,
                            package::XmlHandler* handler);

// `x:` of `x:row`.
std::string PrefixOf(const package::XmlTag& tag);

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SPLICE_H_
