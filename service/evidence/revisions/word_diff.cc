#include "service/evidence/revisions/word_diff.h"

#include <cstddef>
#include <cstdint>

namespace clausebook::evidence {
namespace {

using Kind = WordRun::Kind;

std::vector<std::uint32_t> IdsOf(const std::vector<Word>& words) {
  std::vector<std::uint32_t> ids;
  ids.reserve(words.size());
  for (const Word& word : words) ids.push_back(word.id);
  return ids;
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
      Tidy(before.words, after.words,
           LongestCommon(IdsOf(before.words), IdsOf(after.words), budget));
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
