// What two sequences have in common, in order (E. W. Myers, "An O(ND) Difference
// Algorithm and Its Variations", Algorithmica 1, 1986).
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_LONGEST_COMMON_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_LONGEST_COMMON_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace clausebook::evidence {

// Work that comparisons may still do. Counted in steps and not in time, so that the
// same texts always give the same result.
struct WorkBudget {
  std::int64_t steps = 0;
};

// `size` elements from `old_begin` on equal those from `new_begin` on.
struct Match {
  std::size_t old_begin = 0;
  std::size_t new_begin = 0;
  std::size_t size = 0;
};

// A longest common subsequence, as matches in order; matches may touch. Where `budget`
// does not suffice, or the sequences differ in more than two thousand elements, only
// the common beginning and the common end. Time O(elements + steps used), memory
// bounded.
std::vector<Match> LongestCommon(const std::vector<std::uint32_t>& before,
                                 const std::vector<std::uint32_t>& after,
                                 WorkBudget& budget);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_LONGEST_COMMON_H_
