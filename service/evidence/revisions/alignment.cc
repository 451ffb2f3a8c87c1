#include "service/evidence/revisions/alignment.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace clausebook::evidence {
namespace {

// How many clauses of the other side are looked at in full for each clause.
constexpr std::size_t kMostCandidates = 16;
// Steps for each clause, however many there are.
constexpr std::int64_t kLeastShare = 16;

const std::size_t kFree = static_cast<std::size_t>(-1);

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

// A word of a clause, how often it stands there, and the bytes it counts for.
struct BagWord {
  std::uint32_t id = 0;
  std::int64_t count = 0;
  std::int64_t bytes = 0;  // of one
};

// Sorted by id.
using Bag = std::vector<BagWord>;

Bag BagOf(const Passage& passage) {
  Bag bag;
  for (const Word& word : passage.words) {
    bag.push_back({word.id, 1, static_cast<std::int64_t>(word.span.size())});
  }
  std::sort(bag.begin(), bag.end(),
            [](const BagWord& a, const BagWord& b) { return a.id < b.id; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < bag.size(); ++i) {
    if (bag[i].id == bag[last].id) {
      ++bag[last].count;
    } else {
      bag[++last] = bag[i];
    }
  }
  if (!bag.empty()) bag.resize(last + 1);
  return bag;
}

std::int64_t BytesOf(const Bag& bag) {
  std::int64_t bytes = 0;
  for (const BagWord& word : bag) bytes += word.count * word.bytes;
  return bytes;
}

// Dice's coefficient, per mille.
int SimilarityOf(const Bag& a, std::int64_t a_bytes, const Bag& b, std::int64_t b_bytes) {
  std::int64_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->id < j->id) {
      ++i;
    } else if (j->id < i->id) {
      ++j;
    } else {
      shared += std::min(i->count, j->count) * i->bytes;
      ++i;
      ++j;
    }
  }
  return a_bytes + b_bytes == 0 ? 0
                                : static_cast<int>(2000 * shared / (a_bytes + b_bytes));
}

// Finds for clauses without a partner those that they may have become.
class EditFinder {
 public:
  EditFinder(const Side& before, const Side& after,
             const std::vector<std::size_t>& old_partners,
             const std::vector<std::size_t>& new_partners)
      : before_(before), after_(after) {
    for (std::size_t i = 0; i < old_partners.size(); ++i) {
      if (old_partners[i] == kFree) old_.push_back({i, BagOf(before.passages[i]), 0});
    }
    for (std::size_t i = 0; i < new_partners.size(); ++i) {
      if (new_partners[i] == kFree) new_.push_back({i, BagOf(after.passages[i]), 0});
    }
    for (auto* side : {&old_, &new_}) {
      for (Loose& loose : *side) loose.bytes = BytesOf(loose.bag);
    }
    for (std::size_t i = 0; i < new_.size(); ++i) {
      for (const BagWord& word : new_[i].bag) holders_[word.id].push_back(i);
    }
  }

  // All pairs that are similar enough among the candidates looked at, best first.
  std::vector<Pair> Find(std::int64_t steps) {
    std::vector<Pair> pairs;
    if (old_.empty() || new_.empty()) return pairs;
    const std::int64_t share =
        std::max(kLeastShare, steps / static_cast<std::int64_t>(old_.size()));
    shared_.assign(new_.size(), 0);
    for (const Loose& loose : old_) {
      for (const std::size_t candidate : CandidatesOf(loose, share)) {
        AddIfSimilar(loose, new_[candidate], pairs);
      }
    }
    std::sort(pairs.begin(), pairs.end(),
              [this](const Pair& a, const Pair& b) { return Rank(a) < Rank(b); });
    return pairs;
  }

 private:
  // A clause without a partner.
  struct Loose {
    std::size_t clause = 0;
    Bag bag;
    std::int64_t bytes = 0;
  };

  bool SameRole(std::size_t old_clause, std::size_t new_clause) const {
    return (*before_.clauses)[old_clause].heading ==
           (*after_.clauses)[new_clause].heading;
  }

  // Those that share most bytes of words, rare words first while `share` lasts.
  std::vector<std::size_t> CandidatesOf(const Loose& loose, std::int64_t share) {
    std::vector<std::pair<const std::vector<std::size_t>*, const BagWord*>> words;
    for (const BagWord& word : loose.bag) {
      const auto found = holders_.find(word.id);
      if (found != holders_.end()) words.emplace_back(&found->second, &word);
    }
    std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
      return a.first->size() < b.first->size();
    });
    std::vector<std::size_t> touched;
    for (const auto& [holders, word] : words) {
      share -= static_cast<std::int64_t>(holders->size());
      if (share < 0) break;
      for (const std::size_t holder : *holders) {
        if (shared_[holder] == 0) touched.push_back(holder);
        shared_[holder] += word->bytes;
      }
    }
    const auto better = [this](std::size_t a, std::size_t b) {
      return shared_[a] != shared_[b] ? shared_[a] > shared_[b] : a < b;
    };
    std::vector<std::size_t> best;
    std::copy_if(touched.begin(), touched.end(), std::back_inserter(best),
                 [&](std::size_t i) { return SameRole(loose.clause, new_[i].clause); });
    const std::size_t kept = std::min(kMostCandidates, best.size());
    std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(kept),
                      best.end(), better);
    best.resize(kept);
    for (const std::size_t holder : touched) shared_[holder] = 0;
    return best;
  }

  void AddIfSimilar(const Loose& a, const Loose& b, std::vector<Pair>& pairs) const {
    // Too different in size to be similar: this keeps the comparison below linear.
    if (4 * std::min(a.bytes, b.bytes) < a.bytes + b.bytes) return;
    const int similarity = SimilarityOf(a.bag, a.bytes, b.bag, b.bytes);
    if (similarity >= kLeastSimilarity) {
      pairs.push_back({a.clause, b.clause, false, false, similarity});
    }
  }

  // Most similar first; of equals, those under the same headings, then the nearest.
  std::tuple<int, bool, std::size_t, std::size_t, std::size_t> Rank(
      const Pair& pair) const {
    const bool elsewhere =
        before_.heading_paths[pair.old_clause] != after_.heading_paths[pair.new_clause];
    const std::size_t distance = pair.old_clause > pair.new_clause
                                     ? pair.old_clause - pair.new_clause
                                     : pair.new_clause - pair.old_clause;
    return {-pair.similarity, elsewhere, distance, pair.old_clause, pair.new_clause};
  }

  const Side& before_;
  const Side& after_;
  std::vector<Loose> old_;
  std::vector<Loose> new_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> holders_;
  std::vector<std::int64_t> shared_;  // bytes in common, while candidates are sought
};

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

}  // namespace

std::vector<Pair> Align(const Side& before, const Side& after, std::int64_t steps) {
  std::vector<std::size_t> old_partners(before.clauses->size(), kFree);
  std::vector<std::size_t> new_partners(after.clauses->size(), kFree);
  PairEqual(before, after, /*under_headings=*/true, old_partners, new_partners);
  PairEqual(before, after, /*under_headings=*/false, old_partners, new_partners);
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < old_partners.size(); ++i) {
    if (old_partners[i] != kFree)
      pairs.push_back({i, old_partners[i], true, false, 1000});
  }
  for (const Pair& pair :
       EditFinder(before, after, old_partners, new_partners).Find(steps)) {
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
