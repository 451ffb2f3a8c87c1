#include "service/catalog/nearest.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace clausebook::yaml {
namespace {

constexpr std::size_t kLongestName = 128;
constexpr std::size_t kListed = 12;

std::string Lower(std::string_view text) {
  return absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
}

// Edit distance in which swapping two neighbours is one step: the commonest slip.
std::size_t Distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1),
      row(b.size() + 1);
  std::iota(previous.begin(), previous.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({row[j - 1] + 1, previous[j] + 1, previous[j - 1] + same});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return previous[b.size()];
}

std::set<std::string> Words(const std::string& name) {
  return absl::StrSplit(name, absl::ByAnyChar("._- "), absl::SkipEmpty());
}

// "boolean" for `bool`: what is cut short or drawn out.
bool IsPrefix(const std::string& part, const std::string& whole) {
  return part.size() >= 3 && whole.compare(0, part.size(), part) == 0;
}

std::size_t SharedWords(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::count_if(a.begin(), a.end(),
                       [&](const std::string& word) { return b.contains(word); });
}

}  // namespace

std::vector<std::string> Nearest(std::string_view name,
                                 const std::vector<std::string>& candidates,
                                 std::size_t limit) {
  if (name.size() > kLongestName) return {};
  const std::string wanted = Lower(name);
  const auto wanted_words = Words(wanted);
  std::vector<std::pair<double, std::string>> ranked;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongestName) continue;
    const std::string lower = Lower(candidate);
    const std::size_t distance = Distance(wanted, lower);
    const std::size_t shared = SharedWords(wanted_words, Words(lower));
    const bool near = distance <= std::max<std::size_t>(1, wanted.size() / 3) ||
                      IsPrefix(wanted, lower) || IsPrefix(lower, wanted);
    if (!near && shared == 0) continue;
    ranked.emplace_back(static_cast<double>(distance) - 3.0 * static_cast<double>(shared),
                        candidate);
  }
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > limit) ranked.resize(limit);
  std::vector<std::string> names;
  for (auto& entry : ranked) names.push_back(std::move(entry.second));
  return names;
}

std::string DidYouMean(std::string_view name,
                       const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "";
  const auto near = Nearest(name, candidates, 3);
  if (!near.empty())
    return absl::StrCat("Did you mean '", absl::StrJoin(near, "' or '"), "'?");
  const std::size_t shown = std::min(candidates.size(), kListed);
  return absl::StrCat(
      "Known: ", absl::StrJoin(candidates.begin(), candidates.begin() + shown, ", "),
      shown < candidates.size() ? ", …" : ".");
}

}  // namespace clausebook::yaml
