// Facts that take two people: what one records is a proposal, which counts for nothing
// until a second one accepts it.
#include "service/rpc/book_handlers.h"
#include "service/rpc/policy_handlers.h"
#include "tests/unit/rpc/review_test.h"

namespace clausebook::rpc {
namespace {

const admission::Identity kMaraOfTwo{
    "Mara Lind", "tokens/1", admission::RolesNamed({"editor", "reviewer"}), {}};
const admission::Identity kJoOfTwo{
    "Jo Berg", "tokens/2", admission::RolesNamed({"editor", "reviewer"}), {}};

class FourEyesTest : public ReviewHandlersTest {
 protected:
  static constexpr char kSaid[] = "vendors/acme/facts/said";

  HandlerDeps deps() override {
    HandlerDeps deps = HandlerTest::deps();
    deps.facts_second_person = on_;
    return deps;
  }
  void SetUp() override {
    ReviewHandlersTest::SetUp();
    caller_ = &kMaraOfTwo;
  }
  absl::StatusOr<v1::RecordDecisionsResponse> DecideAs(const admission::Identity& who,
                                                       const std::string& item,
                                                       const std::string& verdict,
                                                       bool validate_only = false) {
    caller_ = &who;
    v1::RecordDecisionsRequest request = Decision(item, verdict);
    request.set_reviewer(who.subject + ", Security");
    request.set_validate_only(validate_only);
    return Call(&ReviewHandlers::RecordDecisions, request);
  }
  std::vector<std::string> ProposedItems(const std::string& parent = "vendors/acme") {
    std::vector<std::string> items;
    const auto listed = Must(Call(&ReviewHandlers::ListReviewItems,
                                  "parent: '" + parent + "' page_size: 1000"));
    for (const auto& item : listed.review_items()) {
      if (item.has_proposed()) items.push_back(item.proposed().name());
    }
    return items;
  }

  // Facts whose retraction is proposed.
  std::vector<std::string> ItemsToRetract(const std::string& parent = "vendors/acme") {
    std::vector<std::string> items;
    const auto listed = Must(Call(&ReviewHandlers::ListReviewItems,
                                  "parent: '" + parent + "' page_size: 1000"));
    for (const auto& item : listed.review_items()) {
      if (item.has_retraction()) items.push_back(item.retraction().name());
    }
    return items;
  }
  absl::StatusOr<v1::RetractFactResponse> RetractAs(const admission::Identity& who,
                                                    const std::string& fact,
                                                    const std::string& reason = "") {
    caller_ = &who;
    return Call(&FactHandlers::RetractFact,
                "name: '" + fact + "' reason: '" + reason + "'");
  }
  // Recorded by the one and accepted by the other.
  void AddAcceptedFact(const std::string& id) {
    caller_ = &kMaraOfTwo;
    AddFact("vendors/acme", id);
    Must(DecideAs(kJoOfTwo, "vendors/acme/facts/" + id, "accept {}"));
  }

  bool on_ = true;
};

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
  const std::string kept =
      Must(DecideAs(kMaraOfTwo, On("encryption.at_rest").name(), "accept {}"))
          .outcomes(0)
          .recorded()
          .name();
  Must(DecideAs(kJoOfTwo, kept, "accept {}"));
  AddRevision(kPrivacy, "2025-06-01",
              "# Privacy\n\nAll data, logs included, is encrypted at rest.\n");
  Must(RetractAs(kMaraOfTwo, kept));
  const auto items = Must(Call(&ReviewHandlers::ListReviewItems,
                               std::string("parent: 'vendors/acme' page_size: 1000")));
  int listed = 0;
  for (const auto& item : items.review_items()) {
    listed += item.retraction().name() == kept || item.fact().fact().name() == kept;
  }
  EXPECT_EQ(listed, 1);
  Must(DecideAs(kJoOfTwo, kept, "reject {}"));
  EXPECT_EQ(Fact(kept).state(), v1::FACT_STATE_AWAITING_REVIEW);
}

TEST_F(FourEyesTest, ARevisionThatPutUpAFactIsNotWithdrawnToBringItBack) {
  const std::string kept =
      Must(DecideAs(kMaraOfTwo, On("encryption.at_rest").name(), "accept {}"))
          .outcomes(0)
          .recorded()
          .name();
  Must(DecideAs(kJoOfTwo, kept, "accept {}"));
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

class FourEyesBookTest : public FourEyesTest {
 protected:
  static v1::ApplyBookRequest BookSaying(const std::string& value) {
    v1::ApplyBookRequest request;
    auto* file = request.add_files();
    file->set_path("factbook.yaml");
    file->set_content(
        "clausebook: 1\nvendor: {id: acme, name: Vendor acme}\napps:\n  - {id: one, "
        "name: "
        "App one}\npolicies:\n  - id: privacy\n    title: Privacy\n    revisions:\n      "
        "- {file: p.md, effective: 2025-01-01}\nfacts:\n  - id: off\n    apps: all\n    "
        "property: use.sold\n    equals: " +
        value +
        "\n    quote: We never sell your data.\n    approved: {by: Jo Berg, on: "
        "2026-01-01}\n");
    file = request.add_files();
    file->set_path("p.md");
    file->set_content(kText);
    return request;
  }
  static constexpr char kOff[] = "vendors/acme/facts/off";
};

TEST_F(FourEyesBookTest, WhatABookSaysIsTheProposalOfWhoeverAppliesIt) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_PROPOSED)
      << "an approval in a book is its author's word";
  EXPECT_EQ(Fact(kOff).proposer(), "Mara Lind");
  EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, BookSaying("false"))).changes_size(), 0);
  Must(DecideAs(kJoOfTwo, kOff, "accept {}"));
  EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, BookSaying("false"))).changes_size(), 0)
      << "applied again it undoes no acceptance";
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_ACTIVE);
}

TEST_F(FourEyesBookTest, WhatABookSaysOtherwiseTakesTheOldFactAwayByTwoPeopleFirst) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  Must(DecideAs(kJoOfTwo, kOff, "accept {}"));
  auto plan = BookSaying("true");
  plan.set_validate_only(true);
  const auto changes = Must(Call(&BookHandlers::ApplyBook, plan)).changes();
  ASSERT_EQ(changes.size(), 1);
  EXPECT_THAT(changes[0].detail(), HasSubstr("retraction: none -> proposed by Jo Berg"));
  EXPECT_FALSE(changes[0].undoes_review());
  Must(Call(&BookHandlers::ApplyBook, BookSaying("true")));
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_ACTIVE);
  EXPECT_FALSE(Fact(kOff).value().bool_value());
  EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, BookSaying("true"))).changes_size(), 0)
      << "it is proposed once";
  EXPECT_EQ(ReasonOf(DecideAs(kJoOfTwo, kOff, "accept {}")), "SECOND_PERSON_NEEDED");
  Must(DecideAs(kMaraOfTwo, kOff, "accept {}"));
  Must(Call(&BookHandlers::ApplyBook, BookSaying("true")));
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_PROPOSED);
  EXPECT_TRUE(Fact(kOff).value().bool_value());
}

TEST_F(FourEyesBookTest, ABookThatLeavesAFactOutKeepsItWithAllThatItRestsOn) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  Must(DecideAs(kJoOfTwo, kOff, "accept {}"));
  v1::ApplyBookRequest bare;
  auto* file = bare.add_files();
  file->set_path("factbook.yaml");
  file->set_content("clausebook: 1\nvendor: {id: acme, name: Vendor acme}\napps: []\n");
  const auto changes = Must(Call(&BookHandlers::ApplyBook, bare)).changes();
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(Fact(kOff).proposed_retraction().proposer(), "Jo Berg");
  EXPECT_THAT(ItemsToRetract(), ElementsAre(kOff));
  Must(DecideAs(kMaraOfTwo, kOff, "accept {}"));
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_RETRACTED);
  Must(Call(&BookHandlers::ApplyBook, bare));
  EXPECT_EQ(ReasonOf(Call(&PolicyHandlers::GetPolicy,
                          std::string("name: 'vendors/acme/policies/privacy'"))),
            "NOT_FOUND");
}

TEST_F(FourEyesBookTest, ABookThatSaysItStillDoesNotTakeAProposedRetractionBack) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  Must(DecideAs(kJoOfTwo, kOff, "accept {}"));
  Must(RetractAs(kMaraOfTwo, kOff));
  const auto book =
      Must(Call(&BookHandlers::ExportBook, std::string("publisher: 'vendors/acme'")));
  v1::ApplyBookRequest again;
  for (const auto& file : book.files()) *again.add_files() = file;
  for (const bool on : {true, false}) {
    on_ = on;
    EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, again)).changes_size(), 0) << on;
  }
  EXPECT_THAT(ItemsToRetract(), ElementsAre(kOff));
}

TEST_F(FourEyesBookTest, AnExportedBookTellsProposalsFromFacts) {
  Must(Call(&BookHandlers::ApplyBook, BookSaying("false")));
  const auto book =
      Must(Call(&BookHandlers::ExportBook, std::string("publisher: 'vendors/acme'")));
  EXPECT_THAT(book.files(0).content(), HasSubstr("proposed:"));
  v1::ApplyBookRequest again;
  for (const auto& file : book.files()) *again.add_files() = file;
  for (const bool on : {true, false}) {
    on_ = on;
    EXPECT_EQ(Must(Call(&BookHandlers::ApplyBook, again)).changes_size(), 0) << on;
  }
  EXPECT_EQ(Fact(kOff).state(), v1::FACT_STATE_PROPOSED);
}

}  // namespace
}  // namespace clausebook::rpc
