#include "service/questionnaires/editions/recognising.h"

#include <string>
#include <unordered_map>

#include "service/questionnaires/matching/normalise.h"

namespace clausebook::questionnaires::editions {
namespace {

constexpr std::size_t kFewest = 5;

}  // namespace

Recognised Recognise(const Editions& editions, const std::vector<ListedItem>& list) {
  std::vector<std::string> digests;
  digests.reserve(list.size());
  for (const ListedItem& item : list) {
    digests.push_back(item.id.empty() ? "" : matching::WordingDigest(item.text));
  }
  Recognised best;
  for (const Edition& edition : editions.all()) {
    // Where the texts are ours, a list cannot have them.
    if (edition.texts == Texts::kOwn) continue;
    std::unordered_map<std::string_view, std::string_view> by_id;
    for (const EditionItem& item : edition.items) by_id.emplace(item.id, item.digest);
    std::size_t count = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto found = by_id.find(list[i].id);
      if (found != by_id.end() && found->second == digests[i]) ++count;
    }
    if (count > best.items) best = {&edition, count};
  }
  if (best.items < kFewest || best.items * 2 < list.size()) return {};
  return best;
}

}  // namespace clausebook::questionnaires::editions
