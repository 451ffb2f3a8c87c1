// What brings facts back that nobody has decided about.
#include "service/evidence/review/revived_facts.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/testing/evidence_builder.h"

namespace clausebook::evidence {
namespace {

class RevivedFactsTest : public ::testing::Test {
 protected:
  // A fact on a clause that the second revision has no more.
  void SetUp() override {
    const auto first = v_.Revision("privacy", "2025-01-01", "We sell nothing.\n");
    v_.Fact("f", "use.sold", model::Operator::kEquals, model::Value::Bool(false))
        .Evidence(v_.QuoteIn(first, "sell nothing"));
    v_.Revision("privacy", "2025-06-01", "We sell.\n");
  }

  // Whether the base afterwards, without the second revision, has the fact back.
  bool IsRevived(const std::function<void(model::EvidenceBase&)>& of_both = nullptr) {
    model::EvidenceBase before = *v_.base();
    if (of_both) of_both(before);
    model::EvidenceBase after = before;
    after.policies[0].revisions.pop_back();
    EXPECT_EQ(FindRevived(before, before), nullptr);
    EXPECT_EQ(FindRevived(after, before), nullptr) << "it puts it up for review";
    const model::Fact* found = FindRevived(before, after);
    return found != nullptr && found->ref.fact == "f";
  }

  testing::EvidenceBuilder v_ = testing::EvidenceBuilder::Vendor("acme");
};

TEST_F(RevivedFactsTest, AFactInReviewComesBackWithoutTheRevisionThatDroppedIt) {
  EXPECT_TRUE(IsRevived());
}

TEST_F(RevivedFactsTest, NotIfItWasEndedOnThatDayOrBefore) {
  for (const char* day : {"2025-06-01", "2025-03-01"}) {
    EXPECT_FALSE(IsRevived([&](model::EvidenceBase& base) {
      base.facts[0].content.valid_until = testing::Day(day);
    })) << day;
  }
  EXPECT_TRUE(IsRevived([](model::EvidenceBase& base) {
    base.facts[0].content.valid_until = testing::Day("2025-06-02");
  })) << "for a day";
}

TEST_F(RevivedFactsTest, OnlyWhatCountsAtAllIsLookedAt) {
  EXPECT_FALSE(IsRevived(
      [](model::EvidenceBase& base) { base.facts[0].content.approved = false; }));
}

TEST_F(RevivedFactsTest, WhatAManifestSaidComesBackWithoutTheNextOne) {
  EXPECT_TRUE(IsRevived([](model::EvidenceBase& base) {
    base.policies[0].policy.kind = model::PolicyKind::kForgeManifest;
  }));
}

TEST_F(RevivedFactsTest, WhatIsNewIsNotRevived) {
  model::EvidenceBase before = *v_.base();
  before.facts.clear();
  model::EvidenceBase after = *v_.base();
  after.policies[0].revisions.pop_back();
  EXPECT_EQ(FindRevived(before, after), nullptr);
}

}  // namespace
}  // namespace clausebook::evidence
