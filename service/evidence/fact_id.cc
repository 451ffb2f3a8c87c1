#include "service/evidence/fact_id.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/digest.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestProperty = 46;
constexpr std::size_t kDigestDigits = 10;

}  // namespace

std::string FactIdFor(std::string_view place, const model::FactContent& content) {
  std::string key =
      absl::StrCat(absl::string_view(place.data(), place.size()), "\n", content.property,
                   "\n", static_cast<int>(content.op), "\n", content.value.boolean, "\n",
                   content.value.text, "\n", absl::StrJoin(content.value.members, "\n"));
  for (const auto& [dimension, members] : content.qualifiers) {
    absl::StrAppend(&key, "\n", dimension, "=", absl::StrJoin(members, ","));
  }
  std::string name = content.property.substr(0, kLongestProperty);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '.' || c == '_'; }, '-');
  return absl::StrCat(name, "-", Sha256Hex(key).substr(0, kDigestDigits));
}

}  // namespace clausebook::evidence
