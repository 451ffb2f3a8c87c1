#include "service/evidence/revisions/edits.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace clausebook::evidence {
namespace {

// How many clauses of the other side are looked at in full for each clause.
constexpr std::size_t kMostCandidates = 16;
// Steps for each clause, however many there are.
constexpr std::int64_t kLeastShare = 16;

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

}  // namespace

std::vector<Pair> FindEdits(const Side& before, const Side& after,
                            const std::vector<std::size_t>& old_partners,
                            const std::vector<std::size_t>& new_partners,
                            std::int64_t steps) {
  return EditFinder(before, after, old_partners, new_partners).Find(steps);
}

}  // namespace clausebook::evidence
