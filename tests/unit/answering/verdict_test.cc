// Verdicts: silence, evidence, disagreement, qualifiers, closed worlds, pooling.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/answering/dossier.h"

namespace clausebook::testing {
namespace {

using answering::CitationRole;
using answering::ConsideredReason;
using answering::Verdict;
using model::Operator;
using model::Value;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Verdict, SilenceIsUnknownAndNamesWhatWouldSettleIt) {
  auto v = EvidenceBuilder::Vendor("v");
  const auto answer = Ask("safe", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_THAT(answer.citations, IsEmpty());
  EXPECT_THAT(answer.settling_properties, ElementsAre("data.encrypted", "data.stored"));
  EXPECT_EQ(answer.sentence, "Not known.");
}

TEST(Verdict, EvidenceForIsYesAndAgainstIsNo) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(true));
  const auto yes = Ask("stores", "a", v.base());
  EXPECT_EQ(yes.verdict, Verdict::kYes);
  EXPECT_EQ(yes.sentence, "Yes, The App.");
  ASSERT_THAT(CitedFacts(yes), ElementsAre("f"));
  EXPECT_EQ(yes.citations[0].role, CitationRole::kSupports);

  auto w = EvidenceBuilder::Vendor("v");
  w.Fact("f", "data.stored", Operator::kEquals, Value::Bool(false));
  const auto no = Ask("stores", "a", w.base());
  EXPECT_EQ(no.verdict, Verdict::kNo);
  EXPECT_EQ(no.citations[0].role, CitationRole::kRefutes);
}

TEST(Verdict, TwoDocumentsThatDisagreeAreAConflictThatShowsBoth) {
  auto v = EvidenceBuilder::Vendor("v");
  const auto policy = v.Revision("privacy", "2020-01-01", "We store nothing.\n");
  const auto dpa = v.Revision("dpa", "2020-01-01", "Data lies with a hoster.\n");
  v.Fact("p", "data.stored", Operator::kEquals, Value::Bool(false))
      .Evidence(v.QuoteIn(policy, "We store nothing."));
  v.Fact("d", "data.stored", Operator::kEquals, Value::Bool(true))
      .Evidence(v.QuoteIn(dpa, "Data lies with a hoster."));
  const auto answer = Ask("stores", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kConflict);
  EXPECT_THAT(CitedFacts(answer), UnorderedElementsAre("p", "d"));
}

TEST(Verdict, TheSecondSourceForTheSameIsCorroborationNotCitation) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f1", "data.stored", Operator::kEquals, Value::Bool(true));
  v.Fact("f2", "data.stored", Operator::kEquals, Value::Bool(true)).Caveat("Maybe.");
  const auto answer = Ask("stores", "a", v.base());
  EXPECT_THAT(CitedFacts(answer), ElementsAre("f1"));
  EXPECT_THAT(ConsideredFor(answer, ConsideredReason::kCorroborates), ElementsAre("f2"));
}

TEST(Verdict, WhatIsTrueOfAPartIsTrueOfSomethingInTheWhole) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(true))
      .About("data_category", {"logs"});
  const auto answer = Ask("stores", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kYes);
  EXPECT_THAT(answer.caveats, ::testing::Contains("The evidence speaks only of: logs."));
}

TEST(Verdict, ADenialForAPartSaysNothingOfTheWhole) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(false))
      .About("data_category", {"web"});
  const auto answer = Ask("stores", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_THAT(ConsideredFor(answer, ConsideredReason::kQualified), ElementsAre("f"));
}

TEST(Verdict, WebTrafficSaysNothingAboutAppData) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(true))
      .About("data_category", {"web"});
  EXPECT_EQ(Ask("stores-app-data", "a", v.base()).verdict, Verdict::kUnknown);
}

TEST(Verdict, ADenialForAllDeniesEveryPart) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(false));
  EXPECT_EQ(Ask("stores-app-data", "a", v.base()).verdict, Verdict::kNo);
}

TEST(Verdict, WhatMustHoldForEveryPartIsNotShownByOne) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.encrypted", Operator::kEquals, Value::Bool(true))
      .About("data_category", {"logs"});
  EXPECT_EQ(Ask("encrypted", "a", v.base()).verdict, Verdict::kUnknown);
  auto w = EvidenceBuilder::Vendor("v");
  w.Fact("f", "data.encrypted", Operator::kEquals, Value::Bool(false))
      .About("data_category", {"logs"});
  EXPECT_EQ(Ask("encrypted", "a", w.base()).verdict, Verdict::kNo);
}

TEST(Verdict, AnOpenListProvesNothingAboutWhatItDoesNotName) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.places", Operator::kIncludes, Value::Set({"atlassian"}));
  EXPECT_EQ(Ask("stores-either-way", "a", v.base()).verdict, Verdict::kUnknown);
}

TEST(Verdict, AClosedListDoes) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.places", Operator::kExactly, Value::Set({"atlassian"}));
  EXPECT_EQ(Ask("stores-either-way", "a", v.base()).verdict, Verdict::kNo);
}

TEST(Verdict, PooledPropertiesCanDisagreeWithEachOther) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("closed", "data.places", Operator::kExactly, Value::Set({"atlassian"}));
  v.Fact("stored", "data.stored", Operator::kEquals, Value::Bool(true));
  const auto answer = Ask("stores-either-way", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kConflict);
  EXPECT_THAT(CitedFacts(answer), UnorderedElementsAre("closed", "stored"));
}

TEST(Verdict, NotThisValueDoesNotMeanTheOther) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "access.staff", Operator::kNotEquals, Value::String("unrestricted"));
  EXPECT_EQ(Ask("staff-access", "a", v.base()).verdict, Verdict::kUnknown);
  v.Fact("g", "access.staff", Operator::kNotEquals, Value::String("on_request"));
  const auto answer = Ask("staff-access", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kNo) << "both listed values are ruled out";
  EXPECT_THAT(CitedFacts(answer), UnorderedElementsAre("f", "g"));
}

TEST(Verdict, DurationsAreComparedOnlyWhereTheCalendarLeavesNoDoubt) {
  const auto verdict = [](Operator op, const char* value) {
    auto v = EvidenceBuilder::Vendor("v");
    v.Fact("f", "data.kept", op, Value::Duration(value));
    return Ask("short", "a", v.base()).verdict;
  };
  EXPECT_EQ(verdict(Operator::kEquals, "P30D"), Verdict::kYes);
  EXPECT_EQ(verdict(Operator::kAtMost, "P2W"), Verdict::kYes);
  EXPECT_EQ(verdict(Operator::kAtMost, "P60D"), Verdict::kUnknown);
  EXPECT_EQ(verdict(Operator::kEquals, "P1M"), Verdict::kUnknown);
  EXPECT_EQ(verdict(Operator::kEquals, "P2M"), Verdict::kNo);
  EXPECT_EQ(verdict(Operator::kAtLeast, "P7D"), Verdict::kUnknown);
  EXPECT_EQ(verdict(Operator::kEquals, "indefinite"), Verdict::kNo);
}

TEST(Verdict, AllIsRefutedByOnePart) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("stored", "data.stored", Operator::kEquals, Value::Bool(true));
  v.Fact("encrypted", "data.encrypted", Operator::kEquals, Value::Bool(true));
  const auto answer = Ask("safe", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kNo);
  EXPECT_THAT(CitedFacts(answer), ElementsAre("stored"));
  EXPECT_THAT(ConsideredFor(answer, ConsideredReason::kNotDecisive),
              ElementsAre("encrypted"));
}

TEST(Verdict, CaveatsOfCitedFactsComeWithTheAnswer) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(false))
      .Caveat("Unless you contact support.");
  const auto answer = Ask("stores", "a", v.base());
  EXPECT_THAT(answer.caveats,
              ElementsAre("Unless you contact support.",
                          "Rests on the word of Test Person, given on 2020-01-01, not on "
                          "a published document."));
}

TEST(Verdict, DerivationShowsEachPartWithItsFacts) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(true));
  const auto derivation = Ask("safe", "a", v.base()).derivation;
  EXPECT_EQ(derivation.expression, "all of");
  EXPECT_EQ(derivation.verdict, Verdict::kNo);
  ASSERT_EQ(derivation.operands.size(), 2u);
  EXPECT_EQ(derivation.operands[0].verdict, Verdict::kUnknown);
  EXPECT_EQ(derivation.operands[1].verdict, Verdict::kNo);
}

}  // namespace
}  // namespace clausebook::testing
