// Facts that take two people: what one records is a proposal, which counts for nothing
// until a second one accepts it, and what one wants gone counts until then.
#include "tests/unit/rpc/four_eyes_test.h"

#include "service/rpc/policy_handlers.h"

namespace clausebook::rpc {
namespace {

TEST_F(FourEyesTest, AFactOfOnePersonWaitsForASecondOne) {
  AddFact("vendors/acme", "said");
  const v1::Fact proposed = Fact(kSaid);
  EXPECT_EQ(proposed.state(), v1::FACT_STATE_PROPOSED);
  EXPECT_EQ(proposed.proposer(), "Mara Lind");
  EXPECT_FALSE(proposed.has_approval());
  EXPECT_THAT(ProposedItems(), ElementsAre(kSaid));
  EXPECT_THAT(ProposedItems(kPrivacy), IsEmpty()) << "it quotes no policy";

  for (const bool validate_only : {true, false}) {
    const auto own = DecideAs(kMaraOfTwo, kSaid, "accept {}", validate_only);
    EXPECT_EQ(ReasonOf(own), "SECOND_PERSON_NEEDED");
    EXPECT_EQ(MetadataOf(own, "creator"), "Mara Lind");
  }
  EXPECT_EQ(Must(DecideAs(kJoOfTwo, kSaid, "accept {}", true))
                .outcomes(0)
                .recorded()
                .approval()
                .reviewer(),
            "Jo Berg, Security");
  EXPECT_EQ(Fact(kSaid).state(), v1::FACT_STATE_PROPOSED) << "it was only checked";
  const auto done = Must(DecideAs(kJoOfTwo, kSaid, "accept {}")).outcomes(0);
  EXPECT_EQ(done.recorded().state(), v1::FACT_STATE_ACTIVE);
  EXPECT_FALSE(done.has_ended());
  const v1::Fact counts = Fact(kSaid);
  EXPECT_EQ(counts.state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(counts.approval().reviewer(), "Jo Berg, Security");
  EXPECT_EQ(counts.proposer(), "");
  EXPECT_EQ(counts.generation(), 2);
  EXPECT_THAT(ProposedItems(), IsEmpty());
  EXPECT_EQ(ReasonOf(DecideAs(kJoOfTwo, kSaid, "accept {}")), "NOT_AWAITING_REVIEW");
  // The history names both.
  const auto events =
      Must(Call(&FactHandlers::ListFactEvents, std::string("parent: '") + kSaid + "'"));
  ASSERT_EQ(events.fact_events_size(), 3);
  EXPECT_EQ(events.fact_events(1).reason(),
            "Accepted by Jo Berg, Security, proposed by Mara Lind.");
  EXPECT_EQ(events.fact_events(2).fact().proposer(), "Mara Lind");
}

TEST_F(FourEyesTest, WhoProposedItMayTakeItBackAndAnybodyMayRefuseIt) {
  AddFact("vendors/acme", "said");
  const auto gone = Must(DecideAs(kMaraOfTwo, kSaid, "reject { reason: 'Wrong.' }"));
  EXPECT_EQ(gone.outcomes(0).ended().state(), v1::FACT_STATE_RETRACTED);
  EXPECT_FALSE(gone.outcomes(0).has_recorded());
  AddFact("vendors/acme", "said");
  EXPECT_EQ(Must(DecideAs(kJoOfTwo, kSaid, "reject {}", true)).outcomes(0).ended().name(),
            kSaid);
  Must(DecideAs(kJoOfTwo, kSaid, "reject {}"));
  EXPECT_EQ(Fact(kSaid).state(), v1::FACT_STATE_RETRACTED);
  EXPECT_THAT(ProposedItems(), IsEmpty());
}

TEST_F(FourEyesTest, WhatASecondPersonWouldHaveOtherwiseIsAnotherProposal) {
  AddFact("vendors/acme", "said");
  EXPECT_THAT(FieldsOf(DecideAs(kJoOfTwo, kSaid, "accept { fact_id: 'other' }")),
              ElementsAre("decisions[0].accept"));
  EXPECT_THAT(FieldsOf(DecideAs(kJoOfTwo, kSaid, "accept { fact { caveat: 'But.' } }")),
              ElementsAre("decisions[0].accept"));
}

TEST_F(FourEyesTest, AnAcceptedSuggestionWaitsForASecondPersonToo) {
  const std::string suggestion = On("use.sold").name();
  const auto first = Must(DecideAs(kMaraOfTwo, suggestion, "accept {}")).outcomes(0);
  const std::string fact = first.recorded().name();
  EXPECT_EQ(first.recorded().state(), v1::FACT_STATE_PROPOSED);
  EXPECT_EQ(first.recorded().proposer(), "Mara Lind, Security");
  EXPECT_THAT(ProposedItems(kPrivacy), ElementsAre(fact));
  EXPECT_EQ(ReasonOf(DecideAs(kMaraOfTwo, fact, "accept {}")), "SECOND_PERSON_NEEDED");
  const auto second = Must(DecideAs(kJoOfTwo, fact, "accept {}")).outcomes(0);
  EXPECT_EQ(second.recorded().state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ("vendors/acme/facts/" + second.recorded().approval().suggestion(), fact);
}

TEST_F(FourEyesTest, SoDoesAFactThatIsConfirmedByANewText) {
  on_ = false;
  const std::string kept =
      Must(DecideAs(kMaraOfTwo, On("encryption.at_rest").name(), "accept {}"))
          .outcomes(0)
          .recorded()
          .name();
  on_ = true;
  AddRevision(kPrivacy, "2025-06-01",
              "# Privacy\n\nAll data, logs included, is encrypted at rest.\n");
  const auto confirmed = Must(DecideAs(kMaraOfTwo, kept, "accept {}")).outcomes(0);
  EXPECT_EQ(confirmed.ended().state(), v1::FACT_STATE_EXPIRED);
  EXPECT_EQ(confirmed.recorded().state(), v1::FACT_STATE_PROPOSED);
  const auto second =
      Must(DecideAs(kJoOfTwo, confirmed.recorded().name(), "accept {}")).outcomes(0);
  EXPECT_EQ(second.recorded().state(), v1::FACT_STATE_ACTIVE);
}

TEST_F(FourEyesTest, WhereItIsOffAFactCountsAtOnceAndAProposalIsAcceptedByAnybody) {
  AddFact("vendors/acme", "said");
  on_ = false;
  AddFact("vendors/acme", "other");
  EXPECT_EQ(Fact("vendors/acme/facts/other").state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(Fact(kSaid).state(), v1::FACT_STATE_PROPOSED) << "it stays what it is";
  Must(DecideAs(kMaraOfTwo, kSaid, "accept {}"));
  EXPECT_EQ(Fact(kSaid).state(), v1::FACT_STATE_ACTIVE);
}

TEST_F(FourEyesTest, AFactCountsUntilASecondPersonAgreesToItsRetraction) {
  AddAcceptedFact("said");
  const v1::Fact wanted = Must(RetractAs(kMaraOfTwo, kSaid, "Not so.")).fact();
  EXPECT_EQ(wanted.state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(wanted.proposed_retraction().proposer(), "Mara Lind");
  EXPECT_EQ(wanted.proposed_retraction().reason(), "Not so.");
  EXPECT_EQ(wanted.approval().reviewer(), "Jo Berg, Security")
      << "who stands for it stays";
  EXPECT_THAT(ItemsToRetract(), ElementsAre(kSaid));
  EXPECT_THAT(ProposedItems(), IsEmpty());
  const auto again = RetractAs(kJoOfTwo, kSaid);
  EXPECT_EQ(ReasonOf(again), "SECOND_PERSON_NEEDED");
  EXPECT_EQ(MetadataOf(again, "creator"), "Mara Lind");

  EXPECT_EQ(ReasonOf(DecideAs(kMaraOfTwo, kSaid, "accept {}")), "SECOND_PERSON_NEEDED");
  EXPECT_THAT(FieldsOf(DecideAs(kJoOfTwo, kSaid, "accept { fact_id: 'other' }")),
              ElementsAre("decisions[0].accept"));
  EXPECT_EQ(Must(DecideAs(kJoOfTwo, kSaid, "accept {}", true)).outcomes(0).ended().name(),
            kSaid);
  EXPECT_EQ(Fact(kSaid).state(), v1::FACT_STATE_ACTIVE) << "it was only checked";
  const auto gone = Must(DecideAs(kJoOfTwo, kSaid, "accept {}")).outcomes(0);
  EXPECT_EQ(gone.ended().state(), v1::FACT_STATE_RETRACTED);
  EXPECT_FALSE(gone.has_recorded());
  EXPECT_EQ(Fact(kSaid).state(), v1::FACT_STATE_RETRACTED);
  EXPECT_THAT(ItemsToRetract(), IsEmpty());
  const auto events =
      Must(Call(&FactHandlers::ListFactEvents, std::string("parent: '") + kSaid + "'"));
  EXPECT_EQ(events.fact_events(0).reason(),
            "Agreed to by Jo Berg, Security, proposed by Mara Lind: Not so.");
}

TEST_F(FourEyesTest, ARetractionThatIsRefusedLeavesTheFactAsItWas) {
  AddAcceptedFact("said");
  const v1::Fact before = Fact(kSaid);
  Must(RetractAs(kMaraOfTwo, kSaid));
  const auto kept =
      Must(DecideAs(kMaraOfTwo, kSaid, "reject { reason: 'It is.' }")).outcomes(0);
  EXPECT_EQ(kept.recorded().state(), v1::FACT_STATE_ACTIVE);
  v1::Fact after = Fact(kSaid);
  EXPECT_EQ(after.generation(), before.generation() + 2);
  after.set_generation(before.generation());
  *after.mutable_create_time() = before.create_time();
  EXPECT_EQ(after.DebugString(), before.DebugString());
  EXPECT_THAT(ItemsToRetract(), IsEmpty());
}

TEST_F(FourEyesTest, AProposalGoesAtOnceAndWhereItIsOffEveryFactDoes) {
  AddFact("vendors/acme", "said");
  EXPECT_EQ(Must(RetractAs(kMaraOfTwo, kSaid)).fact().state(), v1::FACT_STATE_RETRACTED);
  AddAcceptedFact("said");
  on_ = false;
  EXPECT_EQ(Must(RetractAs(kMaraOfTwo, kSaid)).fact().state(), v1::FACT_STATE_RETRACTED);
}

TEST_F(FourEyesTest, AFactInReviewThatIsToBeRetractedIsListedOnce) {
  const std::string kept = AcceptSuggestion("encryption.at_rest");
  AddRevision(kPrivacy, "2025-06-01",
              "# Privacy\n\nAll data, logs included, is encrypted at rest.\n");
  Must(RetractAs(kMaraOfTwo, kept));
  int listed = 0;
  for (const auto& item : Items("vendors/acme")) {
    listed += item.retraction().name() == kept || item.fact().fact().name() == kept;
  }
  EXPECT_EQ(listed, 1);
  Must(DecideAs(kJoOfTwo, kept, "reject {}"));
  EXPECT_EQ(Fact(kept).state(), v1::FACT_STATE_AWAITING_REVIEW);
}

TEST_F(FourEyesTest, ARevisionThatPutUpAFactIsNotWithdrawnToBringItBack) {
  const std::string kept = AcceptSuggestion("encryption.at_rest");
  const std::string later =
      AddRevision(kPrivacy, "2025-06-01", "# Privacy\n\nNothing is encrypted.\n");
  EXPECT_EQ(Fact(kept).state(), v1::FACT_STATE_AWAITING_REVIEW);
  const auto withdraw = [&] {
    return Call(&PolicyHandlers::WithdrawPolicyRevision, "name: '" + later + "'");
  };
  const auto refused = withdraw();
  EXPECT_EQ(ReasonOf(refused), "SECOND_PERSON_NEEDED");
  EXPECT_EQ(MetadataOf(refused, "fact"), kept);
  EXPECT_EQ(Fact(kept).state(), v1::FACT_STATE_AWAITING_REVIEW) << "nothing was written";
  Must(DecideAs(kJoOfTwo, kept, "reject {}"));
  Must(withdraw());
  EXPECT_EQ(Fact(kept).state(), v1::FACT_STATE_EXPIRED);
}

TEST_F(FourEyesTest, WhatIsReadOutOfAManifestIsTheProposalOfWhoeverBroughtIt) {
  Must(
      Call(&PolicyHandlers::CreatePolicy,
           std::string("parent: 'vendors/acme' policy_id: 'manifest' policy { title: 'M' "
                       "kind: POLICY_KIND_FORGE_MANIFEST app: 'vendors/acme/apps/one' "
                       "}")));
  v1::CreatePolicyRevisionRequest request;
  request.set_parent("vendors/acme/policies/manifest");
  request.mutable_policy_revision()->set_effective_date("2025-01-01");
  request.mutable_policy_revision()->set_media_type("application/yaml");
  request.mutable_policy_revision()->set_text(
      "modules:\n  jira:issuePanel:\n    - key: panel\n      function: main\n  function:"
      "\n    - key: main\n      handler: index.run\npermissions:\n  scopes: "
      "[read:jira-work]\n  external:\n    fetch:\n      backend: [api.buoy.example]\n"
      "app:\n  id: ari:cloud:ecosystem::app/6f1d6e0e-52a1-4f0e-9d3c-0b9a3c1c7d11\n");
  const auto made = Must(Call(&PolicyHandlers::CreatePolicyRevision, request));
  ASSERT_GT(made.facts_size(), 0);
  const std::string& fact = made.facts(0);
  EXPECT_EQ(Fact(fact).state(), v1::FACT_STATE_PROPOSED);
  EXPECT_EQ(Fact(fact).proposer(), "Mara Lind");
  Must(DecideAs(kJoOfTwo, fact, "accept {}"));
  EXPECT_EQ(Fact(fact).state(), v1::FACT_STATE_ACTIVE);
  // Nor does one person take it away by withdrawing what it was read out of.
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::WithdrawPolicyRevision,
                          "name: '" + made.policy_revision().name() + "'")),
            "STILL_IN_USE");
}

}  // namespace
}  // namespace clausebook::rpc
