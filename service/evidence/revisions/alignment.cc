#include "service/evidence/revisions/alignment.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "service/evidence/revisions/edits.h"

namespace clausebook::evidence {
namespace {

// What has to be equal: text, role and, while `under_headings`, the headings above.
using Key = std::tuple<std::uint32_t, bool, std::uint32_t>;

// The clauses of one side that have no partner yet.
std::map<Key, std::vector<std::size_t>> FreeOf(const Side& side,
                                               const std::vector<std::size_t>& partners,
                                               bool under_headings) {
  std::map<Key, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] != kFree) continue;
    groups[{side.normal_texts[i], (*side.clauses)[i].heading,
            under_headings ? side.heading_paths[i] : 0}]
        .push_back(i);
  }
  return groups;
}

// Marks a longest subsequence of the pairs, which are ordered by old clause, whose new
// clauses are in order too.
void MarkLongest(const std::vector<Pair*>& pairs) {
  std::vector<std::size_t> tails;  // of the best run of each length
  std::vector<std::size_t> previous(pairs.size(), kFree);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    pairs[i]->in_order = false;
    const auto at = std::lower_bound(tails.begin(), tails.end(), pairs[i]->new_clause,
                                     [&](std::size_t tail, std::size_t clause) {
                                       return pairs[tail]->new_clause < clause;
                                     });
    if (at != tails.begin()) previous[i] = *std::prev(at);
    if (at == tails.end()) {
      tails.push_back(i);
    } else {
      *at = i;
    }
  }
  for (std::size_t i = tails.empty() ? kFree : tails.back(); i != kFree;
       i = previous[i]) {
    pairs[i]->in_order = true;
  }
}

// First among the same texts; then edited pairs join where they fit between those,
// which takes none of those away.
void MarkInOrder(std::vector<Pair>& pairs) {
  std::vector<Pair*> same;
  for (Pair& pair : pairs) {
    if (pair.same_text) same.push_back(&pair);
  }
  MarkLongest(same);
  std::vector<std::size_t> next(pairs.size() + 1, kFree);  // new clause that follows
  for (std::size_t i = pairs.size(); i-- > 0;) {
    next[i] = pairs[i].in_order ? pairs[i].new_clause : next[i + 1];
  }
  std::vector<Pair*> fitting;
  std::size_t last = kFree;  // new clause of the last same pair in order
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Pair& pair = pairs[i];
    const bool fits = !pair.same_text && (last == kFree || pair.new_clause > last) &&
                      pair.new_clause < next[i];
    if (pair.in_order) last = pair.new_clause;
    if (pair.in_order || fits) fitting.push_back(&pair);
  }
  MarkLongest(fitting);
}

// Makes partners of clauses with the same key, in order.
void PairEqual(const Side& before, const Side& after, bool under_headings,
               std::vector<std::size_t>& old_partners,
               std::vector<std::size_t>& new_partners) {
  const auto old_groups = FreeOf(before, old_partners, under_headings);
  const auto new_groups = FreeOf(after, new_partners, under_headings);
  for (const auto& [key, old_clauses] : old_groups) {
    const auto found = new_groups.find(key);
    if (found == new_groups.end()) continue;
    const std::vector<std::size_t>& new_clauses = found->second;
    for (std::size_t i = 0; i < std::min(old_clauses.size(), new_clauses.size()); ++i) {
      old_partners[old_clauses[i]] = new_clauses[i];
      new_partners[new_clauses[i]] = old_clauses[i];
    }
  }
}

// Makes partners of as many same texts as stand in the order of both sides.
void PairInOrder(const Side& before, const Side& after, std::int64_t steps,
                 std::vector<std::size_t>& old_partners,
                 std::vector<std::size_t>& new_partners) {
  const auto numbers_of = [](const Side& side) {
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < side.normal_texts.size(); ++i) {
      numbers.push_back(2 * side.normal_texts[i] + ((*side.clauses)[i].heading ? 1 : 0));
    }
    return numbers;
  };
  WorkBudget budget{steps};
  for (const Match& match :
       LongestCommon(numbers_of(before), numbers_of(after), budget)) {
    for (std::size_t i = 0; i < match.size; ++i) {
      old_partners[match.old_begin + i] = match.new_begin + i;
      new_partners[match.new_begin + i] = match.old_begin + i;
    }
  }
}

}  // namespace

std::vector<Pair> Align(const Side& before, const Side& after, std::int64_t steps) {
  std::vector<std::size_t> old_partners(before.clauses->size(), kFree);
  std::vector<std::size_t> new_partners(after.clauses->size(), kFree);
  PairInOrder(before, after, steps, old_partners, new_partners);
  PairEqual(before, after, /*under_headings=*/true, old_partners, new_partners);
  PairEqual(before, after, /*under_headings=*/false, old_partners, new_partners);
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < old_partners.size(); ++i) {
    if (old_partners[i] != kFree)
      pairs.push_back({i, old_partners[i], true, false, 1000});
  }
  for (const Pair& pair : FindEdits(before, after, old_partners, new_partners, steps)) {
    if (old_partners[pair.old_clause] != kFree ||
        new_partners[pair.new_clause] != kFree) {
      continue;
    }
    old_partners[pair.old_clause] = pair.new_clause;
    new_partners[pair.new_clause] = pair.old_clause;
    pairs.push_back(pair);
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const Pair& a, const Pair& b) { return a.old_clause < b.old_clause; });
  MarkInOrder(pairs);
  return pairs;
}

}  // namespace clausebook::evidence
