// What changed between two passages, word by word.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_WORD_DIFF_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_WORD_DIFF_H_

#include <vector>

#include "service/evidence/revisions/longest_common.h"
#include "service/evidence/revisions/words.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

// A run of words that both passages have, or only the old or the new one. The runs'
// `old_range`s follow each other and fill the old passage, likewise the new: the kept
// and added bytes, in order, are the new passage, the kept and removed ones the old.
// A range with which its text has nothing to do is empty and says where it would be.
struct WordRun {
  enum class Kind { kKept, kRemoved, kAdded };
  Kind kind = Kind::kKept;
  model::ByteRange old_range;
  model::ByteRange new_range;
  friend bool operator==(const WordRun&, const WordRun&) = default;
};

// A passage of a text, and its words.
struct Passage {
  model::ByteRange range;
  std::vector<Word> words;
};

// Removed words stand before added ones. As few words as possible are removed and
// added, but for marks and words of up to three bytes that would stand alone between
// two changes: those are easier to read as part of the change. Where `budget` does not
// suffice, all between the common beginning and the common end is one change.
// Time O(words + steps used), memory O(words + steps used), the steps at most
// `budget`.
std::vector<WordRun> DiffWords(const Passage& before, const Passage& after,
                               WorkBudget& budget);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_WORD_DIFF_H_
