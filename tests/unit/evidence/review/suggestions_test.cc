// Suggestions of a revision: their ids, and what became of them.
#include "service/evidence/review/suggestions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <variant>

#include "service/evidence/segmenter.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/must.h"

namespace clausebook::evidence {
namespace {

using model::Operator;
using model::Value;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::EvidenceBuilder;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using testing::Must;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kText[] = "We never sell your data.\nWe like fish.\n";

const catalog::Catalog& TheCatalog() {
  static const catalog::Catalog catalog = Must(catalog::Catalog::Embedded());
  return catalog;
}

class SuggestionsTest : public ::testing::Test {
 protected:
  // The suggestions of one of the privacy policy's revisions, the first by default.
  RevisionSuggestions Read(std::size_t revision = 0) {
    basis_.evidence = vendor_.base();
    const model::PolicyEvidence& policy = basis_.evidence->policies[0];
    const model::RevisionEvidence& of = policy.revisions[revision];
    return JudgeProposals(basis_, policy, of,
                          Must(ProposeFacts(basis_, policy, of, TheCatalog())));
  }
  Suggestion First(std::size_t revision = 0) {
    const auto read = Read(revision);
    EXPECT_THAT(read.suggestions, SizeIs(1));
    return read.suggestions.at(0);
  }
  void Reject(const std::string& suggestion, const std::string& policy = "privacy") {
    model::Rejection rejection;
    rejection.policy = {vendor_.base()->publisher, policy};
    rejection.suggestion = suggestion;
    basis_.rejections.push_back(rejection);
  }

  EvidenceBuilder vendor_ = EvidenceBuilder::Vendor("acme");
  ReviewBasis basis_;
};

TEST_F(SuggestionsTest, AnOpenOneNamesItsRevisionAndWaits) {
  const auto ref = vendor_.Revision("privacy", "2025-01-01", kText);
  const Suggestion read = First();
  EXPECT_EQ(read.state, SuggestionState::kOpen);
  EXPECT_EQ(read.fact, nullptr);
  const auto& place = std::get<model::ClauseEvidence>(read.proposal.content.evidence);
  EXPECT_EQ(place.revision, ref);
  EXPECT_THAT(read.id, MatchesRegex("use-sold-[0-9a-f]{10}"));
}

TEST_F(SuggestionsTest, TheIdIsTheSameInEveryRevisionThatHasTheClause) {
  vendor_.Revision("privacy", "2025-01-01", kText);
  vendor_.Revision("privacy", "2026-01-01", std::string("Fish is good.\n") + kText);
  EXPECT_EQ(First(0).id, First(1).id);
}

TEST_F(SuggestionsTest, TheIdTellsPoliciesClausesAndStatementsApart) {
  const auto id = [](const std::string& policy, const auto& change) {
    model::FactContent content;
    content.property = "use.sold";
    content.value = Value::Bool(false);
    model::ClauseEvidence place;
    place.clause = "c1";
    change(content, place);
    content.evidence = place;
    model::PolicyRef ref;
    ref.publisher.id = "acme";
    ref.policy = policy;
    return SuggestionId(ref, content);
  };
  const auto same = [](auto&, auto&) {};
  std::vector<std::string> ids = {
      id("privacy", same),
      id("terms", same),
      id("privacy", [](auto&, auto& place) { place.clause = "c2"; }),
      id("privacy", [](auto& fact, auto&) { fact.property = "use.advertising"; }),
      id("privacy", [](auto& fact, auto&) { fact.op = Operator::kNotEquals; }),
      id("privacy", [](auto& fact, auto&) { fact.value = Value::Bool(true); }),
      id("privacy", [](auto& fact, auto&) { fact.qualifiers["purpose"] = {"support"}; }),
      id("privacy", [](auto& fact, auto&) { fact.scope.apps = {"one"}; }),
      id("privacy", [](auto& fact, auto&) { fact.scope.except_apps = {"one"}; })};
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
  // Where in the clause it is quoted from, and what weakens it, is no other suggestion.
  EXPECT_EQ(id("privacy", same), id("privacy", [](auto& fact, auto& place) {
              place.range = {3, 5};
              fact.caveat = "Unless you ask.";
            }));
}

TEST_F(SuggestionsTest, AnEditedFactStandsForTheSuggestionThatItCameFrom) {
  const auto ref = vendor_.Revision("privacy", "2025-01-01", kText);
  const std::string id = First().id;
  vendor_.Fact("edited", "use.sold", Operator::kEquals, Value::Bool(false))
      .About("purpose", {"marketing"})
      .Evidence(vendor_.QuoteIn(ref, "never sell your data"));
  EXPECT_EQ(First().state, SuggestionState::kOpen) << "it says something else";
  vendor_.base()->facts[0].content.approval =
      model::Approval{"Mara", testing::Day("2025-02-01"), id, "not-sold"};
  EXPECT_EQ(First().state, SuggestionState::kAccepted);
  EXPECT_EQ(First().fact->ref.fact, "edited");
}

TEST_F(SuggestionsTest, AFactThatSaysTheSameByTheSameClauseStandsForIt) {
  const auto ref = vendor_.Revision("privacy", "2025-01-01", kText);
  vendor_.Fact("by-hand", "use.sold", Operator::kEquals, Value::Bool(false))
      .Evidence(vendor_.QuoteIn(ref, "never sell"));
  EXPECT_EQ(First().state, SuggestionState::kAccepted);
  EXPECT_EQ(First().fact->ref.fact, "by-hand");
}

TEST_F(SuggestionsTest, AnAcceptedFactIsCarriedIntoRevisionsThatHaveTheClause) {
  const auto ref = vendor_.Revision("privacy", "2025-01-01", kText);
  vendor_.Revision("privacy", "2026-01-01", std::string("Fish is good.\n") + kText);
  vendor_.Fact("by-hand", "use.sold", Operator::kEquals, Value::Bool(false))
      .Evidence(vendor_.QuoteIn(ref, "never sell"));
  EXPECT_EQ(First(1).state, SuggestionState::kAccepted);
}

TEST_F(SuggestionsTest, AfterAClauseWasGoneItsFactStandsForNothing) {
  const auto ref = vendor_.Revision("privacy", "2025-01-01", kText);
  vendor_.Revision("privacy", "2026-01-01", "We like fish.\n");
  vendor_.Revision("privacy", "2027-01-01", kText);
  vendor_.Fact("f", "use.sold", Operator::kEquals, Value::Bool(false))
      .Until("2026-01-01")
      .Evidence(vendor_.QuoteIn(ref, "never sell"));
  EXPECT_EQ(First(0).state, SuggestionState::kAccepted);
  EXPECT_EQ(First(2).state, SuggestionState::kOpen);
}

TEST_F(SuggestionsTest, ARejectedOneStaysSoInLaterRevisionsAndIsOfItsPolicyOnly) {
  vendor_.Revision("privacy", "2025-01-01", kText);
  vendor_.Revision("privacy", "2026-01-01", std::string("Fish is good.\n") + kText);
  const std::string id = First().id;
  Reject(id, "terms");
  EXPECT_EQ(First().state, SuggestionState::kOpen);
  Reject(id);
  EXPECT_EQ(First(0).state, SuggestionState::kRejected);
  EXPECT_EQ(First(1).state, SuggestionState::kRejected);
}

TEST_F(SuggestionsTest, WhatWasAcceptedAfterAllIsAccepted) {
  const auto ref = vendor_.Revision("privacy", "2025-01-01", kText);
  Reject(First().id);
  vendor_.Fact("f", "use.sold", Operator::kEquals, Value::Bool(false))
      .Evidence(vendor_.QuoteIn(ref, "never sell"));
  EXPECT_EQ(First().state, SuggestionState::kAccepted);
  EXPECT_NE(First().rejection, nullptr);
}

TEST_F(SuggestionsTest, AClauseThatAFactRestsOnIsRead) {
  const std::string text = "We may share your data with a partner in some cases.\n";
  const auto ref = vendor_.Revision("privacy", "2025-01-01", text);
  ASSERT_THAT(Read().unread, SizeIs(1));
  vendor_.Fact("f", "security.measures", Operator::kEquals, Value::String("some"))
      .Evidence(vendor_.QuoteIn(ref, "in some cases"));
  EXPECT_THAT(Read().unread, IsEmpty());
}

}  // namespace
}  // namespace clausebook::evidence
