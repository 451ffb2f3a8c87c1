// Filled questionnaires, matches and mappings as people see them.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "clients/cli/render/match.h"
#include "clients/cli/render/payload.h"
#include "clients/cli/render/response.h"

namespace clausebook::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const Style kNarrow{80, false};

template <typename Message>
Message Proto(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

v1::ResponseItem Answered() {
  return Proto<v1::ResponseItem>(R"(
    name: 'vendors/v/responses/r/items/1' item_id: 'Q-1' location: 'Controls!C4'
    question_text: 'Is our data sold?' status: RESPONSE_STATUS_PROPOSED
    parts { question: 'questions/data-sold' verdict: VERDICT_NO }
    proposed_answer: 'No' answer: 'No' comment: 'Never sold. [Privacy policy, line 4]')");
}

v1::ResponseItem Open(v1::ItemNeed need, const std::string& number) {
  auto item = Proto<v1::ResponseItem>(R"(
    location: 'Controls!C5' question_text: 'How long is it kept?'
    status: RESPONSE_STATUS_NEEDS_REVIEW explanation: 'The policy should say how long.')");
  item.set_name("vendors/v/responses/r/items/" + number);
  item.set_need(need);
  return item;
}

TEST(RenderItemsTest, WhatNeedsAPersonComesFirstWithWhatWouldSettleIt) {
  const std::string text =
      RenderItems({Answered(), Open(v1::ITEM_NEED_NOT_MATCHED, "2"),
                   Open(v1::ITEM_NEED_UNKNOWN, "3"), Open(v1::ITEM_NEED_CONFLICT, "4")},
                  false, kNarrow);
  EXPECT_EQ(text,
            "CONFLICT: The sources disagree\n"
            "  4 · Controls!C5\n"
            "    How long is it kept?\n"
            "    because   The policy should say how long.\n"
            "\n"
            "UNKNOWN: No source settles it\n"
            "  3 · Controls!C5\n"
            "    How long is it kept?\n"
            "    because   The policy should say how long.\n"
            "\n"
            "NOT MATCHED: To no question of the catalogue\n"
            "  2 · Controls!C5\n"
            "    How long is it kept?\n"
            "    because   The policy should say how long.\n"
            "\n");
}

TEST(RenderItemsTest, OfWhatIsOutOfScopeTheIdsAreEnough) {
  v1::ResponseItem named = Open(v1::ITEM_NEED_OUT_OF_SCOPE, "3");
  named.set_item_id("A&A-02");
  const std::string text = RenderItems(
      {named, Open(v1::ITEM_NEED_OUT_OF_SCOPE, "4"), Open(v1::ITEM_NEED_UNKNOWN, "5")},
      false, kNarrow);
  EXPECT_THAT(text, HasSubstr("\n\nOUT OF SCOPE: Asks nothing that is answered here\n"
                              "  A&A-02, 4 · Controls!C5\n"));
  EXPECT_THAT(text, ::testing::StartsWith("UNKNOWN"));
}

TEST(RenderItemsTest, AnOpenItemSaysWhichAnswersItsCellTakes) {
  v1::ResponseItem item = Open(v1::ITEM_NEED_NO_WORD, "2");
  item.add_allowed_answers("Yes");
  item.add_allowed_answers("NA");
  EXPECT_THAT(RenderItems({item}, false, kNarrow), HasSubstr("    takes     Yes | NA\n"));
}

TEST(RenderItemsTest, AnswersShowWhatGoesOutAndWhatWasAsked) {
  EXPECT_EQ(RenderItems({Answered()}, true, kNarrow),
            "Answered\n"
            "  1 · Controls!C4 · Q-1\n"
            "    Is our data sold?\n"
            "    asks      data-sold: NO\n"
            "    answer    No\n"
            "    comment   Never sold. [Privacy policy, line 4]\n"
            "\n");
  EXPECT_EQ(RenderItems({Answered()}, false, kNarrow), "");
}

TEST(RenderItemsTest, AnAnswerWhoseCellSaysTooLittleIsListedToo) {
  v1::ResponseItem item = Answered();
  item.set_explanation("The cell takes this word alone: By the policy's letter only.");
  const std::string text =
      RenderItems({item, Open(v1::ITEM_NEED_NOT_MATCHED, "2")}, false, kNarrow);
  EXPECT_THAT(text, HasSubstr("ANSWERED, BUT: More is known than its cell can say\n"
                              "  1 · Controls!C4 · Q-1\n"));
  EXPECT_THAT(text, HasSubstr("    but       The cell takes this word alone"));
  EXPECT_LT(text.find("NOT MATCHED"), text.find("ANSWERED, BUT"));
  item.set_status(v1::RESPONSE_STATUS_APPROVED);
  EXPECT_EQ(RenderItems({item}, false, kNarrow), "");
}

TEST(RenderItemsTest, ATurnedQuestionSaysSoAndAReviewWhoAndUntilWhen) {
  v1::ResponseItem item = Answered();
  item.mutable_parts(0)->set_opposite(true);
  *item.mutable_review() = Proto<v1::ItemReview>(
      "reviewer: 'Mara' date: '2026-11-30' override { answer: 'No' reason: 'Audited.' "
      "expire_date: '2027-05-01' }");
  EXPECT_THAT(RenderItems({item}, true, kNarrow),
              AllOf(HasSubstr("the opposite of data-sold: NO"),
                    HasSubstr("answered by Mara on 2026-11-30, counts until 2027-05-01: "
                              "Audited.")));
}

TEST(RenderItemsTest, TextsOfCustomersCannotPaintTheTerminal) {
  v1::ResponseItem item = Open(v1::ITEM_NEED_UNKNOWN, "1");
  item.set_question_text("Is it\x1b[31m red?");
  EXPECT_THAT(RenderItems({item}, true, kNarrow), Not(HasSubstr("\x1b")));
}

TEST(RenderSummaryTest, CountsAddUp) {
  EXPECT_EQ(RenderSummary(Proto<v1::ResponseSummary>(
                              "item_count: 42 answered_count: 30 needs_review_count: 12 "
                              "conflict_count: 2 unknown_count: 5 not_matched_count: 4 "
                              "approved_count: 3 overridden_count: 1"),
                          Style{100, false}),
            "42 questions: 30 answered, 12 need a person (2 conflict, 5 not known, 4 not "
            "matched, 1 for another\nreason).\n"
            "3 approved, of these 1 by a person's own answer.\n");
  EXPECT_EQ(RenderSummary(Proto<v1::ResponseSummary>("item_count: 1 answered_count: 1"),
                          kNarrow),
            "1 question: 1 answered.\n");
}

TEST(RenderLayoutTest, EverySheetIsToldAndWhatIsOdd) {
  const auto head = Proto<v1::FillHead>(R"(
    sheets { sheet: 'Controls' has_questions: true item_count: 12
             layout: 'header in row 3; questions in B "Question"' }
    sheets { sheet: 'Read me' reason: 'It holds no text.' }
    notes: 'The workbook has macros.')");
  EXPECT_EQ(RenderLayout(head, Style{100, false}),
            "Controls            12 questions; header in row 3; questions in B "
            "\"Question\"\n"
            "Read me             no questions found. It holds no text.\n"
            "NOTE                The workbook has macros.\n");
}

TEST(RenderItemsTest, WhatTheFormDoesNotAskIsListedLastAndOnlyWithAll) {
  auto unasked = Proto<v1::ResponseItem>(R"(
    name: 'vendors/v/responses/r/items/1' question_text: 'Which ones?'
    status: RESPONSE_STATUS_PROPOSED explanation: 'Not asked: only if `a`.')");
  EXPECT_EQ(RenderItems({unasked}, false, kNarrow), "");
  const std::string all = RenderItems({unasked, Answered()}, true, kNarrow);
  EXPECT_LT(all.find("Answered"), all.find("Not asked, by the answers given"));
  EXPECT_THAT(all, HasSubstr("because   Not asked: only if `a`."));
  const auto summary =
      Proto<v1::ResponseSummary>("item_count: 3 answered_count: 2 not_asked_count: 1");
  EXPECT_THAT(RenderSummary(summary, kNarrow),
              HasSubstr("3 questions: 2 answered, 1 not asked."));
}

TEST(RenderDifferencesTest, ThenNowAndWhy) {
  v1::CompareResponseResponse compared;
  auto& difference = *compared.add_differences();
  *difference.mutable_then() = Answered();
  *difference.mutable_now() = Open(v1::ITEM_NEED_CONFLICT, "1");
  difference.add_reasons("A fact on use.sold came.");
  compared.set_item_count(30);
  compared.set_as_of("2026-11-30");
  EXPECT_THAT(
      RenderDifferences(compared, kNarrow),
      AllOf(HasSubstr("then      No\n"), HasSubstr("now       (blank: CONFLICT)\n"),
            HasSubstr("because   A fact on use.sold came.\n"),
            HasSubstr("1 of 30 answers would be different as of 2026-11-30")));
}

TEST(RenderResponsesTest, AListTellsHowFarEachIs) {
  const auto response = Proto<v1::Response>(R"(
    name: 'vendors/v/responses/acme' app: 'vendors/v/apps/clock' title: 'Acme 2026'
    as_of: '2026-11-30' status: RESPONSE_STATUS_NEEDS_REVIEW
    summary { item_count: 9 needs_review_count: 2 approved_count: 7 })");
  EXPECT_THAT(RenderResponses({response}, Style{120, false}),
              AllOf(HasSubstr("acme"), HasSubstr("7/9"), HasSubstr("needs review"),
                    HasSubstr("1 response\n")));
  EXPECT_EQ(RenderResponses({}, kNarrow), "0 responses\n");
}

TEST(RenderMatchTest, WhatItAsksAndWhy) {
  const auto match = Proto<v1::QuestionMatch>(R"(
    stage: MATCH_STAGE_GRAMMAR
    parts { text: 'where is it stored' question: 'questions/storage-location'
            reason: 'It asks where data is stored.' }
    parts { text: 'for how long' follow_up: true
            suggestions { question: 'questions/retention' score: 2 }
            suggestions { question: 'questions/backups' score: 1 } })");
  EXPECT_EQ(RenderMatch("Where is it stored and for how long?", match, kNarrow),
            "Where is it stored and for how long?\n"
            "  “where is it stored”\n"
            "  asks      storage-location\n"
            "  why       It asks where data is stored.\n"
            "  “for how long”\n"
            "  asks      nobody knows\n"
            "  as        a follow-up to what stands before it\n"
            "  perhaps   [1] retention\n"
            "            [2] backups\n"
            "  how       every word of it is accounted for\n");
  EXPECT_THAT(SuggestedQuestions(match),
              ElementsAre("questions/retention", "questions/backups"));
}

TEST(RenderMatchTest, WhatIsStoppedIsNotMatched) {
  const auto match = Proto<v1::QuestionMatch>(
      "stage: MATCH_STAGE_NONE stopped: 'A-1 has another text in this edition.'");
  EXPECT_EQ(RenderMatch("Is it?", match, kNarrow),
            "Is it?\n  stopped   A-1 has another text in this edition.\n");
}

TEST(RenderMappingsTest, WhoSaidItAndWhoTookItBack) {
  const auto mapping = Proto<v1::Mapping>(R"(
    name: 'vendors/v/mappings/m' wording: 'Any copies?'
    questions { question: 'questions/off-platform' opposite: true }
    confirmed_by: 'Mara' revoked_by: 'Jo' revoke_reason: 'Too wide.')");
  EXPECT_THAT(RenderMappings({mapping}, kNarrow),
              AllOf(HasSubstr("“Any copies?”"),
                    HasSubstr("asks      the opposite of off-platform"),
                    HasSubstr("by Jo"), HasSubstr("Too wide.")));
}

TEST(RenderPayloadTest, WhatDiffersComesWithBothSidesAndTheRestIsCounted) {
  const auto compared = Proto<v1::ComparePayloadResponse>(R"(
    differences { path: 'privacy.sold' state: PAYLOAD_FIELD_STATE_DIFFERS told: 'true'
                  evidence: 'false' explanation: 'The evidence says another thing.'
                  facts: 'vendors/v/facts/not-sold' }
    open_fields { path: 'contact' state: PAYLOAD_FIELD_STATE_PERSON }
    agreed_count: 3 unknown_paths: 'x' as_of: '2026-11-30')");
  const std::string text = RenderPayloadComparison(compared, false, kNarrow);
  EXPECT_THAT(text, HasSubstr("DIFFERS   privacy.sold\n"
                              "          told      true\n"
                              "          evidence  false\n"
                              "          because   The evidence says another thing.\n"
                              "          fact      vendors/v/facts/not-sold\n"));
  EXPECT_THAT(text, AllOf(HasSubstr("not known to have x."), HasSubstr("3 fields agree"),
                          HasSubstr("1 does not; 1 it cannot speak to"),
                          Not(HasSubstr("A PERSON"))));
  EXPECT_THAT(RenderPayloadComparison(compared, true, kNarrow),
              HasSubstr("A PERSON  contact"));
}

TEST(RenderQuestionnaireTest, TextsThatMayNotBePassedOnAreSaidToBeParaphrases) {
  const auto one = Proto<v1::Questionnaire>(R"(
    name: 'questionnaires/q' title: 'Q' edition: '4' item_count: 1
    items { item_id: 'A-1' section: 'Audit' text: 'Audited?' allowed_answers: 'Yes'
            allowed_answers: 'NA' questions { question: 'questions/audited' } }
    items { item_id: 'A-2' section: 'Audit' text: 'Fire doors?' })");
  EXPECT_THAT(
      RenderQuestionnaire(one, kNarrow),
      AllOf(HasSubstr("Q, 4\n"), HasSubstr("paraphrases"), HasSubstr("Audit\n"),
            HasSubstr("asks audited"), HasSubstr("answers: Yes | NA"),
            HasSubstr("asks nothing that is answered here"), HasSubstr("2 items")));
}

}  // namespace
}  // namespace clausebook::cli
