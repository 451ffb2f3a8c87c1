// Facts whose clause a newer revision changed or dropped, over ReviewHandlers.
#include "tests/unit/rpc/review_test.h"

namespace clausebook::rpc {
namespace {

class FactReviewTest : public ReviewHandlersTest {
 protected:
  static constexpr char kEdited[] =
      "# Privacy\n\nWe never sell your data. Data is deleted within 30 days, at the "
      "latest, after you uninstall the app.\n";

  void SetUp() override {
    ReviewHandlersTest::SetUp();
    kept_ = Accept("retention.after_uninstall");
    rest_ = Accept("encryption.at_rest");
    Must(Decide(On("use.sold").name(), "reject {}"));
    new_ = AddRevision(kPrivacy, "2025-06-01", kEdited);
  }
  std::string Accept(const std::string& property) {
    return Must(Decide(On(property).name(), "accept {}")).outcomes(0).recorded().name();
  }
  v1::FactInReview InReview(const std::string& fact) {
    const auto response =
        Must(Call(&ReviewHandlers::ListReviewItems, "parent: 'vendors/acme'"));
    for (const auto& item : response.review_items()) {
      if (item.fact().fact().name() == fact) return item.fact();
    }
    throw std::invalid_argument("not in review: " + fact);
  }

  std::string kept_, rest_, new_;
};

TEST_F(FactReviewTest, TheyAreListedBeforeWhatTheNewTextSuggests) {
  EXPECT_THAT(Items(),
              ElementsAre("! " + rest_, "! " + kept_, "retention.after_uninstall"));
  const v1::FactInReview edited = InReview(kept_);
  EXPECT_EQ(edited.fact().state(), v1::FACT_STATE_AWAITING_REVIEW);
  EXPECT_EQ(edited.change().kind(), v1::CLAUSE_CHANGE_KIND_EDITED);
  EXPECT_EQ(edited.old_revision(), revision_);
  EXPECT_EQ(edited.new_revision(), new_);
  EXPECT_EQ(edited.end_date(), "2025-06-01");
  EXPECT_EQ(edited.confirmed().name(), kept_ + "-2");
  EXPECT_EQ(edited.confirmed().evidence().clause().revision(), new_);
  EXPECT_EQ(InReview(rest_).change().kind(), v1::CLAUSE_CHANGE_KIND_DROPPED);
  EXPECT_FALSE(InReview(rest_).has_confirmed());
}

TEST_F(FactReviewTest, ConfirmingEndsItAndRecordsItByTheNewText) {
  const auto done = Must(Decide(kept_, "accept {}")).outcomes(0);
  EXPECT_EQ(done.ended().name(), kept_);
  EXPECT_EQ(done.ended().valid_until(), "2025-06-01");
  EXPECT_EQ(done.ended().state(), v1::FACT_STATE_EXPIRED);
  EXPECT_EQ(done.recorded().name(), kept_ + "-2");
  EXPECT_EQ(done.recorded().state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(done.recorded().approval().reviewer(), "Mara Lind");
  // What held before the change still did.
  EXPECT_EQ(
      Must(Call(&FactHandlers::GetFact, "name: '" + kept_ + "' as_of: '2025-05-31'"))
          .fact()
          .state(),
      v1::FACT_STATE_ACTIVE);
  EXPECT_THAT(Items(), ElementsAre("! " + rest_))
      << "which settles what the new text suggests";
  EXPECT_EQ(ReasonOf(Decide(kept_, "accept {}")), "NOT_AWAITING_REVIEW");
}

TEST_F(FactReviewTest, RejectingEndsIt) {
  const auto done = Must(Decide(rest_, "reject { reason: 'It is gone.' }")).outcomes(0);
  EXPECT_EQ(done.ended().valid_until(), "2025-06-01");
  EXPECT_FALSE(done.has_recorded());
  const auto events =
      Must(Call(&FactHandlers::ListFactEvents, "parent: '" + rest_ + "'"));
  ASSERT_EQ(events.fact_events_size(), 3);
  EXPECT_EQ(events.fact_events(1).reason(),
            "No longer so, by review of Mara Lind: It is gone.");
  EXPECT_EQ(events.fact_events(0).fact().approval().reviewer(), "Mara Lind");
}

TEST_F(FactReviewTest, WithoutAClauseThereMustBeAnotherQuote) {
  EXPECT_THAT(FieldsOf(Decide(rest_, "accept {}")),
              ElementsAre("decisions[0].accept.fact.evidence"));
  v1::RecordDecisionsRequest request = Decision(rest_, "accept {}");
  v1::Fact& fact = *request.mutable_decisions(0)->mutable_accept()->mutable_fact();
  fact = InReview(rest_).fact();
  fact.mutable_evidence()->mutable_clause()->set_quote("We never sell your data.");
  fact.mutable_evidence()->mutable_clause()->clear_byte_begin();
  fact.mutable_evidence()->mutable_clause()->clear_byte_end();
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::RecordDecisions, request)),
              ElementsAre("decisions[0].accept.fact.evidence"))
      << "not in the old text";
  fact.mutable_evidence()->mutable_clause()->set_revision(new_);
  const auto done = Must(Call(&ReviewHandlers::RecordDecisions, request)).outcomes(0);
  EXPECT_EQ(done.recorded().evidence().clause().quote(), "We never sell your data.");
}

TEST_F(FactReviewTest, AFactWhoseClauseStandsAwaitsNothing) {
  AddFact("vendors/acme", "said");
  EXPECT_EQ(ReasonOf(Decide("vendors/acme/facts/said", "reject {}")),
            "NOT_AWAITING_REVIEW");
}

}  // namespace
}  // namespace clausebook::rpc
