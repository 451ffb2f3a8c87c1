// Filled questionnaires: recorded once, to the byte, and seen from their time on. What
// people decide about their items is in item_review_test.cc.
#include "service/base/digest.h"
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::Commit;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FilledResponseConformance : public StoreTest {
 protected:
  Commit Add(const model::Response& response,
             const std::vector<model::ResponseItem>& items = {SampleItem("q")},
             const std::string& file = "") {
    return Write([&](WriteTransaction& t) {
      return t
          .AddResponse(response, items,
                       file.empty() ? nullptr : std::make_shared<const std::string>(file))
          .status();
    });
  }
  std::vector<std::string> Ids(const std::string& vendor,
                               const std::optional<std::string>& app = std::nullopt,
                               Instant known_at = kEndOfTime) {
    std::vector<std::string> ids;
    for (const auto& r : Must(Read()->ListResponses(vendor, app, all_, known_at))) {
      ids.push_back(r.ref.response);
    }
    return ids;
  }

  const model::ResponseRef globex_{"acme", "globex"};
};

TEST_P(FilledResponseConformance, EveryPartIsKept) {
  const std::string file = "the customer's workbook";
  model::Response given = SampleResponse(globex_, "charts", file);
  std::vector<model::ResponseItem> items{SampleItem("q"), SampleItem("r", "No")};
  items.push_back({});  // of which nothing is known
  items[0].number = 77;
  Write([&](WriteTransaction& t) {
    const auto record =
        Must(t.AddResponse(given, items, std::make_shared<const std::string>(file)));
    given.create_time = t.time();
    given.item_count = 3;
    given.tallies = {{{model::ItemNeed::kNothing, false, {}, false, {}}, 1},
                     {{model::ItemNeed::kNothing, true, {}, false, {}}, 2}};
    EXPECT_EQ(Describe(record), Describe(given));
    return absl::OkStatus();
  });
  EXPECT_EQ(Must(Read()->GetResponse(globex_, kEndOfTime)), given);
  const auto read = Must(Read()->GetResponseItems(globex_, {3, 1, 2}, kEndOfTime));
  ASSERT_EQ(read.size(), 3u);
  for (int number = 1; number <= 3; ++number) {
    items[static_cast<std::size_t>(number) - 1].number = number;
  }
  EXPECT_EQ(read[0], (model::ReviewedItem{items[2], {}})) << Describe(read[0]);
  EXPECT_EQ(read[1], (model::ReviewedItem{items[0], {}})) << Describe(read[1]);
  EXPECT_EQ(read[2], (model::ReviewedItem{items[1], {}})) << Describe(read[2]);
}

TEST_P(FilledResponseConformance, TheFileIsKeptToTheByte) {
  // More than a value of the engine may have, and no text.
  std::string file(9 << 20, '\0');
  for (std::size_t i = 0; i < file.size(); ++i) file[i] = static_cast<char>(i * i >> 7);
  Add(SampleResponse(globex_, "charts", file), {}, file);
  Add(SampleResponse({"acme", "again"}, "charts", file), {}, file);
  Add(SampleResponse({"acme", "other"}, "charts", "other"), {}, "other");
  Add(SampleResponse({"acme", "shipped"}, "charts"));
  EXPECT_TRUE(*Must(Read()->GetResponseFile(globex_)) == file);
  EXPECT_TRUE(*Must(Read()->GetResponseFile({"acme", "again"})) == file);
  EXPECT_EQ(*Must(Read()->GetResponseFile({"acme", "other"})), "other");
  EXPECT_EQ(Must(Read()->GetResponseFile({"acme", "shipped"})), nullptr);
  EXPECT_THAT(Read()->GetResponseFile({"acme", "none"}).status(),
              IsNotFound("Response", "vendors/acme/responses/none"));
}

TEST_P(FilledResponseConformance, AnIdServesOnce) {
  Add(SampleResponse(globex_, "charts"));
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.AddResponse(SampleResponse(globex_, "maps"), {}, nullptr).status(),
                IsAlreadyThere("Response", "vendors/acme/responses/globex"));
    return absl::OkStatus();
  });
  Add(SampleResponse({"other", "globex"}, "charts"));
  EXPECT_EQ(Must(Read()->GetResponse(globex_, kEndOfTime)).app, "charts");
}

TEST_P(FilledResponseConformance, ListsAreOfOneVendorOrAppAndOrdered) {
  for (const auto* id : {"b", "a-b", "a"}) Add(SampleResponse({"acme", id}, "charts"));
  Add(SampleResponse({"acme", "c"}, "maps"));
  Add(SampleResponse({"acme-2", "d"}, "charts"));
  EXPECT_THAT(Ids("acme"), ElementsAre("a", "a-b", "b", "c"));
  EXPECT_THAT(Ids("acme", "maps"), ElementsAre("c"));
  EXPECT_THAT(Ids("acme", "none"), IsEmpty());
  const auto page = Must(Read()->ListResponses("acme", "charts", {"a", 1}, kEndOfTime));
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0].ref.response, "a-b");
  EXPECT_EQ(page[0], Must(Read()->GetResponse({"acme", "a-b"}, kEndOfTime)));
}

TEST_P(FilledResponseConformance, TheyAreKnownFromTheirTimeOnAndTouchTheirVendor) {
  const Commit commit = Add(SampleResponse(globex_, "charts"));
  EXPECT_THAT(commit.touched, ElementsAre(acme_));
  EXPECT_THAT(Ids("acme", std::nullopt, commit.time), ElementsAre("globex"));
  const Instant before{commit.time.micros - 1};
  EXPECT_THAT(Ids("acme", std::nullopt, before), IsEmpty());
  const auto read = Read();
  const auto unknown = IsNotFound("Response", "vendors/acme/responses/globex");
  EXPECT_THAT(read->GetResponse(globex_, before).status(), unknown);
  EXPECT_THAT(read->ListItemHeads(globex_, before).status(), unknown);
  EXPECT_THAT(read->GetResponseItems(globex_, {1}, before).status(), unknown);
  EXPECT_THAT(read->ListItemReviews(globex_, 0, before).status(), unknown);
}

TEST_P(FilledResponseConformance, TheyStayOnRecordWhenVendorAndAppGo) {
  Write([&](WriteTransaction& t) {
    Must(t.PutVendor(SampleVendor("acme")));
    Must(t.PutApp(SampleApp("acme", "charts")));
    return t.AddResponse(SampleResponse(globex_, "charts"), {SampleItem("q")}, nullptr)
        .status();
  });
  Write([&](WriteTransaction& t) {
    Must(t.DeleteApp({"acme", "charts"}));
    return t.DeleteVendor("acme");
  });
  EXPECT_EQ(Must(Read()->GetResponse(globex_, kEndOfTime)).item_count, 1);
  EXPECT_THAT(Ids("acme", "charts"), ElementsAre("globex"));
}

TEST_P(FilledResponseConformance, AnItemThatItDoesNotHaveIsNotFound) {
  Add(SampleResponse(globex_, "charts"), {SampleItem("q"), SampleItem("q")});
  for (const std::int32_t number : {0, -1, 3}) {
    EXPECT_THAT(Read()->GetResponseItems(globex_, {1, number}, kEndOfTime).status(),
                IsNotFound("ResponseItem", "vendors/acme/responses/globex/items/" +
                                               std::to_string(number)));
  }
  EXPECT_THAT(Must(Read()->GetResponseItems(globex_, {}, kEndOfTime)), IsEmpty());
}

CB_ON_EVERY_ENGINE(FilledResponseConformance);

}  // namespace
}  // namespace clausebook::testing
