// Answers over QueryHandlers: those put together from memory say what those worked out
// say, and never less than what has been acknowledged.
#include "service/rpc/query_handlers.h"

#include "service/view/answer_view.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

constexpr char kStores[] = "questions/stores-data-off-atlassian";
constexpr char kSold[] = "questions/data-sold";

class QueryHandlersTest : public HandlerTest {
 protected:
  QueryHandlersTest() {
    for (const std::string vendor : {"acme", "zeta"}) {
      AddVendor(vendor);
      AddApp(vendor, "charts");
      AddApp(vendor, "maps");
    }
    AddFact("vendors/acme", "nothing");
    view_.Note(Touched("acme"));
  }

  // What a commit now would report.
  storage::Commit Touched(const std::string& vendor) {
    storage::Commit commit;
    commit.time = Must(store_.Read(nullptr))->LatestCommit();
    commit.touched = {{model::PublisherKind::kVendor, vendor}};
    return commit;
  }

  v1::Answer Ask(const std::string& app, const std::string& question,
                 const std::string& more = "") {
    const auto request =
        Parse<v1::AskRequest>("app: '" + app + "' question: '" + question + "' " + more);
    v1::AskResponse response;
    Must(handlers_.Ask(Context(), request, &response));
    return response.answer();
  }

  // From memory; an answer without a name if it is not there.
  v1::Answer Find(const std::string& app, const std::string& question) {
    v1::AskRequest request;
    request.set_app(app);
    request.set_question(question);
    const auto bytes = handlers_.FindAskResponse(request, clock_.Now());
    v1::AskResponse response;
    if (bytes) {
      EXPECT_TRUE(response.ParseFromString(*bytes));
    }
    return response.answer();
  }

  static v1::BatchAskRequest BatchOf(const std::vector<std::string>& apps,
                                     const std::vector<std::string>& questions) {
    v1::BatchAskRequest request;
    for (const auto& app : apps) request.add_apps(app);
    for (const auto& question : questions) request.add_questions(question);
    return request;
  }

  CallContext Context() { return {nullptr, clock_.Now()}; }

  view::AnswerView view_{&catalog(), Instant{}, {}};
  QueryHandlers handlers_{HandlerDeps{&store_, &catalog(), &clock_}, &view_};
};

constexpr char kCharts[] = "vendors/acme/apps/charts";
constexpr char kMaps[] = "vendors/acme/apps/maps";
constexpr char kOther[] = "vendors/zeta/apps/charts";

TEST_F(QueryHandlersTest, WhatWasAskedOnceIsInMemoryToTheByte) {
  EXPECT_EQ(Find(kCharts, kStores).app(), "");
  const auto first = Ask(kCharts, kStores);
  EXPECT_EQ(first.verdict(), v1::VERDICT_NO);
  EXPECT_EQ(Find(kCharts, kStores).SerializeAsString(), first.SerializeAsString());
}

TEST_F(QueryHandlersTest, AppsThatAreToldTheSameKeepTheirNames) {
  Ask(kCharts, kStores);
  Ask(kMaps, kStores);
  const auto charts = Find(kCharts, kStores);
  const auto maps = Find(kMaps, kStores);
  EXPECT_EQ(charts.app(), kCharts);
  EXPECT_EQ(maps.app(), kMaps);
  EXPECT_THAT(charts.sentence(), HasSubstr("App charts"));
  EXPECT_THAT(maps.sentence(), HasSubstr("App maps"));
}

TEST_F(QueryHandlersTest, AWriteIsReadByWhoeverMadeIt) {
  Ask(kCharts, kStores);
  EXPECT_EQ(Ask(kOther, kStores).verdict(), v1::VERDICT_UNKNOWN);
  AddFact("vendors/zeta", "nothing");
  view_.Note(Touched("zeta"));
  EXPECT_EQ(Find(kOther, kStores).app(), "") << "what was known before";
  EXPECT_EQ(Ask(kOther, kStores).verdict(), v1::VERDICT_NO);
  EXPECT_EQ(Find(kOther, kStores).verdict(), v1::VERDICT_NO);
  EXPECT_EQ(Find(kCharts, kStores).verdict(), v1::VERDICT_NO) << "untouched";
}

TEST_F(QueryHandlersTest, AnAnswerIsOfItsDay) {
  Ask(kCharts, kStores);
  clock_.AdvanceMicros(24LL * 3600 * 1'000'000);
  EXPECT_EQ(Find(kCharts, kStores).app(), "");
  const auto today = Ask(kCharts, kStores);
  EXPECT_EQ(Find(kCharts, kStores).as_of(), today.as_of());
}

TEST_F(QueryHandlersTest, OnlyWhatIsAskedEveryDayComesFromMemory) {
  Ask(kCharts, kStores);
  for (const std::string more : {"as_of: '2025-01-01'", "known_at { seconds: 1 }",
                                 "read_mask { paths: 'verdict' }"}) {
    const auto request =
        Parse<v1::AskRequest>("app: 'vendors/acme/apps/charts' question: '" +
                              std::string(kStores) + "' " + more);
    EXPECT_FALSE(handlers_.FindAskResponse(request, clock_.Now())) << more;
  }
}

TEST_F(QueryHandlersTest, ABatchFromMemoryIsTheBatchThatIsWorkedOut) {
  // In an order that is not that of the catalogue.
  const auto request = BatchOf({kMaps, kOther, kCharts}, {kSold, kStores});
  EXPECT_FALSE(handlers_.FindBatchAskResponse(request, clock_.Now()));
  v1::BatchAskResponse worked_out;
  Must(handlers_.BatchAsk(Context(), request, &worked_out));
  ASSERT_EQ(worked_out.answers_size(), 6);
  const auto bytes = handlers_.FindBatchAskResponse(request, clock_.Now());
  ASSERT_TRUE(bytes);
  v1::BatchAskResponse found;
  ASSERT_TRUE(found.ParseFromString(*bytes));
  EXPECT_EQ(found.SerializeAsString(), worked_out.SerializeAsString());
}

TEST_F(QueryHandlersTest, ABatchIsOfOneStateOfKnowledge) {
  const auto request = BatchOf({kCharts, kOther}, {kStores});
  v1::BatchAskResponse response;
  Must(handlers_.BatchAsk(Context(), request, &response));
  AddFact("vendors/zeta", "nothing");
  view_.Note(Touched("zeta"));
  EXPECT_FALSE(handlers_.FindBatchAskResponse(request, clock_.Now()));
  Ask(kOther, kStores);
  const auto bytes = handlers_.FindBatchAskResponse(request, clock_.Now());
  ASSERT_TRUE(bytes) << "of acme nothing has changed";
  v1::BatchAskResponse found;
  ASSERT_TRUE(found.ParseFromString(*bytes));
  for (const auto& answer : found.answers()) {
    EXPECT_EQ(answer.known_at().SerializeAsString(),
              found.known_at().SerializeAsString());
  }
  EXPECT_EQ(found.answers(1).verdict(), v1::VERDICT_NO);
}

TEST_F(QueryHandlersTest, WhatIsWrongWithABatchIsNotAnsweredFromMemory) {
  v1::BatchAskResponse response;
  Must(handlers_.BatchAsk(Context(), BatchOf({kCharts}, {kStores}), &response));
  for (const auto& request :
       {BatchOf({kCharts, kCharts}, {kStores}), BatchOf({kCharts}, {kStores, kStores}),
        BatchOf({kCharts}, {"stores-data-off-atlassian"}), BatchOf({kCharts}, {}),
        BatchOf({}, {kStores}), BatchOf({kCharts, "vendors/acme"}, {kStores})}) {
    EXPECT_FALSE(handlers_.FindBatchAskResponse(request, clock_.Now()))
        << request.ShortDebugString();
  }
}

}  // namespace
}  // namespace clausebook::rpc
