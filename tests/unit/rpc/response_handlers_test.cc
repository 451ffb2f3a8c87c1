// Lists of filled questionnaires and of their items.
#include "tests/unit/rpc/response_test.h"

namespace clausebook::rpc {
namespace {

using model::ItemNeed;

std::vector<std::string> NamesOf(const v1::ListResponsesResponse& page) {
  std::vector<std::string> names;
  for (const auto& response : page.responses()) names.push_back(response.name());
  return names;
}

std::vector<std::string> NumbersOf(const std::vector<v1::ResponseItem>& items) {
  std::vector<std::string> numbers;
  for (const auto& item : items) {
    numbers.push_back(item.name().substr(item.name().rfind('/') + 1));
  }
  return numbers;
}

TEST_F(ResponseHandlersTest, ARecordedResponseIsToldWithHowItStands) {
  AddResponse("globex",
              {Proposed("q", "Yes"), Open("r", ItemNeed::kUnknown),
               Open("s", ItemNeed::kConflict), Open("", ItemNeed::kNotMatched)});
  const v1::Response response = Get();
  EXPECT_EQ(response.name(), kGlobex);
  EXPECT_EQ(response.app(), "vendors/acme/apps/charts");
  EXPECT_EQ(response.questionnaire(), "questionnaires/mvsp");
  EXPECT_EQ(response.title(), "Globex");
  EXPECT_EQ(response.as_of(), "2024-10-04");
  EXPECT_TRUE(response.has_create_time());
  EXPECT_EQ(response.status(), v1::RESPONSE_STATUS_NEEDS_REVIEW);
  EXPECT_EQ(response.summary().item_count(), 4);
  EXPECT_EQ(response.summary().answered_count(), 1);
  EXPECT_EQ(response.summary().needs_review_count(), 3);
  EXPECT_EQ(response.summary().conflict_count(), 1);
  EXPECT_EQ(response.summary().unknown_count(), 1);
  EXPECT_EQ(response.summary().not_matched_count(), 1);

  const auto none =
      Call(&ResponseHandlers::GetResponse, "name: 'vendors/acme/responses/none'");
  EXPECT_EQ(ResourceOf(none), "Response vendors/acme/responses/none");
  EXPECT_THAT(FieldsOf(Call(&ResponseHandlers::GetResponse, "name: 'globex'")),
              ElementsAre("name"));
}

TEST_F(ResponseHandlersTest, ListsAreOfAVendorOrAnAppAndPage) {
  AddApp("acme", "maps");
  AddVendor("other");
  for (const auto* id : {"c", "a", "b"}) AddResponse(id, {Proposed("q", "Yes")});
  AddResponse("d", {}, "maps");
  const auto first =
      Must(Call(&ResponseHandlers::ListResponses, "parent: 'vendors/acme' page_size: 2"));
  EXPECT_THAT(NamesOf(first),
              ElementsAre("vendors/acme/responses/a", "vendors/acme/responses/b"));
  EXPECT_EQ(first.responses(0).summary().answered_count(), 1);
  AddResponse("bb", {});
  const auto second = Must(Call(&ResponseHandlers::ListResponses,
                                "parent: 'vendors/acme' page_size: 2 page_token: '" +
                                    first.next_page_token() + "'"));
  EXPECT_THAT(NamesOf(second),
              ElementsAre("vendors/acme/responses/c", "vendors/acme/responses/d"))
      << "all pages are of one state";
  EXPECT_EQ(second.next_page_token(), "");
  const auto of_app = Must(Call(&ResponseHandlers::ListResponses,
                                "parent: 'vendors/acme' app: 'vendors/acme/apps/maps'"));
  EXPECT_THAT(NamesOf(of_app), ElementsAre("vendors/acme/responses/d"));

  const auto list = [&](const std::string& request) {
    return Call(&ResponseHandlers::ListResponses, request);
  };
  EXPECT_EQ(ResourceOf(list("parent: 'vendors/none'")), "Vendor vendors/none");
  EXPECT_EQ(ResourceOf(list("parent: 'vendors/acme' app: 'vendors/acme/apps/none'")),
            "App vendors/acme/apps/none");
  EXPECT_THAT(FieldsOf(list("parent: 'vendors/other' app: 'vendors/acme/apps/maps'")),
              ElementsAre("app"));
}

TEST_F(ResponseHandlersTest, AnItemIsToldWithItsEvidenceAndWhatGoesOut) {
  AddResponse("globex", {Proposed("q", "No", model::PartVerdict::kNo),
                         Open("", ItemNeed::kNotMatched)});
  const auto items = Items();
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].name(), ItemName(1));
  EXPECT_EQ(items[0].item_id(), "ID q");
  EXPECT_EQ(items[0].stage(), v1::MATCH_STAGE_GRAMMAR);
  EXPECT_EQ(items[0].status(), v1::RESPONSE_STATUS_PROPOSED);
  EXPECT_EQ(items[0].need(), v1::ITEM_NEED_UNSPECIFIED);
  EXPECT_EQ(items[0].proposed_answer(), "No");
  EXPECT_EQ(items[0].answer(), "No");
  EXPECT_EQ(items[0].comment(), "It is so.");
  EXPECT_FALSE(items[0].has_review());
  ASSERT_EQ(items[0].parts_size(), 1);
  EXPECT_EQ(items[0].parts(0).question(), "questions/q");
  EXPECT_EQ(items[0].parts(0).verdict(), v1::VERDICT_NO);
  EXPECT_THAT(items[0].parts(0).facts(), ElementsAre("vendors/acme/facts/q@1"));
  EXPECT_EQ(items[1].status(), v1::RESPONSE_STATUS_NEEDS_REVIEW);
  EXPECT_EQ(items[1].need(), v1::ITEM_NEED_NOT_MATCHED);
  EXPECT_EQ(items[1].explanation(), "Somebody has to say so.");
  EXPECT_EQ(items[1].answer(), "");
  EXPECT_EQ(items[1].parts(0).question(), "");
  EXPECT_EQ(items[1].parts(0).verdict(), v1::VERDICT_UNSPECIFIED);
}

TEST_F(ResponseHandlersTest, WhatNeedsAPersonComesFirstIfAskedFor) {
  AddResponse("globex", {Proposed("q", "Yes"), Open("", ItemNeed::kNotMatched),
                         Open("r", ItemNeed::kUnknown), Open("s", ItemNeed::kConflict),
                         Proposed("t", "Yes"), Open("u", ItemNeed::kNoWord)});
  Must(Review(Decision(1, "approve {}")));
  EXPECT_THAT(NumbersOf(Items()), ElementsAre("1", "2", "3", "4", "5", "6"));
  EXPECT_THAT(NumbersOf(Items("open_first: true")),
              ElementsAre("4", "3", "6", "2", "5", "1"));
  EXPECT_THAT(NumbersOf(Items("statuses: RESPONSE_STATUS_NEEDS_REVIEW")),
              ElementsAre("2", "3", "4", "6"));
  EXPECT_THAT(NumbersOf(Items("statuses: RESPONSE_STATUS_APPROVED "
                              "statuses: RESPONSE_STATUS_PROPOSED open_first: true")),
              ElementsAre("5", "1"));
}

TEST_F(ResponseHandlersTest, PagesOfItemsAreOfOneState) {
  AddResponse("globex", {Proposed("q", "Yes"), Proposed("r", "Yes")});
  const std::string list =
      "parent: 'vendors/acme/responses/globex' page_size: 1 "
      "statuses: RESPONSE_STATUS_PROPOSED ";
  const auto first = Must(Call(&ResponseHandlers::ListResponseItems, list));
  Must(Review("approve_proposed: true"));
  const auto second = Must(Call(&ResponseHandlers::ListResponseItems,
                                list + "page_token: '" + first.next_page_token() + "'"));
  ASSERT_EQ(second.response_items_size(), 1);
  EXPECT_EQ(second.response_items(0).name(), ItemName(2));
  EXPECT_EQ(second.response_items(0).status(), v1::RESPONSE_STATUS_PROPOSED);
}

TEST_F(ResponseHandlersTest, BadListsOfItemsAreRefused) {
  EXPECT_THAT(FieldsOf(Call(&ResponseHandlers::ListResponseItems,
                            "parent: 'vendors/acme' page_size: -1 statuses: 9")),
              ElementsAre("parent", "statuses", "page_size"));
  EXPECT_EQ(ResourceOf(Call(&ResponseHandlers::ListResponseItems,
                            "parent: 'vendors/acme/responses/none'")),
            "Response vendors/acme/responses/none");
}

TEST_F(ResponseHandlersTest, WhatWasGivenStaysOnRecordWhenItsAppGoes) {
  AddResponse("globex", {Proposed("q", "Yes")});
  Must(Call(&CatalogHandlers::DeleteApp, "name: 'vendors/acme/apps/charts'"));
  EXPECT_EQ(Get().app(), "vendors/acme/apps/charts");
  EXPECT_THAT(
      NamesOf(Must(Call(&ResponseHandlers::ListResponses, "parent: 'vendors/acme'"))),
      ElementsAre(kGlobex));
}

}  // namespace
}  // namespace clausebook::rpc
