// What holds of every comparison, tried on random texts and on random edits of them.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "service/evidence/revisions/alignment.h"
#include "tests/unit/evidence/revisions/texts.h"

namespace clausebook::evidence {
namespace {

// Few words, so that clauses are often the same or similar.
rc::Gen<std::string> SentenceGen() {
  const auto word =
      rc::gen::element<std::string>("we", "store", "no", "data", "logs,", "of", "your",
                                    "app", "für", "30 ", "days\n", "数据", "third-party");
  return rc::gen::map(
      rc::gen::resize(
          8, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(word))),
      [](const std::vector<std::string>& words) {
        std::string sentence = "S";
        for (const auto& w : words) sentence += " " + w;
        return sentence + ".";
      });
}

// Paragraphs, list items and headings.
rc::Gen<std::string> TextGen() {
  const auto block = rc::gen::map(
      rc::gen::pair(rc::gen::element<std::string>("", "- ", "# ", "## "), SentenceGen()),
      [](const std::pair<std::string, std::string>& block) {
        return block.first + block.second + "\n\n";
      });
  return rc::gen::map(
      rc::gen::resize(
          12, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(block))),
      [](const std::vector<std::string>& blocks) {
        std::string text;
        for (const auto& b : blocks) text += b;
        return text;
      });
}

std::string Joined(const Cut& text, const ClauseChange& change, WordRun::Kind other,
                   model::ByteRange WordRun::*range) {
  std::string joined;
  for (const WordRun& run : change.words) {
    if (run.kind == WordRun::Kind::kKept || run.kind == other) {
      joined += text.At(run.*range);
    }
  }
  return joined;
}

RC_GTEST_PROP(CompareRevisionsProperty, EveryClauseIsInExactlyOneChange, ()) {
  const Cut before(*TextGen());
  const Cut after(*TextGen());
  std::multiset<std::size_t> old_clauses;
  std::multiset<std::size_t> new_clauses;
  for (const ClauseChange& change : CompareRevisions(before, after)) {
    if (change.old_clause) old_clauses.insert(*change.old_clause);
    if (change.new_clause) new_clauses.insert(*change.new_clause);
    RC_ASSERT(change.old_clause.has_value() == (change.kind != ChangeKind::kAdded));
    RC_ASSERT(change.new_clause.has_value() == (change.kind != ChangeKind::kDropped));
  }
  RC_ASSERT(old_clauses.size() == before.clauses.size());
  RC_ASSERT(new_clauses.size() == after.clauses.size());
  RC_ASSERT(std::set<std::size_t>(old_clauses.begin(), old_clauses.end()).size() ==
            old_clauses.size());
  RC_ASSERT(std::set<std::size_t>(new_clauses.begin(), new_clauses.end()).size() ==
            new_clauses.size());
}

RC_GTEST_PROP(CompareRevisionsProperty, NewClausesComeInTheOrderOfTheText, ()) {
  const Cut before(*TextGen());
  const Cut after(*TextGen());
  std::size_t next = 0;
  std::optional<std::size_t> last_in_place;
  for (const ClauseChange& change : CompareRevisions(before, after)) {
    if (change.new_clause) RC_ASSERT(*change.new_clause == next++);
    // Old clauses that did not move are in order too, those that were dropped included.
    if (!change.old_clause || change.moved) continue;
    RC_ASSERT((!last_in_place || *last_in_place < *change.old_clause));
    last_in_place = change.old_clause;
  }
}

RC_GTEST_PROP(CompareRevisionsProperty, KindsMeanWhatTheySay, ()) {
  const Cut before(*TextGen());
  const Cut after(*TextGen());
  for (const ClauseChange& change : CompareRevisions(before, after)) {
    if (!change.old_clause || !change.new_clause) continue;
    const bool same = NormaliseText(before.Clause(*change.old_clause)) ==
                      NormaliseText(after.Clause(*change.new_clause));
    RC_ASSERT(same == (change.kind != ChangeKind::kEdited));
    RC_ASSERT(before.clauses[*change.old_clause].heading ==
              after.clauses[*change.new_clause].heading);
    RC_ASSERT(change.similarity >= kLeastSimilarity);
    RC_ASSERT((change.kind == ChangeKind::kEdited || change.words.empty()));
  }
}

// A text that both have is never dropped here and added there.
RC_GTEST_PROP(CompareRevisionsProperty, NoSameTextIsLeftOver, ()) {
  const Cut before(*TextGen());
  const Cut after(*TextGen());
  std::set<std::pair<std::string, bool>> dropped;
  std::set<std::pair<std::string, bool>> added;
  for (const ClauseChange& change : CompareRevisions(before, after)) {
    if (change.kind == ChangeKind::kDropped) {
      dropped.emplace(NormaliseText(before.Clause(*change.old_clause)),
                      before.clauses[*change.old_clause].heading);
    }
    if (change.kind == ChangeKind::kAdded) {
      added.emplace(NormaliseText(after.Clause(*change.new_clause)),
                    after.clauses[*change.new_clause].heading);
    }
  }
  for (const auto& text : dropped) RC_ASSERT(!added.contains(text));
}

RC_GTEST_PROP(CompareRevisionsProperty, WordsMakeUpBothClauses, ()) {
  const Cut before(*TextGen());
  const Cut after(*TextGen());
  for (const ClauseChange& change : CompareRevisions(before, after)) {
    if (change.kind != ChangeKind::kEdited) continue;
    RC_ASSERT(Joined(after, change, WordRun::Kind::kAdded, &WordRun::new_range) ==
              after.Clause(*change.new_clause));
    RC_ASSERT(Joined(before, change, WordRun::Kind::kRemoved, &WordRun::old_range) ==
              before.Clause(*change.old_clause));
    for (const WordRun& run : change.words) {
      if (run.kind != WordRun::Kind::kKept) continue;
      RC_ASSERT(NormaliseText(before.At(run.old_range)) ==
                NormaliseText(after.At(run.new_range)));
    }
  }
}

RC_GTEST_PROP(CompareRevisionsProperty, TheSameTextIsUnchanged, ()) {
  const Cut text(*TextGen());
  for (const ClauseChange& change : CompareRevisions(text, text)) {
    RC_ASSERT(change.kind == ChangeKind::kUnchanged);
    RC_ASSERT(change.old_clause == change.new_clause);
  }
}

// By clause: the pairs of both directions are the same, added and dropped swap.
RC_GTEST_PROP(CompareRevisionsProperty, TheReverseIsTheMirrorImage, ()) {
  const Cut before(*TextGen());
  const Cut after(*TextGen());
  using Key = std::tuple<std::optional<std::size_t>, std::optional<std::size_t>,
                         ChangeKind, bool, int>;
  std::set<Key> there;
  std::set<Key> back;
  for (const ClauseChange& c : CompareRevisions(before, after)) {
    there.insert({c.old_clause, c.new_clause, c.kind, c.moved, c.similarity});
  }
  for (const ClauseChange& c : CompareRevisions(after, before)) {
    auto kind = c.kind;
    if (kind == ChangeKind::kAdded) {
      kind = ChangeKind::kDropped;
    } else if (kind == ChangeKind::kDropped) {
      kind = ChangeKind::kAdded;
    }
    back.insert({c.new_clause, c.old_clause, kind, c.moved, c.similarity});
  }
  RC_ASSERT(there == back);
}

// Taking a sentence out leaves all others as they are.
RC_GTEST_PROP(CompareRevisionsProperty, OneClauseLessIsOneClauseDropped, ()) {
  const Cut before(*TextGen());
  const auto gone = *rc::gen::inRange<std::size_t>(0, before.clauses.size());
  std::string shorter = before.text;
  const auto range = before.clauses[gone].range;
  // Its line is all its own, but for the marker: without either, the rest stands.
  const auto line = shorter.rfind('\n', static_cast<std::size_t>(range.begin));
  const std::size_t begin = line == std::string::npos ? 0 : line + 1;
  shorter.erase(begin, static_cast<std::size_t>(range.end) - begin);
  if (NormaliseText(shorter).empty()) return;
  const Cut after(shorter);
  RC_PRE(after.clauses.size() + 1 == before.clauses.size());
  int dropped = 0;
  for (const ClauseChange& change : CompareRevisions(before, after)) {
    dropped += change.kind == ChangeKind::kDropped;
    RC_ASSERT(
        (change.kind == ChangeKind::kDropped || change.kind == ChangeKind::kUnchanged));
  }
  RC_ASSERT(dropped == 1);
}

}  // namespace
}  // namespace clausebook::evidence
