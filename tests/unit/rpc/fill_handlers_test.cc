// Filling a customer's file, from the first message to the last.
#include "tests/unit/rpc/fill_test.h"

namespace clausebook::rpc {
namespace {

using FillHandlersTest = FillTest;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(FillHandlersTest, SaysWhatIsProposedAndSendsNoFileUnasked) {
  const Filled filled = Must(FillList(""));
  ASSERT_THAT(filled.items, SizeIs(3));
  EXPECT_EQ(filled.items[0].item_id(), "A-1");
  EXPECT_EQ(filled.items[0].location(), "C2");
  EXPECT_EQ(filled.items[0].status(), v1::RESPONSE_STATUS_PROPOSED);
  EXPECT_EQ(filled.items[0].proposed_answer(), "No. Vendor acme does not sell data.");
  EXPECT_EQ(filled.items[0].parts(0).question(), "questions/data-sold");
  EXPECT_THAT(filled.items[0].parts(0).facts(),
              ElementsAre("vendors/acme/facts/not-sold@1"));
  EXPECT_EQ(filled.items[1].status(), v1::RESPONSE_STATUS_NEEDS_REVIEW);
  EXPECT_EQ(filled.items[1].need(), v1::ITEM_NEED_UNKNOWN);
  EXPECT_EQ(filled.items[1].answer(), "");
  EXPECT_EQ(filled.items[0].name(), "");
  EXPECT_EQ(filled.file, "");
  EXPECT_EQ(filled.ledger, "");
}

TEST_F(FillHandlersTest, TheHeadSaysWhatWasFoundAndHowItStands) {
  const Filled filled = Must(FillList("title: 'Globex'"));
  ASSERT_EQ(filled.head.sheets_size(), 1);
  EXPECT_TRUE(filled.head.sheets(0).has_questions());
  EXPECT_THAT(filled.head.sheets(0).layout(), HasSubstr("questions in B"));
  EXPECT_EQ(filled.head.sheets(0).item_count(), 3);
  EXPECT_EQ(filled.head.summary().item_count(), 3);
  EXPECT_EQ(filled.head.summary().answered_count(), 2);
  EXPECT_EQ(filled.head.summary().unknown_count(), 1);
  const v1::Response& response = filled.head.response();
  EXPECT_EQ(response.name(), "");
  EXPECT_EQ(response.title(), "Globex");
  EXPECT_EQ(response.file_name(), "list.csv");
  EXPECT_THAT(response.file_sha256(), SizeIs(64));
  EXPECT_EQ(response.status(), v1::RESPONSE_STATUS_NEEDS_REVIEW);
  EXPECT_TRUE(response.has_known_at());
}

TEST_F(FillHandlersTest, WhatNobodyApprovedIsSentIfAskedForAndMarked) {
  const Filled filled = Must(FillList("include_unapproved: true"));
  EXPECT_THAT(filled.file, HasSubstr("A-1,Do you sell our data?,No. Vendor acme"));
  EXPECT_THAT(filled.file,
              HasSubstr("Not approved: no person has looked at this answer."));
  EXPECT_THAT(filled.file, HasSubstr("A-2,Has the app had a pen test?,,\n"));
  EXPECT_THAT(filled.ledger, HasSubstr("items/1 not-approved"));
  EXPECT_THAT(filled.ledger, HasSubstr("Nobody has approved 2 of these answers."));
}

TEST_F(FillHandlersTest, TellsHowFarItIs) {
  const Filled filled = Must(FillList("include_unapproved: true"));
  std::vector<std::string> stages;
  for (const auto& progress : filled.progress) stages.push_back(progress.stage());
  EXPECT_THAT(stages, ElementsAre("reading the file", "answering", "writing the file"));
  EXPECT_EQ(filled.progress[1].total(), 3);
}

TEST_F(FillHandlersTest, ALongListComesInSeveralMessages) {
  std::string list = "ID,Question,Answer,Comment\n";
  for (int i = 0; i < 1000; ++i) {
    list += "A-" + std::to_string(i) + ",Do you sell our data?,,\n";
  }
  const Filled filled =
      Must(Send({Options("file_name: 'list.csv'"), Chunk(list.substr(0, 1000)),
                 Chunk(list.substr(1000))}));
  EXPECT_THAT(filled.items, SizeIs(1000));
  EXPECT_GE(filled.messages, 6);
}

TEST_F(FillHandlersTest, OnlyTheLayoutIfAskedFor) {
  const Filled filled = Must(FillList("layout_only: true"));
  EXPECT_EQ(filled.head.sheets_size(), 1);
  EXPECT_THAT(filled.items, IsEmpty());
}

TEST_F(FillHandlersTest, ALayoutWithoutQuestionsSaysWhatWasLookedAt) {
  const std::string notes = "Name,Born\nAda,1815\nCharles,1791\n";
  const Filled filled =
      Must(Send({Options("file_name: 'list.csv' layout_only: true"), Chunk(notes)}));
  ASSERT_EQ(filled.head.sheets_size(), 1);
  EXPECT_FALSE(filled.head.sheets(0).has_questions());
  EXPECT_THAT(filled.head.sheets(0).reason(), HasSubstr("Looked at 3 rows with text"));
  EXPECT_THAT(FieldsOf(Send({Options("file_name: 'list.csv'"), Chunk(notes)})),
              ElementsAre("file"));
  const Filled json = Must(Send({Options("file_name: 'list.json' layout_only: true"),
                                 Chunk(R"([{"name": "Ada", "born": 1815}])")}));
  EXPECT_THAT(json.head.sheets(0).reason(),
              HasSubstr("with the keys \"name\", \"born\""));
}

TEST_F(FillHandlersTest, TheLayoutIsWhatAPersonSays) {
  const Filled filled =
      Must(FillList("include_unapproved: true layouts { answer_column: 'D' "
                    "comment_column: '-' }"));
  EXPECT_EQ(filled.items[0].location(), "D2");
}

TEST_F(FillHandlersTest, ACellThatTakesNoTextIsSaid) {
  const std::string list = "Question,Answer\nWhere is our data stored?,\n";
  Say("odd",
      "property: 'storage.off_platform' operator: OPERATOR_EQUALS value { "
      "bool_value: true }");
  const Filled filled = Must(
      Send({Options("file_name: 'list.csv' overwrite: true"),
            Chunk("ID,Question,Answer,Comment\nA-1,Do you sell our data?,Maybe,\n")}));
  EXPECT_EQ(filled.items[0].need(), v1::ITEM_NEED_UNSPECIFIED);
  const Filled kept = Must(
      Send({Options("file_name: 'list.csv'"),
            Chunk("ID,Question,Answer,Comment\nA-1,Do you sell our data?,Maybe,\n")}));
  EXPECT_EQ(kept.items[0].need(), v1::ITEM_NEED_NOT_WRITABLE);
  EXPECT_THAT(kept.items[0].explanation(), HasSubstr("holds “Maybe” already"));
}

TEST_F(FillHandlersTest, AShippedQuestionnaireNeedsNoFile) {
  const Filled filled = Must(
      Send({Options("questionnaire: 'questionnaires/marketplace-privacy-security'")}));
  EXPECT_GT(filled.items.size(), 20u);
  EXPECT_EQ(filled.head.response().questionnaire(),
            "questionnaires/marketplace-privacy-security");
  EXPECT_THAT(filled.head.response().title(), Not(IsEmpty()));
  EXPECT_EQ(filled.items[0].stage(), v1::MATCH_STAGE_ITEM);
}

TEST_F(FillHandlersTest, AShippedQuestionnaireIsSentInTheFormThatIsAskedFor) {
  const std::string tab = "questionnaire: 'questionnaires/marketplace-privacy-security' ";
  const auto sent = [&](const std::string& options) {
    return Must(Send({Options(tab + options)})).file;
  };
  EXPECT_EQ(sent("form: EXPORT_FORM_MARKDOWN"), "") << "nobody approved it";
  EXPECT_EQ(sent("include_unapproved: true"), "") << "no form is asked for";
  EXPECT_THAT(sent("include_unapproved: true form: EXPORT_FORM_MARKDOWN"),
              ::testing::StartsWith("#"));
  EXPECT_THAT(sent("include_unapproved: true form: EXPORT_FORM_XLSX"),
              ::testing::StartsWith("PK"));
  EXPECT_THAT(FieldsOf(FillList("form: EXPORT_FORM_CSV")),
              ::testing::ElementsAre("form"));
}

TEST_F(FillHandlersTest, OneWhoseTextsAreWithheldNeedsTheCustomersCopy) {
  EXPECT_THAT(FieldsOf(Send({Options("questionnaire: 'questionnaires/caiq-4.0.3'")})),
              ElementsAre("questionnaire"));
  EXPECT_EQ(ResourceOf(Send({Options("questionnaire: 'questionnaires/nobodys'")})),
            "Questionnaire questionnaires/nobodys");
}

TEST_F(FillHandlersTest, MessagesInTheWrongOrderAreRefused) {
  EXPECT_THAT(FieldsOf(Send({Chunk("x")})), ElementsAre("options"));
  EXPECT_THAT(FieldsOf(Send({})), ElementsAre("options"));
  EXPECT_THAT(FieldsOf(Send({Request()})), ElementsAre("part"));
  EXPECT_THAT(FieldsOf(Send({Options(""), Options("")})), ElementsAre("options"));
  EXPECT_THAT(FieldsOf(Send({Options(""), Chunk("x")})), ElementsAre("file_name"));
  EXPECT_THAT(FieldsOf(Send({Options("")})), ElementsAre("questionnaire"));
  EXPECT_THAT(FieldsOf(Send({Options("file_name: 'a.csv'")})), ElementsAre("file"));
}

TEST_F(FillHandlersTest, WhatIsTooLargeIsRefusedWhileItComes) {
  EXPECT_THAT(FieldsOf(Send({Options("file_name: 'a.csv'"),
                             Chunk(std::string((1 << 20) + 1, 'x'))})),
              ElementsAre("chunk"));
  const auto upload = FillHandlers(deps()).FillQuestionnaire();
  Must(upload->Take(Options("file_name: 'a.csv'")));
  for (int i = 0; i < 64; ++i) Must(upload->Take(Chunk(std::string(1 << 20, 'x'))));
  EXPECT_EQ(ReasonOf(upload->Take(Chunk("x"))), "TOO_LARGE");
}

TEST_F(FillHandlersTest, FaultsInOptionsAreNamed) {
  EXPECT_THAT(FieldsOf(Send({Parse<Request>("options { app: 'x' as_of: 'y' "
                                            "response_id: 'Z' layouts { header_row: -2 } "
                                            "formula_texts: 9 }")})),
              UnorderedElementsAre("app", "as_of", "response_id", "layouts[0].header_row",
                                   "formula_texts"));
  EXPECT_EQ(ResourceOf(Send({Parse<Request>("options { app: 'vendors/acme/apps/none' "
                                            "file_name: 'a.csv' }"),
                             Chunk(kList)})),
            "App vendors/acme/apps/none");
  EXPECT_THAT(FieldsOf(Send({Options("file_name: 'a.pdf'"), Chunk("%PDF-1.7")})),
              ElementsAre("file"));
}

TEST_F(FillHandlersTest, IsGivenUpWhenNobodyWaits) {
  Cancellation cancellation;
  cancellation.Cancel();
  EXPECT_EQ(
      ReasonOf(Send({Options("file_name: 'a.csv' response_id: 'globex'"), Chunk(kList)},
                    &cancellation)),
      "CANCELLED");
  EXPECT_EQ(ReasonOf(Call(&ResponseHandlers::GetResponse,
                          std::string("name: '") + kGiven + "'")),
            "NOT_FOUND");
}

TEST_F(FillHandlersTest, IsRecordedIfAskedFor) {
  const Filled filled =
      Must(FillList("response_id: 'globex' title: 'Globex' creator: 'Ada Example'"));
  EXPECT_EQ(filled.head.response().name(), kGiven);
  EXPECT_TRUE(filled.head.response().has_create_time());
  EXPECT_EQ(filled.items[2].name(), std::string(kGiven) + "/items/3");
  const auto stored =
      Must(Call(&ResponseHandlers::GetResponse, std::string("name: '") + kGiven + "'"))
          .response();
  EXPECT_EQ(stored.SerializeAsString(), filled.head.response().SerializeAsString());
  EXPECT_EQ(stored.creator(), "Ada Example");
  EXPECT_EQ(stored.summary().answered_count(), 2);
  const auto items = Must(Call(&ResponseHandlers::ListResponseItems,
                               std::string("parent: '") + kGiven + "'"));
  EXPECT_EQ(items.response_items(0).proposed_answer(), filled.items[0].proposed_answer());
  EXPECT_EQ(ReasonOf(FillList("response_id: 'globex'")), "ALREADY_EXISTS");
}

TEST_F(FillHandlersTest, WhatAPersonConfirmedCounts) {
  const std::string odd = "ID,Question,Answer,Comment\nA-1,Any trade in our bits?,,\n";
  EXPECT_EQ(Must(Send({Options("file_name: 'a.csv'"), Chunk(odd)})).items[0].need(),
            v1::ITEM_NEED_NOT_MATCHED);
  Must(Call(&MappingHandlers::CreateMapping,
            "parent: 'vendors/acme' mapping { wording: 'Any trade in our bits?' "
            "confirmed_by: 'Ada' questions { question: 'questions/data-sold' } }"));
  const Filled filled = Must(Send({Options("file_name: 'a.csv'"), Chunk(odd)}));
  EXPECT_EQ(filled.items[0].stage(), v1::MATCH_STAGE_CONFIRMED);
  EXPECT_THAT(filled.items[0].proposed_answer(), HasSubstr("does not sell"));
}

}  // namespace
}  // namespace clausebook::rpc
