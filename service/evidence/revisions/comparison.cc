#include "service/evidence/revisions/comparison.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "service/evidence/revisions/alignment.h"
#include "service/evidence/segmenter.h"

namespace clausebook::evidence {
namespace {

// Prepares both sides with one numbering of words and texts.
class SideMaker {
 public:
  Side Make(const RevisionText& revision) {
    Side side;
    side.clauses = revision.clauses;
    for (const model::Clause& clause : *revision.clauses) {
      const Span span{static_cast<std::size_t>(clause.range.begin),
                      static_cast<std::size_t>(clause.range.end)};
      side.passages.push_back({clause.range, vocabulary_.WordsOf(revision.text, span)});
      const auto next = static_cast<std::uint32_t>(texts_.size());
      side.normal_texts.push_back(
          texts_
              .emplace(NormaliseText(revision.text.substr(span.begin, span.size())), next)
              .first->second);
      side.heading_paths.push_back(NumberOf(clause.heading_path));
    }
    return side;
  }

 private:
  // Clauses under the same headings follow each other: most need no look-up.
  std::uint32_t NumberOf(const std::vector<std::string>& path) {
    if (last_path_ == nullptr || *last_path_ != path) {
      last_number_ = paths_.emplace(path, paths_.size()).first->second;
      last_path_ = &path;
    }
    return static_cast<std::uint32_t>(last_number_);
  }

  std::map<std::vector<std::string>, std::size_t> paths_;
  const std::vector<std::string>* last_path_ = nullptr;
  std::size_t last_number_ = 0;
  Vocabulary vocabulary_;
  std::unordered_map<std::string, std::uint32_t> texts_;
};

ClauseChange ChangeOf(const Pair& pair, const Side& before, const Side& after,
                      WorkBudget& budget) {
  ClauseChange change;
  change.old_clause = pair.old_clause;
  change.new_clause = pair.new_clause;
  change.similarity = pair.similarity;
  change.moved = !pair.in_order;
  if (!pair.same_text) {
    change.kind = ChangeKind::kEdited;
    change.words = DiffWords(before.passages[pair.old_clause],
                             after.passages[pair.new_clause], budget);
  } else if (change.moved) {
    change.kind = ChangeKind::kMoved;
  }
  return change;
}

// Puts the changes into the order of the new text, dropped clauses behind the clause
// that they followed in the old one, as far as that is still in its place.
std::vector<ClauseChange> InOrder(std::vector<ClauseChange> pairs, std::size_t old_count,
                                  std::size_t new_count) {
  std::vector<const ClauseChange*> by_old(old_count, nullptr);
  std::vector<ClauseChange*> by_new(new_count, nullptr);
  for (ClauseChange& pair : pairs) {
    by_old[*pair.old_clause] = &pair;
    by_new[*pair.new_clause] = &pair;
  }
  std::vector<ClauseChange> ordered;
  std::size_t old_at = 0;
  const auto drop_until = [&](std::size_t end) {
    for (; old_at < end; ++old_at) {
      if (by_old[old_at] != nullptr) continue;
      ClauseChange dropped;
      dropped.kind = ChangeKind::kDropped;
      dropped.old_clause = old_at;
      ordered.push_back(std::move(dropped));
    }
  };
  const auto drop_run = [&](std::size_t end) {
    while (end < old_count && by_old[end] == nullptr) ++end;
    drop_until(end);
  };
  drop_run(0);
  for (std::size_t i = 0; i < new_count; ++i) {
    if (by_new[i] == nullptr) {
      ClauseChange added;
      added.kind = ChangeKind::kAdded;
      added.new_clause = i;
      ordered.push_back(std::move(added));
      continue;
    }
    const bool in_place = !by_new[i]->moved;
    const std::size_t old_clause = *by_new[i]->old_clause;
    if (in_place) drop_until(old_clause);
    ordered.push_back(std::move(*by_new[i]));
    // What was dropped right behind it stands before what was added there.
    if (in_place) drop_run(old_clause + 1);
  }
  drop_until(old_count);
  return ordered;
}

std::vector<ClauseChange> Compare(const RevisionText& before, const RevisionText& after) {
  SideMaker maker;
  const Side old_side = maker.Make(before);
  const Side new_side = maker.Make(after);
  WorkBudget diff{kComparisonSteps};
  std::vector<ClauseChange> pairs;
  for (const Pair& pair : Align(old_side, new_side, kComparisonSteps)) {
    pairs.push_back(ChangeOf(pair, old_side, new_side, diff));
  }
  return pairs;
}

void Mirror(ClauseChange& change) {
  std::swap(change.old_clause, change.new_clause);
  for (WordRun& run : change.words) {
    std::swap(run.old_range, run.new_range);
    if (run.kind == WordRun::Kind::kRemoved) {
      run.kind = WordRun::Kind::kAdded;
    } else if (run.kind == WordRun::Kind::kAdded) {
      run.kind = WordRun::Kind::kRemoved;
    }
  }
  // Removed words stand before those that took their place.
  for (std::size_t i = 1; i < change.words.size(); ++i) {
    WordRun& first = change.words[i - 1];
    WordRun& second = change.words[i];
    if (first.kind != WordRun::Kind::kAdded || second.kind != WordRun::Kind::kRemoved) {
      continue;
    }
    std::swap(first, second);
    first.new_range.end = first.new_range.begin = second.new_range.begin;
    second.old_range.begin = second.old_range.end = first.old_range.end;
  }
}

// Whether the comparison is done from `before` to `after` or the other way round and
// mirrored. Where several alignments are equally good, this makes both directions choose
// the same one.
bool IsForward(const RevisionText& before, const RevisionText& after) {
  if (before.text != after.text) return before.text < after.text;
  return std::lexicographical_compare(
      before.clauses->begin(), before.clauses->end(), after.clauses->begin(),
      after.clauses->end(), [](const model::Clause& a, const model::Clause& b) {
        return std::tie(a.range.begin, a.range.end, a.heading) <
               std::tie(b.range.begin, b.range.end, b.heading);
      });
}

}  // namespace

std::vector<ClauseChange> CompareRevisions(const RevisionText& before,
                                           const RevisionText& after) {
  std::vector<ClauseChange> pairs;
  if (IsForward(before, after)) {
    pairs = Compare(before, after);
  } else {
    pairs = Compare(after, before);
    for (ClauseChange& pair : pairs) Mirror(pair);
  }
  return InOrder(std::move(pairs), before.clauses->size(), after.clauses->size());
}

}  // namespace clausebook::evidence
