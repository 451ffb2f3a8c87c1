// The names that somebody who wrote an unknown one may have meant.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_NEAREST_H_
#define CLAUSEBOOK_SERVICE_CATALOG_NEAREST_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::yaml {

// The `candidates` most like `name` (edit distance, and shared dot- or dash-separated
// words), best first, at most `limit`; those that are nothing like it are left out.
std::vector<std::string> Nearest(std::string_view name,
                                 const std::vector<std::string>& candidates,
                                 std::size_t limit);

// "Did you mean 'a' or 'b'?"; where nothing is near "Known: a, b, c." (the first
// twelve, sorted as given); empty without candidates.
std::string DidYouMean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace clausebook::yaml

#endif  // CLAUSEBOOK_SERVICE_CATALOG_NEAREST_H_
