// Decisions about the items of a filled questionnaire: all stay on record, the last one
// counts, and what follows from them is told without reading the items.
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using model::ItemDecision;
using model::ItemNeed;
using storage::Commit;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ItemReviewConformance : public StoreTest {
 protected:
  void SetUp() override {
    Write([&](WriteTransaction& t) {
      return t
          .AddResponse(
              SampleResponse(globex_, "charts"),
              {SampleItem("q"), SampleItem("r"), SampleItem("q", "", ItemNeed::kUnknown),
               SampleItem("s", "No", ItemNeed::kConflict)},
              nullptr)
          .status();
    });
  }
  Commit Decide(const std::vector<model::ItemReview>& reviews) {
    return Write([&](WriteTransaction& t) { return t.AddItemReviews(globex_, reviews); });
  }
  Commit Decide(std::int32_t number, ItemDecision decision,
                const std::string& answer = "") {
    return Decide({SampleReview(number, decision, answer)});
  }
  std::optional<model::ItemReview> Last(std::int32_t number,
                                        Instant known_at = kEndOfTime) {
    return Must(Read()->GetResponseItems(globex_, {number}, known_at)).at(0).review;
  }
  std::vector<std::string> Tallies(Instant known_at = kEndOfTime) {
    std::vector<std::string> told;
    for (const auto& tally : Must(Read()->GetResponse(globex_, known_at)).tallies) {
      told.push_back(std::to_string(tally.count) + " " + Describe(tally.standing));
    }
    return told;
  }
  // `response/number` of the app's decided items.
  std::vector<std::string> Decided(const std::set<std::string>& questions,
                                   bool overridden_only = false,
                                   Instant known_at = kEndOfTime) {
    std::vector<std::string> told;
    const auto items = Must(Read()->ListDecidedItems(
        {{"acme", "charts"}, questions, overridden_only}, known_at));
    for (const auto& found : items) {
      told.push_back(found.response.response + "/" +
                     std::to_string(found.item.item.number));
    }
    return told;
  }

  const model::ResponseRef globex_{"acme", "globex"};
};

TEST_P(ItemReviewConformance, EveryPartIsKeptAndTheLastOneCounts) {
  model::ItemReview own = SampleReview(2, ItemDecision::kOverride, "No, \"never\"");
  const Commit commit = Decide({SampleReview(1, ItemDecision::kApprove), own});
  EXPECT_THAT(commit.touched, ElementsAre(acme_));
  own.create_time = commit.time;
  EXPECT_EQ(Last(2), own);
  EXPECT_EQ(Last(3), std::nullopt);
  const Commit later = Decide(2, ItemDecision::kReopen);
  EXPECT_EQ(Last(2)->decision, ItemDecision::kReopen);
  EXPECT_EQ(Last(2, commit.time), own) << "as it was known then";
  EXPECT_EQ(Last(2, Instant{commit.time.micros - 1}), std::nullopt);
  const auto history = Must(Read()->ListItemReviews(globex_, 2, kEndOfTime));
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0], own);
  EXPECT_EQ(history[1].create_time, later.time);
  EXPECT_EQ(Must(Read()->ListItemReviews(globex_, 0, kEndOfTime)).size(), 3u);
  EXPECT_EQ(Must(Read()->ListItemReviews(globex_, 0, commit.time)).size(), 2u);
}

TEST_P(ItemReviewConformance, OfSeveralInOneTransactionTheLastOneCounts) {
  Decide(
      {SampleReview(1, ItemDecision::kApprove), SampleReview(1, ItemDecision::kReopen)});
  EXPECT_EQ(Last(1)->decision, ItemDecision::kReopen);
}

TEST_P(ItemReviewConformance, ItemsAreCountedByHowTheyStand) {
  EXPECT_THAT(Tallies(), ElementsAre("2 need 0 answered decision none until none",
                                     "1 need 1 answered decision none until none",
                                     "1 need 2 blank decision none until none"));
  const Commit first = Decide(
      {SampleReview(1, ItemDecision::kApprove), SampleReview(2, ItemDecision::kApprove)});
  Decide({SampleReview(2, ItemDecision::kReopen),
          SampleReview(3, ItemDecision::kOverride, "No"),
          SampleReview(4, ItemDecision::kOverride, "")});
  EXPECT_THAT(Tallies(first.time),
              ElementsAre("2 need 0 answered decision 0 until none",
                          "1 need 1 answered decision none until none",
                          "1 need 2 blank decision none until none"));
  EXPECT_THAT(Tallies(), ElementsAre("1 need 0 answered decision 0 until none",
                                     "1 need 0 answered decision 2 until none",
                                     "1 need 1 answered decision 1 until 2026-01-01",
                                     "1 need 2 blank decision 1 own until 2026-01-01"));
  EXPECT_EQ(Describe(Must(Read()->ListItemHeads(globex_, kEndOfTime))),
            "item 1 need 0 answered decision 0 until none\n"
            "item 2 need 0 answered decision 2 until none\n"
            "item 3 need 2 blank decision 1 own until 2026-01-01\n"
            "item 4 need 1 answered decision 1 until 2026-01-01\n");
}

TEST_P(ItemReviewConformance, AllOrNone) {
  clock_.AdvanceMicros(1000);
  const auto status =
      store_
          ->Write(nullptr,
                  [&](WriteTransaction& t) {
                    return t.AddItemReviews(globex_,
                                            {SampleReview(1, ItemDecision::kApprove),
                                             SampleReview(5, ItemDecision::kApprove)});
                  })
          .status();
  EXPECT_THAT(status,
              IsNotFound("ResponseItem", "vendors/acme/responses/globex/items/5"));
  EXPECT_EQ(Last(1), std::nullopt);
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.AddItemReviews({"acme", "none"}, {}),
                IsNotFound("Response", "vendors/acme/responses/none"));
    return absl::OkStatus();
  });
  EXPECT_EQ(Decide(std::vector<model::ItemReview>{}).time, Instant{0})
      << "nothing was recorded";
}

TEST_P(ItemReviewConformance, DecidedItemsAreFoundByQuestionAcrossAnAppsResponses) {
  const auto add = [&](const model::ResponseRef& ref, const std::string& app) {
    Write([&](WriteTransaction& t) -> absl::Status {
      Must(t.AddResponse(SampleResponse(ref, app), {SampleItem("q"), SampleItem("q")},
                         nullptr));
      return t.AddItemReviews(ref, {SampleReview(2, ItemDecision::kOverride, "No")});
    });
  };
  add({"acme", "fabrikam"}, "charts");
  add({"acme", "of-maps"}, "maps");
  add({"other", "fabrikam"}, "charts");
  const Commit commit = Decide({SampleReview(1, ItemDecision::kApprove),
                                SampleReview(2, ItemDecision::kApprove),
                                SampleReview(3, ItemDecision::kOverride, "Yes")});
  EXPECT_THAT(Decided({"q"}), ElementsAre("fabrikam/2", "globex/1", "globex/3"));
  EXPECT_THAT(Decided({"q", "r"}),
              ElementsAre("fabrikam/2", "globex/1", "globex/2", "globex/3"));
  EXPECT_THAT(Decided({"q"}, /*overridden_only=*/true),
              ElementsAre("fabrikam/2", "globex/3"));
  EXPECT_THAT(Decided({"q"}, false, Instant{commit.time.micros - 1}),
              ElementsAre("fabrikam/2"));
  EXPECT_THAT(Decided({"none"}), IsEmpty());
  EXPECT_THAT(Decided({}), IsEmpty());
  Decide(1, ItemDecision::kReopen);
  EXPECT_THAT(Decided({"q"}), ElementsAre("fabrikam/2", "globex/3"));
}

CB_ON_EVERY_ENGINE(ItemReviewConformance);

}  // namespace
}  // namespace clausebook::testing
