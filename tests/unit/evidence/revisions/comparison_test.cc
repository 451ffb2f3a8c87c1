// Clauses of two revisions: which is which.
#include "service/evidence/revisions/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/evidence/revisions/texts.h"

namespace clausebook::evidence {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CompareRevisionsTest, WhiteSpaceIsNoChange) {
  EXPECT_THAT(Compared(Cut("# Use\n\nWe sell  no\ndata. Ever.\n"),
                       Cut("# Use\n\nWe sell no data.\nEver.\n")),
              ElementsAre("=Use", "=We sell no data.", "=Ever."));
}

TEST(CompareRevisionsTest, EditedAddedAndDropped) {
  EXPECT_THAT(
      Compared(Cut("We keep logs for 60 days. Ask us. Nothing is sold to anybody."),
               Cut("We keep logs for 30 days. Nothing is sold to anybody. Ads are off.")),
      ElementsAre("~We keep logs for 60 days.|We keep logs for 30 days.", "-Ask us.",
                  "=Nothing is sold to anybody.", "+Ads are off."));
}

TEST(CompareRevisionsTest, WhatSharesLessThanHalfIsAnotherClause) {
  EXPECT_THAT(Compared(Cut("Backups are kept in Finland."),
                       Cut("Support is given by our partners in Finland.")),
              ElementsAre("-Backups are kept in Finland.",
                          "+Support is given by our partners in Finland."));
}

TEST(CompareRevisionsTest, OfTwoThatChangedPlacesOneMoved) {
  const auto lines = Compared(Cut("One stays here. Two goes down. Three is last."),
                              Cut("One stays here. Three is last. Two goes down."));
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(),
                          [](const auto& line) { return line[0] == '>'; }),
            1);
  EXPECT_EQ(lines.front(), "=One stays here.");
}

TEST(CompareRevisionsTest, AnEditDoesNotPushWhatStayedOutOfPlace) {
  // The edited sentence moved to the end; the two others did not.
  EXPECT_THAT(
      Compared(Cut("We keep all customer logs for 60 days. Ask us. Nothing is sold."),
               Cut("Ask us. Nothing is sold. We keep all customer logs for 30 days.")),
      ElementsAre("=Ask us.", "=Nothing is sold.",
                  ">~We keep all customer logs for 60 days.|We keep all customer logs "
                  "for 30 days."));
}

TEST(CompareRevisionsTest, HeadingsAreHeadings) {
  // The same words as a heading and as a sentence are not the same clause.
  EXPECT_THAT(Compared(Cut("# Data location\n\nWe rent servers.\n"),
                       Cut("Data location\n\nWe rent servers.\n")),
              ElementsAre("-Data location", "+Data location", "=We rent servers."));
  EXPECT_THAT(
      Compared(Cut("# Data location\n\nWe rent servers.\n"),
               Cut("# Data location and retention\n\nWe rent servers.\n")),
      ElementsAre("~Data location|Data location and retention", "=We rent servers."));
}

TEST(CompareRevisionsTest, OfEqualClausesTheOneUnderAnotherHeadingGoes) {
  EXPECT_THAT(
      Compared(Cut("# A\n\nWe store nothing.\n\n# B\n\nWe store nothing.\n"),
               Cut("# A\n\nNo.\n\n# B\n\nWe store nothing.\n")),
      ElementsAre("=A", "-We store nothing.", "+No.", "=B", "=We store nothing."));
}

TEST(CompareRevisionsTest, TheMostSimilarArePairedFirst) {
  EXPECT_THAT(
      Compared(Cut("Backups of the app are kept for 10 days. Backups of the web site are "
                   "kept for 10 days."),
               Cut("Backups of the web site are kept for 20 days.")),
      ElementsAre("-Backups of the app are kept for 10 days.",
                  "~Backups of the web site are kept for 10 days.|Backups of the web "
                  "site are kept for 20 days."));
}

TEST(CompareRevisionsTest, ANegationIsAnEdit) {
  EXPECT_THAT(Compared(Cut("We store your data."), Cut("We do NOT store your data.")),
              ElementsAre("~We store your data.|We do NOT store your data."));
}

TEST(CompareRevisionsTest, FromNothingEverythingIsAdded) {
  const std::vector<model::Clause> none;
  const Cut text("One. Two.");
  const auto changes = CompareRevisions({"", &none}, text);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].kind, ChangeKind::kAdded);
  EXPECT_THAT(CompareRevisions({"", &none}, {"", &none}), IsEmpty());
}

// Texts made to cost as much as possible; that they end at all within the test's time
// is the point, and that everything is still in its place.
TEST(CompareRevisionsTest, HostileTextsEnd) {
  const auto repeat = [](std::size_t bytes, auto part) {
    std::string text;
    for (std::size_t i = 0; text.size() < bytes; ++i) text += part(i);
    text.resize(text.rfind('\n') + 1);
    return text;
  };
  const std::size_t kMiB = kMaxTextBytes - 64;
  const std::vector<std::pair<std::string, std::string>> texts = {
      // One clause of half a million words on both sides, with nothing in order.
      {repeat(kMiB, [](std::size_t i) { return std::to_string(i * 7919 % 9973) + "\n"; }),
       repeat(kMiB,
              [](std::size_t i) { return std::to_string(i * 104729 % 9973) + "\n"; })},
      // As many clauses as there can be, all alike and none the same.
      {repeat(kMiB, [](std::size_t i) { return "- a b " + std::to_string(i) + "\n"; }),
       repeat(kMiB, [](std::size_t i) { return "- b a " + std::to_string(i) + "\n"; })},
      // The same few clauses, over and over, in another order.
      {repeat(kMiB, [](std::size_t i) { return "- " + std::to_string(i % 3) + "\n"; }),
       repeat(kMiB, [](std::size_t i) { return "- " + std::to_string(i % 5) + "\n"; })}};
  for (const auto& [old_text, new_text] : texts) {
    const Cut before(old_text);
    const Cut after(new_text);
    const auto changes = CompareRevisions(before, after);
    std::size_t old_clauses = 0;
    std::size_t new_clauses = 0;
    for (const ClauseChange& change : changes) {
      old_clauses += change.old_clause.has_value();
      new_clauses += change.new_clause.has_value();
    }
    EXPECT_EQ(old_clauses, before.clauses.size());
    EXPECT_EQ(new_clauses, after.clauses.size());
  }
}

}  // namespace
}  // namespace clausebook::evidence
