#include "service/evidence/revisions/word_diff.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace clausebook::evidence {
namespace {

using Kind = WordRun::Kind;

// Memory of one search: this many numbers at most (16 MiB), which is enough for two
// thousand edits.
constexpr std::int64_t kMostTrace = 1 << 22;

// Words [old_begin, old_end) and [new_begin, new_end) are a run.
struct Run {
  Kind kind = Kind::kKept;
  std::size_t old_begin = 0;
  std::size_t old_end = 0;
  std::size_t new_begin = 0;
  std::size_t new_end = 0;
};

// A maximal diagonal of equal words.
struct Match {
  std::size_t old_begin = 0;
  std::size_t new_begin = 0;
  std::size_t size = 0;
};

// Myers' greedy search on the words [first, …) of both sides.
class Search {
 public:
  Search(const Word* before, std::int64_t n, const Word* after, std::int64_t m,
         WorkBudget& budget)
      : before_(before), n_(n), after_(after), m_(m), budget_(budget) {}

  // The matches of a shortest edit script, in order; nullopt if the budget ends first.
  std::optional<std::vector<Match>> Run() {
    std::vector<std::int64_t> furthest(3, 0);  // by diagonal, -d-1 … d+1
    for (std::int64_t d = 0;; ++d) {
      if (d > 0) {
        furthest.insert(furthest.begin(), 0);
        furthest.push_back(0);
      }
      const bool done = Extend(d, furthest);
      kept_ += 2 * d + 1;
      budget_.steps -= 2 * d + 1;
      if (budget_.steps < 0 || kept_ > kMostTrace) return std::nullopt;
      trace_.emplace_back(furthest.begin() + 1, furthest.end() - 1);
      if (done) return Backtrack();
    }
  }

 private:
  // Goes one edit further on every diagonal k = x - y, x in the old words and y in the
  // new.
  bool Extend(std::int64_t d, std::vector<std::int64_t>& furthest) {
    for (std::int64_t k = -d; k <= d; k += 2) {
      const auto at = [&](std::int64_t diagonal) -> std::int64_t& {
        return furthest[static_cast<std::size_t>(diagonal + d + 1)];
      };
      std::int64_t x = d == 0 ? 0 : Start(d, k, at(k - 1), at(k + 1));
      std::int64_t y = x - k;
      while (x < n_ && y < m_ && before_[x].id == after_[y].id) {
        ++x;
        ++y;
        --budget_.steps;
      }
      at(k) = x;
      if (x >= n_ && y >= m_) return true;
    }
    return false;
  }

  static bool GoesDown(std::int64_t d, std::int64_t k, std::int64_t left,
                       std::int64_t right) {
    return k == -d || (k != d && left < right);
  }
  static std::int64_t Start(std::int64_t d, std::int64_t k, std::int64_t left,
                            std::int64_t right) {
    return GoesDown(d, k, left, right) ? right : left + 1;
  }

  std::vector<Match> Backtrack() const {
    std::vector<Match> matches;
    std::int64_t x = n_;
    std::int64_t y = m_;
    for (auto d = static_cast<std::int64_t>(trace_.size()) - 1; d >= 0; --d) {
      const std::int64_t k = x - y;
      std::int64_t from = 0;
      if (d > 0) {
        const auto& last = trace_[static_cast<std::size_t>(d - 1)];
        const auto at = [&](std::int64_t diagonal) -> std::int64_t {
          const std::int64_t i = diagonal + d - 1;
          return i < 0 || i >= static_cast<std::int64_t>(last.size())
                     ? 0
                     : last[static_cast<std::size_t>(i)];
        };
        const bool down = GoesDown(d, k, at(k - 1), at(k + 1));
        from = down ? at(k + 1) : at(k - 1) + 1;
        AddMatch(from, from - k, x - from, matches);
        x = down ? from : from - 1;
        y = x - (down ? k + 1 : k - 1);
      } else {
        AddMatch(0, 0, x, matches);
      }
    }
    std::reverse(matches.begin(), matches.end());
    return matches;
  }

  static void AddMatch(std::int64_t x, std::int64_t y, std::int64_t size,
                       std::vector<Match>& matches) {
    if (size <= 0) return;
    matches.push_back({static_cast<std::size_t>(x), static_cast<std::size_t>(y),
                       static_cast<std::size_t>(size)});
  }

  const Word* before_;
  std::int64_t n_;
  const Word* after_;
  std::int64_t m_;
  WorkBudget& budget_;
  std::int64_t kept_ = 0;
  std::vector<std::vector<std::int32_t>> trace_;
};

std::vector<Match> FindMatches(const std::vector<Word>& before,
                               const std::vector<Word>& after, WorkBudget& budget) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head].id == after[head].id) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail].id == after[after.size() - 1 - tail].id) {
    ++tail;
  }
  std::vector<Match> matches;
  if (head > 0) matches.push_back({0, 0, head});
  const std::size_t n = before.size() - head - tail;
  const std::size_t m = after.size() - head - tail;
  if (n > 0 && m > 0) {
    Search search(before.data() + head, static_cast<std::int64_t>(n), after.data() + head,
                  static_cast<std::int64_t>(m), budget);
    for (const Match& match : search.Run().value_or(std::vector<Match>())) {
      matches.push_back({match.old_begin + head, match.new_begin + head, match.size});
    }
  }
  if (tail > 0) {
    matches.push_back({before.size() - tail, after.size() - tail, tail});
  }
  return matches;
}

// Whether a match between two changes is too little to be worth showing as kept.
bool IsTrifle(const std::vector<Word>& before, const Match& match) {
  constexpr std::size_t kShortWord = 3;
  return match.size == 1 && before[match.old_begin].span.size() <= kShortWord;
}

// Drops trifles that have a change of both kinds on both sides.
std::vector<Match> Tidy(const std::vector<Word>& before, const std::vector<Word>& after,
                        const std::vector<Match>& matches) {
  std::vector<Match> kept;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Match& match = matches[i];
    const std::size_t old_before =
        kept.empty() ? 0 : kept.back().old_begin + kept.back().size;
    const std::size_t new_before =
        kept.empty() ? 0 : kept.back().new_begin + kept.back().size;
    const bool last = i + 1 == matches.size();
    const std::size_t old_after = last ? before.size() : matches[i + 1].old_begin;
    const std::size_t new_after = last ? after.size() : matches[i + 1].new_begin;
    const bool between = match.old_begin > old_before && match.new_begin > new_before &&
                         match.old_begin + match.size < old_after &&
                         match.new_begin + match.size < new_after;
    if (!between || !IsTrifle(before, match)) kept.push_back(match);
  }
  return kept;
}

// Where the word with this index begins, or where the passage ends. The first begins
// where the passage does.
std::int64_t Begin(const Passage& passage, std::size_t word) {
  if (word == 0) return passage.range.begin;
  if (word >= passage.words.size()) return passage.range.end;
  return static_cast<std::int64_t>(passage.words[word].span.begin);
}

}  // namespace

std::vector<WordRun> DiffWords(const Passage& before, const Passage& after,
                               WorkBudget& budget) {
  std::vector<WordRun> runs;
  std::size_t old_at = 0;
  std::size_t new_at = 0;
  const auto add = [&](Kind kind, std::size_t old_end, std::size_t new_end) {
    if (old_end == old_at && new_end == new_at) return;
    runs.push_back({kind,
                    {Begin(before, old_at), Begin(before, old_end)},
                    {Begin(after, new_at), Begin(after, new_end)}});
    old_at = old_end;
    new_at = new_end;
  };
  const auto matches =
      Tidy(before.words, after.words, FindMatches(before.words, after.words, budget));
  for (const Match& match : matches) {
    add(Kind::kRemoved, match.old_begin, new_at);
    add(Kind::kAdded, old_at, match.new_begin);
    // Adjacent matches are one run.
    if (!runs.empty() && runs.back().kind == Kind::kKept) {
      old_at = match.old_begin + match.size;
      new_at = match.new_begin + match.size;
      runs.back().old_range.end = Begin(before, old_at);
      runs.back().new_range.end = Begin(after, new_at);
    } else {
      add(Kind::kKept, match.old_begin + match.size, match.new_begin + match.size);
    }
  }
  add(Kind::kRemoved, before.words.size(), new_at);
  add(Kind::kAdded, old_at, after.words.size());
  return runs;
}

}  // namespace clausebook::evidence
