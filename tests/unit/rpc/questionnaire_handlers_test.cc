// QuestionnaireService: known editions, matching, and payloads against the evidence.
#include "service/rpc/questionnaires/questionnaire_handlers.h"

#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/rpc/questionnaires/mapping_handlers.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

using ::testing::Contains;
using ::testing::Not;
using H = QuestionnaireHandlers;

class QuestionnaireHandlersTest : public HandlerTest {
 protected:
  struct Known {
    questionnaires::editions::Editions editions =
        Must(questionnaires::editions::Editions::Embedded(catalog()));
    std::unique_ptr<questionnaires::matching::Matcher> matcher =
        Must(questionnaires::matching::Matcher::Create(catalog(), &editions));
  };
  HandlerDeps deps() override {
    static const auto* const kKnown = new Known;
    HandlerDeps deps = HandlerTest::deps();
    deps.editions = &kKnown->editions;
    deps.matcher = kKnown->matcher.get();
    return deps;
  }
  absl::StatusOr<v1::MatchQuestionsResponse> Match(const std::string& request) {
    return Call(&H::MatchQuestions, request);
  }
  // `path state` of each.
  template <typename List>
  static std::vector<std::string> States(const List& fields) {
    std::vector<std::string> out;
    for (const auto& field : fields) {
      out.push_back(field.path() + " " + v1::PayloadFieldState_Name(field.state()));
    }
    return out;
  }
};

TEST_F(QuestionnaireHandlersTest, ListsEditionsInPages) {
  std::vector<std::string> names;
  v1::ListQuestionnairesRequest request;
  request.set_page_size(3);
  do {
    const auto page = Must(Call(&H::ListQuestionnaires, request));
    for (const auto& one : page.questionnaires()) {
      names.push_back(one.name());
      EXPECT_EQ(one.items_size(), 0);
      EXPECT_GT(one.item_count(), 0);
      EXPECT_NE(one.notice(), "");
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(names.size(), 8u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_THAT(FieldsOf(Call(&H::ListQuestionnaires, "page_size: -1 page_token: 'x'")),
              ElementsAre("page_size", "page_token"));
}

TEST_F(QuestionnaireHandlersTest, GivesItemsWithWhatTheyAsk) {
  const auto form = Must(Call(&H::GetQuestionnaire,
                              "name: 'questionnaires/marketplace-privacy-security'"))
                        .questionnaire();
  EXPECT_TRUE(form.complete());
  ASSERT_EQ(form.items_size(), form.item_count());
  EXPECT_EQ(form.items(0).questions(0).question(), "questions/stores-eud-off-atlassian");
  EXPECT_EQ(form.items(0).payload_path(),
            "dataAccessAndStorage.appStoresEUDOutsideAtlassian");
  EXPECT_THAT(form.items(0).allowed_answers(), ElementsAre("Yes", "No"));
  const auto caiq = Must(Call(&H::GetQuestionnaire, "name: 'questionnaires/caiq-4.0.3'"))
                        .questionnaire();
  EXPECT_FALSE(caiq.complete());
  int near = 0;
  for (const auto& item : caiq.items()) {
    EXPECT_EQ(item.wording_sha256().size(), 64u);
    near += item.near_questions_size();
  }
  EXPECT_GT(near, 30);
  EXPECT_EQ(ResourceOf(Call(&H::GetQuestionnaire, "name: 'questionnaires/caiq-3'")),
            "Questionnaire questionnaires/caiq-3");
  EXPECT_THAT(FieldsOf(Call(&H::GetQuestionnaire, "name: 'caiq'")), ElementsAre("name"));
}

TEST_F(QuestionnaireHandlersTest, SaysWhatWordingsAskInTheirOrder) {
  const auto response =
      Must(Match("wordings { text: 'Is customer data encrypted in transit?' } "
                 "wordings { text: 'Is data stored only on Atlassian?' } "
                 "wordings { text: 'Are there fire doors?' }"));
  ASSERT_EQ(response.matches_size(), 3);
  EXPECT_EQ(response.matches(0).parts(0).question(), "questions/encrypted-in-transit");
  EXPECT_FALSE(response.matches(0).parts(0).opposite());
  EXPECT_TRUE(response.matches(1).parts(0).opposite());
  EXPECT_EQ(response.matches(2).stage(), v1::MATCH_STAGE_NONE);
  EXPECT_EQ(response.matches(2).parts(0).question(), "");
  EXPECT_EQ(response.matches(0).wording_sha256().size(), 64u);
}

TEST_F(QuestionnaireHandlersTest, AKnownIdWithAnotherTextStops) {
  const auto response = Must(
      Match("wordings { text: 'Is data sold?' questionnaire: 'questionnaires/caiq-4.0.3' "
            "item_id: 'DSP-19.1' }"));
  EXPECT_THAT(response.matches(0).stopped(), HasSubstr("has another text"));
  EXPECT_EQ(response.matches(0).parts(0).question(), "");
}

TEST_F(QuestionnaireHandlersTest, WhatPeopleConfirmedCountsForTheirVendorAlone) {
  AddVendor("acme");
  AddVendor("other");
  const auto mapping =
      Must(Call(&MappingHandlers::CreateMapping,
                "parent: 'vendors/acme' mapping { wording: 'Is it all kept at home?' "
                "confirmed_by: 'Ada' questions { question: "
                "'questions/stores-data-off-atlassian' opposite: true } }"))
          .mapping();
  const std::string asked = " wordings { text: '7) is it all kept at home' }";
  const auto own = Must(Match("parent: 'vendors/acme'" + asked)).matches(0);
  EXPECT_EQ(own.stage(), v1::MATCH_STAGE_CONFIRMED);
  EXPECT_EQ(own.parts(0).question(), "questions/stores-data-off-atlassian");
  EXPECT_TRUE(own.parts(0).opposite());
  EXPECT_THAT(own.parts(0).reason(), HasSubstr("Confirmed by Ada"));
  EXPECT_NE(Must(Match("parent: 'vendors/other'" + asked)).matches(0).stage(),
            v1::MATCH_STAGE_CONFIRMED);
  EXPECT_NE(Must(Match(asked)).matches(0).stage(), v1::MATCH_STAGE_CONFIRMED);
  Must(Call(&MappingHandlers::RevokeMapping,
            "name: '" + mapping.name() + "' revoked_by: 'Ada'"));
  EXPECT_NE(Must(Match("parent: 'vendors/acme'" + asked)).matches(0).stage(),
            v1::MATCH_STAGE_CONFIRMED);
}

TEST_F(QuestionnaireHandlersTest, RefusesWhatItCannotMatch) {
  EXPECT_THAT(FieldsOf(Match("")), ElementsAre("wordings"));
  EXPECT_THAT(FieldsOf(Match("parent: 'acme' wordings { text: ' ' questionnaire: 'x' }")),
              ElementsAre("parent", "wordings[0].text", "wordings[0].questionnaire"));
  EXPECT_EQ(ResourceOf(Match("parent: 'vendors/nobody' wordings { text: 'Why?' }")),
            "Vendor vendors/nobody");
  EXPECT_EQ(ResourceOf(Match("wordings { text: 'Why?' questionnaire: "
                             "'questionnaires/none' }")),
            "Questionnaire questionnaires/none");
  v1::MatchQuestionsRequest many;
  for (int i = 0; i < 1001; ++i) many.add_wordings()->set_text("Why?");
  EXPECT_THAT(FieldsOf(Call(&H::MatchQuestions, many)), ElementsAre("wordings"));
}

TEST_F(QuestionnaireHandlersTest, APayloadIsComparedWithTheEvidence) {
  AddVendor("acme");
  AddApp("acme", "one");
  const std::string before = KnownNow();
  AddFact("vendors/acme", "word");  // nothing is stored elsewhere, from 2025-06-01 on
  v1::ComparePayloadRequest request;
  request.set_app("vendors/acme/apps/one");
  request.set_as_of("2025-07-01");
  request.set_payload(
      "{\"appTrustInformation\": {\"dataAccessAndStorage\": "
      "{\"appStoresEUDOutsideAtlassian\": true}, \"new\": 1}}");
  const auto response = Must(Call(&H::ComparePayload, request));
  ASSERT_THAT(States(response.differences()),
              ElementsAre("dataAccessAndStorage.appStoresEUDOutsideAtlassian "
                          "PAYLOAD_FIELD_STATE_DIFFERS"));
  const auto& field = response.differences(0);
  EXPECT_EQ(field.told(), "true");
  EXPECT_EQ(field.evidence(), "false");
  EXPECT_EQ(field.verdict(), v1::VERDICT_NO);
  EXPECT_EQ(field.question(), "questions/stores-eud-off-atlassian");
  EXPECT_THAT(field.facts(), ElementsAre("vendors/acme/facts/word"));
  EXPECT_THAT(States(response.open_fields()),
              Contains("security.requiresUsersToProvidePATs "
                       "PAYLOAD_FIELD_STATE_UNKNOWN"));
  EXPECT_THAT(response.unknown_paths(), ElementsAre("new"));
  EXPECT_THAT(response.payload(), HasSubstr("\"appStoresEUDOutsideAtlassian\": false"));
  EXPECT_EQ(response.as_of(), "2025-07-01");

  // Before the vendor's word there was nothing that the payload could contradict.
  request.set_as_of("2025-05-01");
  EXPECT_EQ(Must(Call(&H::ComparePayload, request)).differences_size(), 0);
  const auto unknown = Must(Call(
      &H::ComparePayload, "app: 'vendors/acme/apps/one' as_of: '2025-07-01' " + before));
  EXPECT_EQ(unknown.differences_size(), 0);
  EXPECT_THAT(unknown.payload(), Not(HasSubstr("appStores")));
}

TEST_F(QuestionnaireHandlersTest, RefusesPayloadsThatAreNone) {
  AddVendor("acme");
  AddApp("acme", "one");
  const std::string app = "app: 'vendors/acme/apps/one' ";
  EXPECT_THAT(FieldsOf(Call(&H::ComparePayload, app + "payload: '{'")),
              ElementsAre("payload"));
  EXPECT_THAT(FieldsOf(Call(&H::ComparePayload,
                            app + "questionnaire: 'questionnaires/mvsp-3.0'")),
              ElementsAre("questionnaire"));
  EXPECT_EQ(ResourceOf(Call(&H::ComparePayload, "app: 'vendors/acme/apps/two'")),
            "App vendors/acme/apps/two");
  EXPECT_EQ(
      ResourceOf(Call(&H::ComparePayload, app + "questionnaire: 'questionnaires/none'")),
      "Questionnaire questionnaires/none");
  EXPECT_THAT(FieldsOf(Call(&H::ComparePayload, "as_of: 'soon'")),
              ElementsAre("app", "as_of"));
}

}  // namespace
}  // namespace clausebook::rpc
