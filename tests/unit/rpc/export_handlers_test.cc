// The file that goes to the customer, and what would be answered otherwise today.
#include "tests/unit/rpc/fill_test.h"

namespace clausebook::rpc {
namespace {

using ::testing::Not;
using ::testing::StartsWith;

class ExportHandlersTest : public FillTest {
 protected:
  void SetUp() override {
    FillTest::SetUp();
    Must(FillList("response_id: 'globex'"));
  }

  void Review(const std::string& decisions) {
    Must(
        Call(&ResponseHandlers::ReviewResponseItems,
             std::string("name: '") + kGiven + "' reviewer: 'Ada Example' " + decisions));
  }
  static std::string Decide(int number, const std::string& decision) {
    return std::string("decisions { item: '") + kGiven + "/items/" +
           std::to_string(number) + "' " + decision + " } ";
  }

  v1::CompareResponseResponse Compare(const std::string& more = "") {
    return Must(Call(&ExportHandlers::CompareResponse,
                     std::string("name: '") + kGiven + "' " + more));
  }
};

TEST_F(ExportHandlersTest, WhatNobodyApprovedHasToBeAskedFor) {
  const auto refused = Export(std::string("name: '") + kGiven + "'");
  EXPECT_EQ(ReasonOf(refused), "NOT_APPROVED");
  EXPECT_EQ(MetadataOf(refused, "item"), std::string(kGiven) + "/items/1");
  EXPECT_EQ(MetadataOf(refused, "count"), "2");
  const Exported all =
      Must(Export(std::string("name: '") + kGiven + "' include_unapproved: true"));
  EXPECT_THAT(all.file, HasSubstr("Not approved: "));
  EXPECT_THAT(all.ledger, HasSubstr(std::string(kGiven) + "/items/1 not-approved"));
}

TEST_F(ExportHandlersTest, WhatIsApprovedIsInTheCustomersOwnFile) {
  Review("approve_proposed: true");
  const Exported exported = Must(Export(std::string("name: '") + kGiven + "'"));
  EXPECT_THAT(exported.file, HasSubstr("A-1,Do you sell our data?,No. Vendor acme"));
  EXPECT_THAT(exported.file, HasSubstr("A-2,Has the app had a pen test?,,\n"));
  EXPECT_THAT(exported.file, Not(HasSubstr("Not approved")));
  EXPECT_THAT(exported.ledger,
              HasSubstr("\"answer\": \"" + std::string(kGiven) + "/items/1\""));
}

TEST_F(ExportHandlersTest, APersonsOwnAnswerGoesOutWithItsAttestation) {
  Review("approve_proposed: true " +
         Decide(2,
                "override { answer: 'Yes, in June.' reason: 'I ordered it.' "
                "expire_date: '" +
                    FormatDate(Date{DateOf(clock_.Now()).days + 30}) + "' }"));
  const Exported exported = Must(Export(std::string("name: '") + kGiven + "'"));
  EXPECT_THAT(exported.file, HasSubstr("\"Yes, in June.\""));
  EXPECT_THAT(exported.file, HasSubstr("Ada Example, attested on "));
}

TEST_F(ExportHandlersTest, FormsAreForQuestionnairesWithoutAFile) {
  EXPECT_THAT(FieldsOf(Export(std::string("name: '") + kGiven +
                              "' include_unapproved: true form: EXPORT_FORM_JSON")),
              ElementsAre("form"));
  EXPECT_EQ(ReasonOf(Export("name: 'vendors/acme/responses/none'")), "NOT_FOUND");
  EXPECT_THAT(FieldsOf(Export("name: 'x'")), ElementsAre("name"));
}

TEST_F(ExportHandlersTest, AShippedQuestionnaireComesInTheFormAskedFor) {
  Must(
      Send({Options("questionnaire: 'questionnaires/marketplace-privacy-security' "
                    "response_id: 'tab'")}));
  const std::string tab = "name: 'vendors/acme/responses/tab' include_unapproved: true ";
  EXPECT_THAT(FieldsOf(Export(tab)), ElementsAre("form"));
  EXPECT_THAT(Must(Export(tab + "form: EXPORT_FORM_MARKDOWN")).file, StartsWith("#"));
  EXPECT_THAT(Must(Export(tab + "form: EXPORT_FORM_JSON")).file, StartsWith("{"));
  EXPECT_THAT(Must(Export(tab + "form: EXPORT_FORM_CSV")).file, HasSubstr("Question"));
  EXPECT_THAT(Must(Export(tab + "form: EXPORT_FORM_XLSX")).file, StartsWith("PK"));
  EXPECT_THAT(Must(Export(tab + "form: EXPORT_FORM_HTML")).file, HasSubstr("<html"));
}

TEST_F(ExportHandlersTest, AFormThatIsHandedInAsAPayloadComesAsOne) {
  Must(
      Send({Options("questionnaire: 'questionnaires/marketplace-privacy-security' "
                    "response_id: 'tab'")}));
  const std::string name = "name: 'vendors/acme/responses/tab' ";
  const std::string payload = name + "form: EXPORT_FORM_PAYLOAD ";
  EXPECT_EQ(ReasonOf(Export(payload)), "NOT_APPROVED");
  const std::string marked = Must(Export(payload + "include_unapproved: true")).file;
  EXPECT_THAT(marked, StartsWith("{\n  \"appTrustInformation\": {"));
  EXPECT_THAT(marked,
              HasSubstr("\"countriesWhereEndUserDataStored\": [\n        \"Germany\""));
  EXPECT_THAT(marked, HasSubstr("\"notApproved\": ["));
  EXPECT_THAT(marked, HasSubstr("\"dataResidency.countriesWhereEndUserDataStored\""));
  Must(Call(&ResponseHandlers::ReviewResponseItems,
            name + "reviewer: 'Ada Example' approve_proposed: true"));
  const std::string approved = Must(Export(payload)).file;
  EXPECT_THAT(approved, HasSubstr("\"Germany\""));
  EXPECT_THAT(approved, Not(HasSubstr("notApproved")));
}

TEST_F(ExportHandlersTest, APayloadHoldsWhatItsFieldsCanHold) {
  const auto filled =
      Must(Send({Options("questionnaire: 'questionnaires/marketplace-privacy-security' "
                         "response_id: 'tab'")}));
  int days = 0;
  for (const v1::ResponseItem& item : filled.items) {
    ++days;
    if (item.item_id() == "retention-min-days") break;
  }
  const std::string name = "name: 'vendors/acme/responses/tab' ";
  const auto answer = [&](const std::string& text) {
    Must(Call(&ResponseHandlers::ReviewResponseItems,
              name +
                  "reviewer: 'Ada' approve_proposed: true decisions { item: "
                  "'vendors/acme/responses/tab/items/" +
                  std::to_string(days) + "' override { answer: '" + text +
                  "' reason: 'Asked.' expire_date: '" +
                  FormatDate(Date{DateOf(clock_.Now()).days + 30}) + "' } }"));
    return Export(name + "form: EXPORT_FORM_PAYLOAD");
  };
  EXPECT_THAT(FieldsOf(answer("a month")), ElementsAre("answer"));
  EXPECT_THAT(Must(answer("30")).file, HasSubstr("\"min\": 30"));
}

TEST_F(ExportHandlersTest, OtherQuestionnairesHaveNoPayload) {
  Must(Send({Options("questionnaire: 'questionnaires/mvsp-3.0' response_id: 'm'")}));
  EXPECT_THAT(FieldsOf(Export("name: 'vendors/acme/responses/m' include_unapproved: true "
                              "form: EXPORT_FORM_PAYLOAD")),
              ElementsAre("form"));
}

TEST_F(ExportHandlersTest, NothingIsDifferentWhileNothingChanged) {
  const auto same = Compare();
  EXPECT_EQ(same.differences_size(), 0);
  EXPECT_EQ(same.item_count(), 3);
  EXPECT_EQ(same.as_of(), FormatDate(DateOf(clock_.Now())));
}

TEST_F(ExportHandlersTest, WhatIsOtherwiseTodaySaysWhy) {
  Must(Call(&FactHandlers::RetractFact,
            "name: 'vendors/acme/facts/not-sold' reason: 'Wrong.'"));
  const auto changed = Compare();
  ASSERT_EQ(changed.differences_size(), 1);
  const v1::ResponseDifference& difference = changed.differences(0);
  EXPECT_EQ(difference.then().name(), std::string(kGiven) + "/items/1");
  EXPECT_EQ(difference.then().answer(), "No. Vendor acme does not sell data.");
  EXPECT_EQ(difference.now().answer(), "");
  EXPECT_EQ(difference.now().need(), v1::ITEM_NEED_UNKNOWN);
  EXPECT_THAT(difference.reasons(),
              ElementsAre("The answer to data-sold was no and is not known now.",
                          "The fact vendors/acme/facts/not-sold was what it rested on, "
                          "and is no longer."));
}

TEST_F(ExportHandlersTest, ComparesWithWhatWasKnownAtATime) {
  const std::string before = KnownNow();
  Must(Call(&FactHandlers::RetractFact,
            "name: 'vendors/acme/facts/not-sold' reason: 'Wrong.'"));
  EXPECT_EQ(Compare(before).differences_size(), 0);
  EXPECT_EQ(Compare().differences_size(), 1);
}

TEST_F(ExportHandlersTest, ComparesAShippedQuestionnaireToo) {
  Must(
      Send({Options("questionnaire: 'questionnaires/marketplace-privacy-security' "
                    "response_id: 'tab'")}));
  const auto same =
      Must(Call(&ExportHandlers::CompareResponse, "name: 'vendors/acme/responses/tab'"));
  EXPECT_EQ(same.differences_size(), 0);
  EXPECT_GT(same.item_count(), 20);
}

}  // namespace
}  // namespace clausebook::rpc
