#include "service/answering/region.h"

#include <algorithm>

namespace clausebook::answering {

bool Contains(const model::Qualifiers& outer, const model::Qualifiers& inner) {
  return std::all_of(outer.begin(), outer.end(), [&](const auto& dimension) {
    const auto it = inner.find(dimension.first);
    return it != inner.end() &&
           std::includes(dimension.second.begin(), dimension.second.end(),
                         it->second.begin(), it->second.end());
  });
}

bool Intersects(const model::Qualifiers& a, const model::Qualifiers& b) {
  return std::all_of(a.begin(), a.end(), [&](const auto& dimension) {
    const auto it = b.find(dimension.first);
    return it == b.end() ||
           std::any_of(it->second.begin(), it->second.end(), [&](const auto& member) {
             return std::binary_search(dimension.second.begin(), dimension.second.end(),
                                       member);
           });
  });
}

}  // namespace clausebook::answering
