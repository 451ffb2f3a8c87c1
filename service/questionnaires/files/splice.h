// Edits of a text by place.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SPLICE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SPLICE_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::questionnaires {

// What stands from `begin` to `end` becomes `text`.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

// Edits must not overlap; those at one place keep their order.
inline std::string ApplyEdits(std::string_view text, std::vector<Edit> edits) {
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

}  // namespace clausebook::questionnaires

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILES_SPLICE_H_
