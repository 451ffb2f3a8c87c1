// Value questions: the value, nothing, or every value claimed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/answering/dossier.h"

namespace clausebook::testing {
namespace {

using answering::ConsideredReason;
using answering::Verdict;
using model::Operator;
using model::Value;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

TEST(Value, TheValueIsGivenInWords) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.kept", Operator::kAtMost, Value::Duration("P30D"));
  const auto answer = Ask("kept", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kValue);
  EXPECT_EQ(answer.sentence, "at most 30 days.");
}

TEST(Value, OpenListsAddUpAndSayThatTheyAreOpen) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.places", Operator::kIncludes, Value::Set({"vendor"}));
  v.Fact("g", "data.places", Operator::kIncludes, Value::Set({"atlassian"}));
  const auto answer = Ask("places", "a", v.base());
  EXPECT_EQ(answer.sentence,
            "Atlassian and the vendor (the list is not stated to be complete).");
  EXPECT_THAT(CitedFacts(answer), UnorderedElementsAre("f", "g"));
}

TEST(Value, AClosedEmptyListIsNone) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.places", Operator::kExactly, Value::Set({}));
  EXPECT_EQ(Ask("places", "a", v.base()).sentence, "none.");
}

TEST(Value, AMemberOutsideOfAClosedListIsAConflict) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("closed", "data.places", Operator::kExactly, Value::Set({"atlassian"}));
  v.Fact("more", "data.places", Operator::kIncludes, Value::Set({"vendor"}));
  const auto answer = Ask("places", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kConflict);
  EXPECT_EQ(answer.values.size(), 2u);
}

TEST(Value, ValuesForDifferentDataStandSideBySide) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.kept", Operator::kEquals, Value::Duration("P30D"))
      .About("data_category", {"product"});
  v.Fact("g", "data.kept", Operator::kEquals, Value::Duration("P90D"))
      .About("data_category", {"logs"});
  const auto answer = Ask("kept", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kValue);
  EXPECT_EQ(answer.sentence, "30 days (product data); 90 days (logs).");
}

TEST(Value, EveryDisagreeingValueIsCited) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "hosting.platform", Operator::kEquals, Value::String("forge"));
  v.Fact("g", "hosting.platform", Operator::kEquals, Value::String("connect"));
  v.Fact("h", "hosting.platform", Operator::kEquals, Value::String("mixed"));
  const auto answer = Ask("platform", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kConflict);
  EXPECT_THAT(CitedFacts(answer), UnorderedElementsAre("f", "g", "h"));
}

TEST(Value, RulingOneValueOutNamesNone) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "hosting.platform", Operator::kNotEquals, Value::String("forge"));
  const auto answer = Ask("platform", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_THAT(ConsideredFor(answer, ConsideredReason::kNotDecisive), ElementsAre("f"));
  EXPECT_THAT(answer.settling_properties, ElementsAre("hosting.platform"));
}

TEST(Value, RuledOutAndClaimedIsAConflict) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "hosting.platform", Operator::kNotEquals, Value::String("forge"));
  v.Fact("g", "hosting.platform", Operator::kEquals, Value::String("forge"));
  EXPECT_EQ(Ask("platform", "a", v.base()).verdict, Verdict::kConflict);
}

// A third fact that repeats one side was said to be no part of the disagreement.
TEST(Value, WhoRepeatsOneSideOfAConflictIsNamed) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "contact.security", Operator::kEquals, Value::String("a@example.com"));
  v.Fact("g", "contact.security", Operator::kEquals, Value::String("b@example.com"));
  v.Fact("h", "contact.security", Operator::kEquals, Value::String("b@example.com"));
  const auto answer = Ask("security-contact", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kConflict);
  EXPECT_EQ(answer.citations.size(), 2u);
  EXPECT_EQ(ConsideredFor(answer, ConsideredReason::kCorroborates).size(), 1u);
}

TEST(Value, TwoContactsDisagree) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "contact.security", Operator::kEquals, Value::String("a@example.com"));
  v.Fact("g", "contact.security", Operator::kEquals, Value::String("b@example.com"));
  EXPECT_EQ(Ask("security-contact", "a", v.base()).verdict, Verdict::kConflict);
}

}  // namespace
}  // namespace clausebook::testing
