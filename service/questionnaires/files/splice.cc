#include "service/questionnaires/files/splice.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/workbook_package.h"

namespace clausebook::questionnaires {

std::string ApplyEdits(std::string_view text, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
  std::size_t size = text.size();
  for (const Edit& edit : edits) size += edit.text.size();
  std::string edited;
  edited.reserve(size);
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    edited.append(text.substr(at, edit.begin - at));
    edited.append(edit.text);
    at = edit.end;
  }
  edited.append(text.substr(at));
  return edited;
}

absl::Status StreamForEdits(const std::string& part, std::string_view xml,
                            package::XmlHandler* handler) {
  package::XmlStream stream(kWorkbookTerms, part, handler);
  CB_RETURN_IF_ERROR(stream.Feed(xml));
  CB_RETURN_IF_ERROR(stream.Finish());
  if (stream.utf8()) return absl::OkStatus();
  return package::Damaged(kWorkbookTerms,
                          absl::StrCat("its part ", part,
                                       " is not encoded as UTF-8, so it cannot be filled "
                                       "in place."));
}

std::string PrefixOf(const package::XmlTag& tag) {
  return std::string(tag.whole.substr(0, tag.whole.size() - tag.name.size()));
}

}  // namespace clausebook::questionnaires
