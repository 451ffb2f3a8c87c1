// Words: what they are, and what changed among them.
#include "service/evidence/revisions/word_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace clausebook::evidence {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words;
  for (const Word& word : Vocabulary().WordsOf(text, {0, text.size()})) {
    words.push_back(text.substr(word.span.begin, word.span.size()));
  }
  return words;
}

// `kept`, `[removed]`, `{added}`, each with the white space that belongs to it.
std::vector<std::string> Diff(const std::string& before, const std::string& after,
                              std::int64_t steps = 1 << 20) {
  Vocabulary vocabulary;
  WorkBudget budget{steps};
  const auto passage = [&](const std::string& text) {
    return Passage{{0, static_cast<std::int64_t>(text.size())},
                   vocabulary.WordsOf(text, {0, text.size()})};
  };
  const Passage old_passage = passage(before);
  const Passage new_passage = passage(after);
  std::vector<std::string> runs;
  for (const WordRun& run : DiffWords(old_passage, new_passage, budget)) {
    const auto cut = [](const std::string& text, model::ByteRange range) {
      return text.substr(static_cast<std::size_t>(range.begin),
                         static_cast<std::size_t>(range.end - range.begin));
    };
    if (run.kind == WordRun::Kind::kKept) runs.push_back(cut(after, run.new_range));
    if (run.kind == WordRun::Kind::kRemoved) {
      runs.push_back("[" + cut(before, run.old_range) + "]");
    }
    if (run.kind == WordRun::Kind::kAdded) {
      runs.push_back("{" + cut(after, run.new_range) + "}");
    }
  }
  return runs;
}

TEST(WordsTest, LettersAndWhatJoinsThem) {
  EXPECT_THAT(Words("third-party apps don’t, e.g. at acme.example: 1.5 GB"),
              ElementsAre("third-party", "apps", "don’t", ",", "e.g", ".", "at",
                          "acme.example", ":", "1.5", "GB"));
  EXPECT_THAT(Words("“Größe” naïve—so"),
              ElementsAre("“", "Größe", "”", "naïve", "—", "so"));
  EXPECT_THAT(Words("数据存储"), ElementsAre("数", "据", "存", "储"));
  EXPECT_THAT(Words(""), IsEmpty());
  EXPECT_THAT(Words("a-"), ElementsAre("a", "-"));
}

TEST(DiffWordsTest, RemovedBeforeAdded) {
  EXPECT_THAT(Diff("Logs go after 60 days.", "Logs go after 30 days."),
              ElementsAre("Logs go after ", "[60 ]", "{30 }", "days."));
  EXPECT_THAT(Diff("All apps run on Forge.", "Except for Charts, all apps run on Forge."),
              ElementsAre("[All ]", "{Except for Charts, all }", "apps run on Forge."));
}

TEST(DiffWordsTest, WhiteSpaceAloneIsNoChange) {
  EXPECT_THAT(Diff("one  two\nthree", "one two three"), ElementsAre("one two three"));
}

TEST(DiffWordsTest, AsLittleAsPossibleIsChanged) {
  EXPECT_THAT(Diff("a b c a b b a", "c b a b a c"),
              ElementsAre("[a b ]", "c ", "{b }", "a b ", "[b ]", "a ", "{c}"));
}

TEST(DiffWordsTest, AMarkBetweenTwoChangesIsPartOfThem) {
  EXPECT_THAT(
      Diff("Data of Jira, Confluence stays.", "Data of Trello, Compass stays."),
      ElementsAre("Data of ", "[Jira, Confluence ]", "{Trello, Compass }", "stays."));
}

TEST(DiffWordsTest, WithoutWorkLeftTheMiddleIsReplaced) {
  EXPECT_THAT(Diff("Start one two three end.", "Start three one two end.", 0),
              ElementsAre("Start ", "[one two three ]", "{three one two }", "end."));
}

TEST(DiffWordsTest, NothingOnOneSide) {
  EXPECT_THAT(Diff("", "all new"), ElementsAre("{all new}"));
  EXPECT_THAT(Diff("all gone", ""), ElementsAre("[all gone]"));
  EXPECT_THAT(Diff("", ""), IsEmpty());
}

}  // namespace
}  // namespace clausebook::evidence
