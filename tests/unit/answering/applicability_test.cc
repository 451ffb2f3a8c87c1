// Which facts apply: scopes and exceptions, time, revisions, lex specialis,
// inheritance.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/answering/dossier.h"

namespace clausebook::testing {
namespace {

using answering::ConsideredReason;
using answering::FactState;
using answering::Verdict;
using model::Operator;
using model::Value;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const answering::ClauseCitation& ClauseOf(const answering::Answer& answer) {
  return std::get<answering::ClauseCitation>(answer.citations.at(0).source);
}

TEST(Applicability, AnExceptedAppIsUnknownNotTheOpposite) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "hosting.platform", Operator::kEquals, Value::String("forge"))
      .Except({"old"});
  EXPECT_EQ(Ask("platform", "new", v.base()).verdict, Verdict::kValue);
  const auto answer = Ask("platform", "old", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_THAT(ConsideredFor(answer, ConsideredReason::kExcepted), ElementsAre("f"));
}

TEST(Applicability, FactsOnOtherAppsAreNobodysBusiness) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(true)).Apps({"other"});
  const auto answer = Ask("stores", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_THAT(answer.considered, IsEmpty());
}

TEST(Applicability, AFactHoldsFromItsFirstDayToTheDayBeforeItsLast) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(true))
      .From("2025-01-01")
      .Until("2025-07-01");
  EXPECT_EQ(Ask("stores", "a", v.base(), "2024-12-31").verdict, Verdict::kUnknown);
  EXPECT_EQ(Ask("stores", "a", v.base(), "2025-01-01").verdict, Verdict::kYes);
  EXPECT_EQ(Ask("stores", "a", v.base(), "2025-06-30").verdict, Verdict::kYes);
  const auto later = Ask("stores", "a", v.base(), "2025-07-01");
  EXPECT_EQ(later.verdict, Verdict::kUnknown);
  EXPECT_THAT(ConsideredFor(later, ConsideredReason::kExpired), ElementsAre("f"));
}

TEST(Applicability, AnAttestationCountsFromItsDateToItsExpiry) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(false))
      .Evidence(model::Attestation{"A", Day("2025-01-01"), Day("2026-01-01"), "No."});
  EXPECT_EQ(Ask("stores", "a", v.base(), "2024-12-31").verdict, Verdict::kUnknown);
  EXPECT_EQ(Ask("stores", "a", v.base(), "2025-12-31").verdict, Verdict::kNo);
  EXPECT_EQ(Ask("stores", "a", v.base(), "2026-01-01").verdict, Verdict::kUnknown);
}

TEST(Applicability, UnapprovedFactsDoNotCount) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(true));
  v.base()->facts[0].content.approved = false;
  const auto answer = Ask("stores", "a", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_EQ(answering::StateOf(v.base()->facts[0], *v.base(), Day("2026-01-01")),
            FactState::kProposed);
}

struct TwoRevisions {
  EvidenceBuilder v = EvidenceBuilder::Vendor("v");
  TwoRevisions(const char* first, const char* second) {
    const auto ref = v.Revision("privacy", "2024-01-01", first);
    v.Revision("privacy", "2025-01-01", second);
    v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(false))
        .Evidence(v.QuoteIn(ref, "store no data"));
  }
};

TEST(Applicability, AClausesFactWaitsForItsRevisionToTakeEffect) {
  TwoRevisions t("We store no data.\n", "We store no data.\n");
  const auto answer = Ask("stores", "a", t.v.base(), "2023-12-31");
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_THAT(ConsideredFor(answer, ConsideredReason::kNotYetValid), ElementsAre("f"));
}

TEST(Applicability, ASurvivingClauseCarriesItsFactIntoTheNewRevisionAndIsQuotedThere) {
  TwoRevisions t("We store no data.\n", "Something new.\nWe store no data.\n");
  const auto before = Ask("stores", "a", t.v.base(), "2024-12-31");
  const auto after = Ask("stores", "a", t.v.base(), "2025-01-01");
  EXPECT_EQ(before.verdict, Verdict::kNo);
  EXPECT_EQ(after.verdict, Verdict::kNo);
  EXPECT_EQ(ClauseOf(before).effective, Day("2024-01-01"));
  EXPECT_EQ(ClauseOf(after).effective, Day("2025-01-01"));
  EXPECT_EQ(ClauseOf(after).quote, "store no data");
  EXPECT_EQ(ClauseOf(after).range.begin, 18);
  EXPECT_EQ(ClauseOf(after).line, 2);
}

TEST(Applicability, AChangedClauseLeavesItsFactAwaitingReview) {
  TwoRevisions t("We store no data.\n", "We store little data.\n");
  EXPECT_EQ(Ask("stores", "a", t.v.base(), "2024-12-31").verdict, Verdict::kNo);
  const auto after = Ask("stores", "a", t.v.base(), "2025-01-01");
  EXPECT_EQ(after.verdict, Verdict::kUnknown);
  EXPECT_THAT(ConsideredFor(after, ConsideredReason::kAwaitingReview), ElementsAre("f"));
}

// A review settles such a fact by ending it; it must not go on waiting.
TEST(Applicability, AFactThatHasEndedAwaitsNoReview) {
  auto v = EvidenceBuilder::Vendor("v");
  const auto ref = v.Revision("privacy", "2024-01-01", "We store no data.\n");
  v.Revision("privacy", "2025-01-01", "We store little data.\n");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(false))
      .Until("2025-01-01")
      .Evidence(v.QuoteIn(ref, "store no data"));
  EXPECT_EQ(Ask("stores", "a", v.base(), "2024-12-31").verdict, Verdict::kNo);
  const auto after = Ask("stores", "a", v.base(), "2025-01-01");
  EXPECT_THAT(ConsideredFor(after, ConsideredReason::kAwaitingReview), IsEmpty());
  EXPECT_THAT(ConsideredFor(after, ConsideredReason::kExpired), ElementsAre("f"));
}

TEST(Applicability, AClauseThatWasDroppedOnceDoesNotComeBackByItself) {
  TwoRevisions t("We store no data.\n", "Other words.\n");
  t.v.Revision("privacy", "2025-06-01", "We store no data.\n");
  EXPECT_EQ(Ask("stores", "a", t.v.base(), "2025-07-01").verdict, Verdict::kUnknown);
}

TEST(Applicability, OfTwoRevisionsOfOneDayTheLaterRecordedCounts) {
  auto v = EvidenceBuilder::Vendor("v");
  const auto ref = v.Revision("privacy", "2024-01-01", "We store no data.\n");
  v.Revision("privacy", "2024-01-01", "Corrected.\n");
  v.Fact("f", "data.stored", Operator::kEquals, Value::Bool(false))
      .Evidence(v.QuoteIn(ref, "store no data"));
  EXPECT_EQ(Ask("stores", "a", v.base(), "2024-01-01").verdict, Verdict::kUnknown);
}

TEST(Applicability, WithinOneRevisionTheAppsOwnFactOverridesTheVendorWideOne) {
  auto v = EvidenceBuilder::Vendor("v");
  const auto ref =
      v.Revision("privacy", "2024-01-01", "We store nothing.\nApp X stores logs.\n");
  v.Fact("general", "data.stored", Operator::kEquals, Value::Bool(false))
      .Evidence(v.QuoteIn(ref, "We store nothing."));
  v.Fact("special", "data.stored", Operator::kEquals, Value::Bool(true))
      .Apps({"x"})
      .Evidence(v.QuoteIn(ref, "App X stores logs."));
  const auto answer = Ask("stores", "x", v.base());
  EXPECT_EQ(answer.verdict, Verdict::kYes);
  EXPECT_THAT(ConsideredFor(answer, ConsideredReason::kOverridden),
              ElementsAre("general"));
  EXPECT_EQ(Ask("stores", "y", v.base()).verdict, Verdict::kNo);
}

TEST(Applicability, AcrossDocumentsTheAppsOwnFactDoesNotOverride) {
  auto v = EvidenceBuilder::Vendor("v");
  const auto privacy = v.Revision("privacy", "2024-01-01", "We store nothing.\n");
  const auto page = v.Revision("page", "2024-01-01", "App X stores logs.\n");
  v.Fact("general", "data.stored", Operator::kEquals, Value::Bool(false))
      .Evidence(v.QuoteIn(privacy, "We store nothing."));
  v.Fact("special", "data.stored", Operator::kEquals, Value::Bool(true))
      .Apps({"x"})
      .Evidence(v.QuoteIn(page, "App X stores logs."));
  EXPECT_EQ(Ask("stores", "x", v.base()).verdict, Verdict::kConflict);
}

struct OnForge {
  EvidenceBuilder v = EvidenceBuilder::Vendor("v");
  EvidenceBuilder forge = EvidenceBuilder::Platform("forge");
  OnForge() {
    v.Fact("host", "hosting.platform", Operator::kEquals, Value::String("forge"))
        .Except({"old"});
    forge.Fact("enc", "data.encrypted", Operator::kEquals, Value::Bool(true));
  }
  answering::Answer Encrypted(const std::string& app) {
    return Ask("encrypted", app, v.base(), "2026-01-01", {forge.base()});
  }
};

TEST(Applicability, APlatformsPromiseIsInheritedAndCitesWhyItApplies) {
  OnForge t;
  const auto answer = t.Encrypted("a");
  EXPECT_EQ(answer.verdict, Verdict::kYes);
  ASSERT_THAT(CitedFacts(answer), ElementsAre("enc", "host"));
  EXPECT_EQ(answer.citations[0].inherited_from->id, "forge");
  EXPECT_EQ(answer.citations[1].role, answering::CitationRole::kPremise);
}

TEST(Applicability, NotWhileHostingIsUnknown) {
  OnForge t;
  const auto answer = t.Encrypted("old");
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_THAT(ConsideredFor(answer, ConsideredReason::kHostingUnsettled),
              ElementsAre("enc"));
}

TEST(Applicability, NotWhileHostingIsInConflict) {
  OnForge t;
  t.v.Fact("host2", "hosting.platform", Operator::kEquals, Value::String("connect"));
  EXPECT_EQ(t.Encrypted("a").verdict, Verdict::kUnknown);
}

TEST(Applicability, NotForAnAppThatRunsOnlyPartlyThere) {
  OnForge t;
  t.v.Fact("host2", "hosting.platform", Operator::kEquals, Value::String("mixed"))
      .Apps({"old"});
  EXPECT_EQ(t.Encrypted("old").verdict, Verdict::kUnknown);
}

TEST(Applicability, TheVendorsContradictionOfThePlatformIsAConflict) {
  OnForge t;
  t.v.Fact("not", "data.encrypted", Operator::kEquals, Value::Bool(false));
  const auto answer = t.Encrypted("a");
  EXPECT_EQ(answer.verdict, Verdict::kConflict);
  EXPECT_THAT(CitedFacts(answer), ElementsAre("not", "enc", "host"));
}

// The second fact on the hosting was not mentioned, though it could have been cited.
TEST(Applicability, AnotherFactThatEstablishesThePremiseIsNamed) {
  auto v = EvidenceBuilder::Vendor("v");
  v.Fact("f", "hosting.platform", Operator::kEquals, Value::String("forge"));
  v.Fact("g", "hosting.platform", Operator::kEquals, Value::String("forge"));
  auto forge = EvidenceBuilder::Platform("forge");
  forge.Fact("p", "data.encrypted", Operator::kEquals, Value::Bool(true));
  const auto answer = Ask("encrypted", "a", v.base(), "2026-01-01", {forge.base()});
  EXPECT_EQ(answer.verdict, Verdict::kYes);
  EXPECT_EQ(answer.citations.size(), 2u);
  EXPECT_EQ(ConsideredFor(answer, ConsideredReason::kCorroborates).size(), 1u);
}

}  // namespace
}  // namespace clausebook::testing
