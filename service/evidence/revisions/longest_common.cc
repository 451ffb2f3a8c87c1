#include "service/evidence/revisions/longest_common.h"

#include <algorithm>
#include <optional>

namespace clausebook::evidence {
namespace {

// Memory of one search: this many numbers at most (16 MiB), which is enough for two
// thousand edits.
constexpr std::int64_t kMostTrace = 1 << 22;

// Myers' greedy search.
class Search {
 public:
  Search(const std::uint32_t* before, std::int64_t n, const std::uint32_t* after,
         std::int64_t m, WorkBudget& budget)
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
  // Goes one edit further on every diagonal k = x - y, x in the old sequence and y in
  // the new one.
  bool Extend(std::int64_t d, std::vector<std::int64_t>& furthest) {
    for (std::int64_t k = -d; k <= d; k += 2) {
      const auto at = [&](std::int64_t diagonal) -> std::int64_t& {
        return furthest[static_cast<std::size_t>(diagonal + d + 1)];
      };
      std::int64_t x = d == 0 ? 0 : Start(d, k, at(k - 1), at(k + 1));
      std::int64_t y = x - k;
      while (x < n_ && y < m_ && before_[x] == after_[y]) {
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

  const std::uint32_t* before_;
  std::int64_t n_;
  const std::uint32_t* after_;
  std::int64_t m_;
  WorkBudget& budget_;
  std::int64_t kept_ = 0;
  std::vector<std::vector<std::int32_t>> trace_;
};

}  // namespace

std::vector<Match> LongestCommon(const std::vector<std::uint32_t>& before,
                                 const std::vector<std::uint32_t>& after,
                                 WorkBudget& budget) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
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

}  // namespace clausebook::evidence
