// Which clause of one revision is which clause of another.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_ALIGNMENT_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_ALIGNMENT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "service/evidence/revisions/word_diff.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

// One revision's clauses, ready to be aligned. Both outlive the alignment.
struct Side {
  const std::vector<model::Clause>* clauses = nullptr;
  std::vector<Passage> passages;  // of each clause
  // Of each clause; equal numbers are equal normalised texts, equal heading paths.
  std::vector<std::uint32_t> normal_texts;
  std::vector<std::uint32_t> heading_paths;
};

// A clause of each side that belong together.
struct Pair {
  std::size_t old_clause = 0;
  std::size_t new_clause = 0;
  bool same_text = false;  // else edited
  bool in_order = false;   // part of a longest run of pairs in the order of both texts,
                           // which same texts choose before edited ones join it
  int similarity = 0;      // per mille
};

// Two clauses are an edit of each other only if words that make up at least half of
// both together, by their bytes, are the same (Dice's coefficient).
inline constexpr int kLeastSimilarity = 500;  // per mille

// The pairs, ordered by old clause; every clause is in one at most, and headings are
// paired with headings only. Same texts come first: as many as possible in the order of
// both sides, then those under the same headings, then the rest. Of what is left, the
// most similar are paired first, each old clause with one of the few that share most
// words with it. The search for the order, and again that for similar clauses, takes at
// most `steps`, or a few for each clause.
std::vector<Pair> Align(const Side& before, const Side& after, std::int64_t steps);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_ALIGNMENT_H_
