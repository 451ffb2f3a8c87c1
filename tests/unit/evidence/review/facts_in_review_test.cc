// Facts whose clause was changed or dropped: since when, and what would be recorded.
#include "service/evidence/review/facts_in_review.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <variant>

#include "tests/testing/evidence_builder.h"

namespace clausebook::evidence {
namespace {

using model::Operator;
using model::Value;
using testing::Day;
using ::testing::ElementsAre;
using testing::EvidenceBuilder;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kOld[] = "Hello.\nData is deleted within 30 days, unless you ask.\n";
constexpr char kEdited[] =
    "Hello.\nAll data is deleted within 30 days, unless you ask.\n";
constexpr char kOther[] = "Hello.\n";

class FactsInReviewTest : public ::testing::Test {
 protected:
  testing::FactBuilder AddFact(const model::RevisionRef& ref,
                               const std::string& quote = "deleted within 30 days",
                               const std::string& id = "f") {
    auto fact = v_.Fact(id, "retention.after_uninstall", Operator::kAtMost,
                        Value::Duration("P30D"));
    fact.Evidence(v_.QuoteIn(ref, quote));
    return fact;
  }

  std::vector<FactInReview> Find(std::string_view as_of) {
    return FactsInReview(*v_.base(), v_.base()->policies[0], Day(as_of));
  }
  std::vector<std::string> Ids(std::string_view as_of) {
    std::vector<std::string> ids;
    for (const auto& review : Find(as_of)) ids.push_back(review.fact->ref.fact);
    return ids;
  }
  std::string QuoteOf(const model::FactContent& content) {
    const auto& place = std::get<model::ClauseEvidence>(content.evidence);
    for (const auto& revision : v_.base()->policies[0].revisions) {
      if (revision.revision.ref != place.revision) continue;
      return revision.revision.text->substr(
          static_cast<std::size_t>(place.range.begin),
          static_cast<std::size_t>(place.range.end - place.range.begin));
    }
    return "not in this policy";
  }

  EvidenceBuilder v_ = EvidenceBuilder::Vendor("acme");
};

TEST_F(FactsInReviewTest, WhatStandsOrIsSaidElsewhereIsNotInReview) {
  AddFact(v_.Revision("privacy", "2025-01-01", kOld));
  v_.Revision("privacy", "2026-01-01", std::string("New.\n") + kOld);
  v_.Fact("said", "use.sold", Operator::kEquals, Value::Bool(false));
  EXPECT_THAT(Find("2026-06-01"), IsEmpty());
}

TEST_F(FactsInReviewTest, AnEditedClauseGivesWhatConfirmingWouldRecord) {
  const auto old_ref = v_.Revision("privacy", "2025-01-01", kOld);
  const auto new_ref = v_.Revision("privacy", "2026-01-01", kEdited);
  AddFact(old_ref).From("2025-03-01");
  const auto found = Find("2026-06-01");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].old_revision->revision.ref, old_ref);
  EXPECT_EQ(found[0].new_revision->revision.ref, new_ref);
  EXPECT_EQ(found[0].change.kind, ChangeKind::kEdited);
  EXPECT_EQ(found[0].ends, Day("2026-01-01"));
  EXPECT_EQ(found[0].ended.valid_until, Day("2026-01-01"));
  EXPECT_EQ(found[0].ended.valid_from, Day("2025-03-01"));
  ASSERT_TRUE(found[0].confirmed);
  EXPECT_EQ(QuoteOf(*found[0].confirmed), "deleted within 30 days")
      << "the words still stand there";
  EXPECT_EQ(found[0].confirmed->valid_from, std::nullopt);
  EXPECT_EQ(found[0].confirmed->value, Value::Duration("P30D"));
}

TEST_F(FactsInReviewTest, WhereTheWordsThemselvesChangedTheClauseIsQuoted) {
  AddFact(v_.Revision("privacy", "2025-01-01", kOld), "Data is deleted within 30 days");
  v_.Revision("privacy", "2026-01-01", kEdited);
  const auto found = Find("2026-06-01");
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_TRUE(found[0].confirmed);
  EXPECT_EQ(QuoteOf(*found[0].confirmed),
            "All data is deleted within 30 days, unless you ask.");
}

TEST_F(FactsInReviewTest, ADroppedClauseLeavesNothingToConfirm) {
  AddFact(v_.Revision("privacy", "2025-01-01", kOld));
  v_.Revision("privacy", "2026-01-01", kOther);
  const auto found = Find("2026-06-01");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].change.kind, ChangeKind::kDropped);
  EXPECT_FALSE(found[0].confirmed);
}

TEST_F(FactsInReviewTest, ItEndsWhereTheClauseFirstWasMissing) {
  AddFact(v_.Revision("privacy", "2025-01-01", kOld));
  v_.Revision("privacy", "2025-06-01", std::string("New.\n") + kOld);
  v_.Revision("privacy", "2026-01-01", kOther);
  const auto last = v_.Revision("privacy", "2027-01-01", kEdited);
  const auto found = Find("2027-06-01");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].ends, Day("2026-01-01"));
  EXPECT_EQ(found[0].old_revision->revision.effective, Day("2025-06-01"));
  EXPECT_EQ(found[0].new_revision->revision.ref, last);
  EXPECT_EQ(found[0].change.kind, ChangeKind::kEdited);
}

TEST_F(FactsInReviewTest, ARevisionThatIsToComePutsItsFactsUpAheadOfTime) {
  const auto first = v_.Revision("privacy", "2025-01-01", kOld);
  AddFact(first, "deleted within 30 days", "soon");
  AddFact(first, "Hello.", "never");
  v_.Revision("privacy", "2030-01-01", kOther);
  EXPECT_THAT(Ids("2025-06-01"), ElementsAre("soon"));
  EXPECT_EQ(Find("2025-06-01")[0].ends, Day("2030-01-01"));
}

TEST_F(FactsInReviewTest, EachFactIsListedOnce) {
  AddFact(v_.Revision("privacy", "2025-01-01", kOld));
  v_.Revision("privacy", "2026-01-01", kEdited);
  v_.Revision("privacy", "2030-01-01", kOther);
  EXPECT_THAT(Ids("2026-06-01"), ElementsAre("f"));
  EXPECT_THAT(Ids("2031-06-01"), ElementsAre("f"));
}

TEST_F(FactsInReviewTest, AFactThatWasEndedIsSettled) {
  AddFact(v_.Revision("privacy", "2025-01-01", kOld)).Until("2026-01-01");
  v_.Revision("privacy", "2026-01-01", kEdited);
  EXPECT_THAT(Find("2026-06-01"), IsEmpty());
}

TEST_F(FactsInReviewTest, WhatWasSupersededOnItsFirstDayEndsThen) {
  AddFact(v_.Revision("privacy", "2025-01-01", kOld)).From("2025-06-01");
  v_.Revision("privacy", "2025-01-01", kOther);
  const auto found = Find("2025-12-01");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].ended.valid_until, Day("2025-01-01"));
  EXPECT_EQ(found[0].ended.valid_from, std::nullopt) << "or it would end before it began";
}

TEST_F(FactsInReviewTest, RevisionsThatCountAreTheOneInForceAndThoseToCome) {
  for (const char* day : {"2025-01-01", "2026-01-01", "2027-01-01", "2028-01-01"}) {
    v_.Revision("privacy", day, kOld);
  }
  const auto corrected = v_.Revision("privacy", "2028-01-01", kOther);
  const auto days = [&](std::string_view as_of) {
    std::vector<std::string> found;
    for (const auto* revision : RevisionsFrom(v_.base()->policies[0], Day(as_of))) {
      found.push_back(FormatDate(revision->revision.effective));
    }
    return found;
  };
  EXPECT_THAT(days("2026-06-01"), ElementsAre("2026-01-01", "2027-01-01", "2028-01-01"));
  EXPECT_THAT(days("2029-01-01"), ElementsAre("2028-01-01"));
  EXPECT_THAT(days("2020-01-01"), SizeIs(4)) << "none is in force yet";
  EXPECT_EQ(RevisionsFrom(v_.base()->policies[0], Day("2029-01-01"))[0]->revision.ref,
            corrected)
      << "of one day the last";
}

}  // namespace
}  // namespace clausebook::evidence
