// Decisions about suggestions, over ReviewHandlers.
#include "tests/unit/rpc/review_test.h"

namespace clausebook::rpc {
namespace {

TEST_F(ReviewHandlersTest, AcceptingRecordsTheFactWithWhoAndWhen) {
  const v1::Suggestion sold = On("use.sold");
  const auto done = Must(Decide(sold.name(), "accept {}"));
  ASSERT_EQ(done.outcomes_size(), 1);
  EXPECT_EQ(done.outcomes(0).item(), sold.name());
  EXPECT_EQ(done.outcomes(0).recorded().name(), sold.fact().name());
  EXPECT_EQ(done.commit_time().seconds(), clock_.Now().micros / 1'000'000);

  const v1::Fact fact = Fact(sold.fact().name());
  EXPECT_EQ(fact.state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(fact.property(), "use.sold");
  EXPECT_EQ(fact.evidence().clause().quote(), "We never sell your data.");
  EXPECT_EQ(fact.approval().reviewer(), "Mara Lind");
  EXPECT_EQ(fact.approval().date(), "2026-01-01");
  EXPECT_EQ(fact.approval().pattern(), sold.pattern());
  EXPECT_EQ("vendors/acme/facts/" + fact.approval().suggestion(), fact.name());

  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_ACCEPTED);
  EXPECT_EQ(On("use.sold").accepted_as(), fact.name());
  EXPECT_THAT(Items(), ElementsAre("retention.after_uninstall", "encryption.at_rest"));
}

TEST_F(ReviewHandlersTest, WhatWasDecidedIsNotDecidedAgain) {
  const v1::Suggestion sold = On("use.sold");
  const auto first = Must(Decide(sold.name(), "accept {}"));
  for (const char* verdict : {"accept {}", "accept { fact_id: 'other' }", "reject {}"}) {
    const auto again = Decide(sold.name(), verdict);
    EXPECT_EQ(ReasonOf(again), "NOT_AWAITING_REVIEW") << verdict;
    EXPECT_EQ(MetadataOf(again, "fact"), first.outcomes(0).recorded().name());
  }
  const v1::Suggestion rest = On("encryption.at_rest");
  Must(Decide(rest.name(), "reject { reason: 'Only of backups.' }"));
  const auto again = Decide(rest.name(), "reject {}");
  EXPECT_EQ(ReasonOf(again), "NOT_AWAITING_REVIEW");
  EXPECT_THAT(MessageOf(again), HasSubstr("refused by Mara Lind on 2026-01-01"));
}

TEST_F(ReviewHandlersTest, RejectingIsRememberedForLaterRevisions) {
  const v1::Suggestion sold = On("use.sold");
  const auto done = Must(Decide(sold.name(), "reject { reason: 'Only of marketing.' }"));
  EXPECT_FALSE(done.outcomes(0).has_recorded());
  const v1::Rejection& rejection = done.outcomes(0).rejection();
  EXPECT_EQ(rejection.statement(), "use.sold is false");
  EXPECT_EQ(rejection.reviewer(), "Mara Lind");
  EXPECT_EQ(rejection.date(), "2026-01-01");
  EXPECT_EQ(rejection.reason(), "Only of marketing.");
  EXPECT_EQ(rejection.pattern(), sold.pattern());
  EXPECT_EQ(On("use.sold").rejection().SerializeAsString(),
            rejection.SerializeAsString());
  EXPECT_THAT(Items(), ElementsAre("retention.after_uninstall", "encryption.at_rest"));

  revision_ = AddRevision(kPrivacy, "2025-06-01", std::string("Hello.\n\n") + kText);
  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_REJECTED);
  EXPECT_THAT(Items(), ElementsAre("retention.after_uninstall", "encryption.at_rest"));

  const auto listed =
      Must(Call(&ReviewHandlers::ListRejections, "parent: 'vendors/acme'"));
  ASSERT_EQ(listed.rejections_size(), 1);
  EXPECT_EQ(listed.rejections(0).SerializeAsString(), rejection.SerializeAsString());
}

TEST_F(ReviewHandlersTest, ARejectedOneCanBeAcceptedByWhoeverKnows) {
  const v1::Suggestion sold = On("use.sold");
  Must(Decide(sold.name(), "reject {}"));
  EXPECT_EQ(ReasonOf(Decide(sold.name(), "accept {}")), "NOT_AWAITING_REVIEW");
  Must(Decide(sold.name(), "accept { overrule_rejection: true }"));
  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_ACCEPTED);
  Must(Call(&FactHandlers::RetractFact, "name: '" + sold.fact().name() + "'"));
  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_REJECTED);
}

TEST_F(ReviewHandlersTest, AReviewerMayEditWhatIsRecorded) {
  const v1::Suggestion kept = On("retention.after_uninstall");
  v1::RecordDecisionsRequest request =
      Decision(kept.name(), "accept { fact_id: 'kept' }");
  auto* accept = request.mutable_decisions(0)->mutable_accept();
  *accept->mutable_fact() = kept.fact();
  accept->mutable_fact()->mutable_value()->set_duration_value("P31D");
  accept->mutable_fact()->set_caveat("Backups may take longer.");
  accept->mutable_fact()->clear_evidence();
  Must(Call(&ReviewHandlers::RecordDecisions, request));
  const v1::Fact fact = Fact("vendors/acme/facts/kept");
  EXPECT_EQ(fact.value().duration_value(), "P31D");
  EXPECT_EQ(fact.caveat(), "Backups may take longer.");
  EXPECT_EQ(fact.evidence().clause().quote(), kept.fact().evidence().clause().quote());
  EXPECT_EQ(On("retention.after_uninstall").accepted_as(), fact.name());
}

TEST_F(ReviewHandlersTest, AnEditIsCheckedLikeEveryFact) {
  const v1::Suggestion kept = On("retention.after_uninstall");
  const auto edit = [&](const std::string& fact) {
    return FieldsOf(Decide(kept.name(), "accept { fact { " + fact + " } }"));
  };
  const std::string claim =
      "scope {} property: 'use.sold' operator: OPERATOR_EQUALS value { bool_value: true "
      "} ";
  EXPECT_THAT(
      edit("property: 'no.such' operator: OPERATOR_EQUALS"),
      ElementsAre("decisions[0].accept.fact.scope", "decisions[0].accept.fact.property",
                  "decisions[0].accept.fact.value"));
  EXPECT_THAT(edit(claim + "evidence { clause { revision: '" + revision_ +
                   "' quote: 'No such words.' } }"),
              ElementsAre("decisions[0].accept.fact.evidence.clause.quote"));
  EXPECT_THAT(edit(claim + "evidence { clause { revision: '" + revision_ +
                   "' quote: 'We never sell your data.' } }"),
              ElementsAre("decisions[0].accept.fact.evidence"))
      << "another clause is another fact";
  EXPECT_THAT(Items(), ::testing::SizeIs(3)) << "nothing was recorded";
}

TEST_F(ReviewHandlersTest, DecisionsAreRecordedTogetherOrNotAtAll) {
  v1::RecordDecisionsRequest request = Decision(On("use.sold").name(), "accept {}");
  *request.add_decisions() =
      Decision(revision_ + "/suggestions/no-such", "reject {}").decisions(0);
  const auto failed = Call(&ReviewHandlers::RecordDecisions, request);
  EXPECT_EQ(ReasonOf(failed), "NOT_FOUND");
  EXPECT_EQ(ResourceOf(failed), "Suggestion " + revision_ + "/suggestions/no-such");
  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_OPEN);

  *request.mutable_decisions(1) =
      Decision(On("encryption.at_rest").name(), "reject {}").decisions(0);
  const auto done = Must(Call(&ReviewHandlers::RecordDecisions, request));
  EXPECT_EQ(done.outcomes_size(), 2);
  EXPECT_THAT(Items(), ElementsAre("retention.after_uninstall"));
}

TEST_F(ReviewHandlersTest, OnlyCheckingRecordsNothing) {
  v1::RecordDecisionsRequest request = Decision(On("use.sold").name(), "accept {}");
  *request.add_decisions() =
      Decision(On("encryption.at_rest").name(), "reject {}").decisions(0);
  request.set_validate_only(true);
  const auto checked = Must(Call(&ReviewHandlers::RecordDecisions, request));
  ASSERT_EQ(checked.outcomes_size(), 2);
  EXPECT_EQ(checked.outcomes(0).recorded().approval().reviewer(), "Mara Lind");
  EXPECT_FALSE(checked.outcomes(0).recorded().has_create_time());
  EXPECT_EQ(checked.outcomes(1).rejection().statement(), "encryption.at_rest is true");
  EXPECT_FALSE(checked.has_commit_time());
  EXPECT_THAT(Items(), ::testing::SizeIs(3));
}

TEST_F(ReviewHandlersTest, ARepeatedRequestIsDoneOnce) {
  v1::RecordDecisionsRequest request = Decision(On("use.sold").name(), "accept {}");
  request.set_request_id("0e3c4a7e-3a52-4d5c-9d0a-2b7d3c1f9a55");
  const auto first = Must(Call(&ReviewHandlers::RecordDecisions, request));
  const auto again = Must(Call(&ReviewHandlers::RecordDecisions, request));
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
}

TEST_F(ReviewHandlersTest, EarlierKnowledgeHasEarlierStates) {
  const std::string before = KnownNow();
  Must(Decide(On("use.sold").name(), "reject {}"));
  Must(Decide(On("encryption.at_rest").name(), "accept {}"));
  EXPECT_THAT(States(), ElementsAre("use.sold REJECTED", "retention.after_uninstall OPEN",
                                    "encryption.at_rest ACCEPTED"));
  EXPECT_THAT(States(before),
              ElementsAre("use.sold OPEN", "retention.after_uninstall OPEN",
                          "encryption.at_rest OPEN"));
  EXPECT_EQ(Must(Call(&ReviewHandlers::ListRejections,
                      "parent: '" + std::string(kPrivacy) + "' " + before))
                .rejections_size(),
            0);
}

TEST_F(ReviewHandlersTest, WrongRequestsAreRefusedWithTheirFields) {
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::RecordDecisions,
                            "parent: 'acme' decisions { item: 'x' }")),
              ElementsAre("parent", "reviewer", "decisions[0].item", "decisions[0]"));
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::RecordDecisions,
                            "parent: 'vendors/acme' reviewer: 'Mara'")),
              ElementsAre("decisions"));
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::RecordDecisions,
                            "parent: 'vendors/acme' reviewer: 'Mara' decisions { item: "
                            "'vendors/other/facts/f' reject {} } decisions { item: "
                            "'vendors/acme/facts/f' reject {} } decisions { item: "
                            "'vendors/acme/facts/f' accept { fact_id: 'No!' } }")),
              ElementsAre("decisions[0].item", "decisions[2].item",
                          "decisions[2].accept.fact_id"));
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::ListReviewItems, "parent: 'vendors/-'")),
              ElementsAre("parent"));
  EXPECT_EQ(ResourceOf(Call(&ReviewHandlers::ListReviewItems,
                            "parent: 'vendors/acme/policies/none'")),
            "Policy vendors/acme/policies/none");
  EXPECT_EQ(ResourceOf(Call(&ReviewHandlers::ListSuggestions,
                            "parent: '" + std::string(kPrivacy) + "/revisions/x'")),
            "PolicyRevision vendors/acme/policies/privacy/revisions/x");
  EXPECT_EQ(ReasonOf(Decide("vendors/acme/facts/none", "reject {}")), "NOT_FOUND");
}

TEST_F(ReviewHandlersTest, AnIdThatIsTakenIsNotTakenAgain) {
  AddFact("vendors/acme", "mine");
  const v1::Suggestion sold = On("use.sold");
  const auto taken = Decide(sold.name(), "accept { fact_id: 'mine' }");
  EXPECT_EQ(ReasonOf(taken), "ALREADY_EXISTS");
  EXPECT_EQ(ResourceOf(taken), "Fact vendors/acme/facts/mine");
  const std::string id = sold.fact().name().substr(sizeof("vendors/acme/facts"));
  AddFact("vendors/acme", id);
  EXPECT_EQ(Must(Decide(sold.name(), "accept {}")).outcomes(0).recorded().name(),
            sold.fact().name() + "-2");
}

}  // namespace
}  // namespace clausebook::rpc
