// What changed between two revisions of a policy: every clause of either is unchanged,
// moved, edited, added or dropped.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_COMPARISON_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_COMPARISON_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "service/evidence/revisions/word_diff.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

enum class ChangeKind { kUnchanged, kMoved, kEdited, kAdded, kDropped };
inline constexpr std::size_t kChangeKinds = 5;

// One clause's fate. Clauses are given as their index in the revision.
struct ClauseChange {
  ChangeKind kind = ChangeKind::kUnchanged;
  std::optional<std::size_t> old_clause;  // not for added
  std::optional<std::size_t> new_clause;  // not for dropped
  // Edited or moved: whether the clause stands elsewhere among those that stayed. Of
  // two clauses that changed places one has moved.
  bool moved = false;
  // How much of both texts is the same, per mille; 1000 for unchanged and moved, 0 for
  // added and dropped.
  int similarity = 0;
  std::vector<WordRun> words;  // of edited clauses
  friend bool operator==(const ClauseChange&, const ClauseChange&) = default;
};

// A text with its clauses, which lie in it in order and do not overlap. Both are
// borrowed.
struct RevisionText {
  std::string_view text;
  const std::vector<model::Clause>* clauses = nullptr;
};

// Every clause of both revisions is in exactly one change. Clauses with the same
// normalised text (NormaliseText) and role are unchanged where they are part of a
// longest run in the order of both texts, else moved. Of the others, the most similar
// are edits of each other (see kLeastSimilarity in alignment.h), and the rest were
// added or dropped. A heading and a sentence are never the same clause.
//
// The changes come in the order of the new text; a dropped clause stands behind what
// it followed in the old one.
//
// Deterministic, and the reverse comparison is the mirror image. The work grows with
// the texts, plus a fixed bound: see kComparisonSteps. Two hostile texts of a MiB each
// were measured to take half a second.
std::vector<ClauseChange> CompareRevisions(const RevisionText& before,
                                           const RevisionText& after);

// What the search for edited clauses may take, and again all word diffs together, in
// steps of some nanoseconds. Beyond it clauses count as dropped and added, and words as
// replaced.
inline constexpr std::int64_t kComparisonSteps = 1 << 25;

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_COMPARISON_H_
