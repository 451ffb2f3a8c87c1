// What somebody who fills a list finds in its cells.
#include "service/questionnaires/filling/proposing.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"

namespace clausebook::questionnaires::filling {
namespace {

using model::ItemNeed;
using model::PartVerdict;
using model::ResponseItem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Words, ComeFromTheListAndTheClauseGoesBeside) {
  const ResponseItem item = ProposeOne(YesNo("Do you sell our data?"));
  EXPECT_EQ(item.answer, "No");
  EXPECT_EQ(item.need, ItemNeed::kNothing);
  EXPECT_THAT(item.comment, StartsWith("No. "));
  EXPECT_THAT(item.comment, HasSubstr(std::string("“") + kSaleClause + "”"));
  EXPECT_THAT(item.comment, HasSubstr("privacy, in force since 2025-01-01, revision "));
  EXPECT_THAT(item.comment, HasSubstr(", line 2, sha256 "));
  ASSERT_EQ(item.parts.size(), 1u);
  EXPECT_EQ(item.parts[0].question, "data-sold");
  EXPECT_EQ(item.parts[0].verdict, PartVerdict::kNo);
  EXPECT_THAT(item.parts[0].facts, ElementsAre("vendors/acme/facts/not-sold@3"));
}

TEST(Words, AreWrittenAsTheListHasThem) {
  EXPECT_EQ(ProposeOne(Row("Do you sell our data?", Words({"ja", "nein"}))).answer,
            "nein");
  const ResponseItem item =
      ProposeOne(Row("Do you sell our data?", Words({"Compliant", "Not compliant"})));
  EXPECT_EQ(item.answer, "");
  EXPECT_EQ(item.need, ItemNeed::kNoWord);
  EXPECT_THAT(item.explanation, HasSubstr("“Compliant”, “Not compliant”"));
  EXPECT_THAT(item.comment, HasSubstr("does not sell data"));
}

TEST(Polarity, TurnsTheWordRoundAndNeverTheVerdict) {
  const ResponseItem item =
      ProposeOne(YesNo("Do you refrain from selling customer data?"));
  EXPECT_EQ(item.answer, "Yes");
  ASSERT_EQ(item.parts.size(), 1u);
  EXPECT_TRUE(item.parts[0].opposite);
  EXPECT_EQ(item.parts[0].verdict, PartVerdict::kNo);
}

TEST(Polarity, TheSentenceBeginsWithWhatIsAsked) {
  const ResponseItem item = ProposeOne(Row("Is app data stored on Atlassian only?"));
  EXPECT_THAT(item.answer, StartsWith("No. "));
  EXPECT_THAT(item.answer, Not(HasSubstr("Yes")));
  EXPECT_EQ(item.parts[0].verdict, PartVerdict::kYes);
  EXPECT_EQ(item.parts[0].sentence, item.answer);
}

TEST(Unknown, StaysBlankAndNamesWhatWouldSettleIt) {
  const ResponseItem item = ProposeOne(YesNo("Has the app had a pen test?"));
  EXPECT_EQ(item.answer, "");
  EXPECT_EQ(item.comment, "");
  EXPECT_EQ(item.need, ItemNeed::kUnknown);
  EXPECT_THAT(item.explanation, StartsWith("Not known: "));
  EXPECT_THAT(item.explanation, HasSubstr("would settle it: “"));
  EXPECT_THAT(item.explanation, HasSubstr("(security.pentest)"));
}

TEST(Conflict, StaysBlankAndShowsBothSides) {
  const ResponseItem item = ProposeOne(Row("Is customer data used to train AI models?"));
  EXPECT_EQ(item.answer, "");
  EXPECT_EQ(item.comment, "");
  EXPECT_EQ(item.need, ItemNeed::kConflict);
  EXPECT_THAT(item.explanation,
              HasSubstr("For yes: “We may train models on your data.”"));
  EXPECT_THAT(item.explanation,
              HasSubstr("For no: “Your data is not used to train models.”"));
  EXPECT_THAT(item.parts[0].facts, ElementsAre("vendors/acme/facts/no-training@1",
                                               "vendors/acme/facts/training@1"));
}

TEST(NotMatched, StaysBlankAndMayHaveSuggestions) {
  const ResponseItem doors = ProposeOne(YesNo("Are there fire doors in your offices?"));
  EXPECT_EQ(doors.answer, "");
  EXPECT_EQ(doors.need, ItemNeed::kNotMatched);
  const ResponseItem near =
      ProposeOne(YesNo("Is customer data sold on thumb drives at fairs?"));
  EXPECT_EQ(near.answer, "");
  EXPECT_EQ(near.need, ItemNeed::kNotMatched);
  EXPECT_THAT(near.explanation, HasSubstr("It may ask: “"));
}

class NothingIsAsked : public matching::ConfirmedWordings {
 public:
  std::optional<matching::ConfirmedWording> FindWording(std::string_view) const override {
    return matching::ConfirmedWording{{}, "Jo", "2025-01-01T00:00:00Z"};
  }
};

TEST(NotMatched, IsNotWhatIsKnownToAskNothing) {
  const NothingIsAsked confirmed;
  AppAnswers answers = AppAnswers::Of(SampleVendor());
  const auto items = testing::Must(
      ProposeItems({"", {YesNo("Are there fire doors?"), Row("If yes, where?")}},
                   {&FillMatcher(), &confirmed}, answers));
  EXPECT_EQ(items[0].need, ItemNeed::kOutOfScope);
  EXPECT_EQ(items[0].answer, "");
  EXPECT_EQ(items[1].answer, "");
}

TEST(Values, GoIntoFreeTextAndIntoNoList) {
  const ResponseItem free = ProposeOne(Row("In which countries do you keep our data?"));
  EXPECT_EQ(free.answer, "Data of Notes is recorded as being stored in: Germany.");
  EXPECT_THAT(free.comment, HasSubstr("Ada Example, CTO, attested on 2025-06-01, counts "
                                      "until 2027-06-01: “All in Frankfurt.”"));
  const ResponseItem list = ProposeOne(YesNo("In which countries do you keep our data?"));
  EXPECT_EQ(list.answer, "");
  EXPECT_EQ(list.need, ItemNeed::kNoWord);
  EXPECT_THAT(list.comment, StartsWith(free.answer));
}

TEST(Values, GoIntoAListThatMayHoldOtherTexts) {
  AskedItem row = YesNo("In which countries do you keep our data?");
  row.allow_unlisted = true;
  const ResponseItem item = ProposeOne(row);
  EXPECT_EQ(item.need, ItemNeed::kNothing);
  EXPECT_EQ(item.answer, "Data of Notes is recorded as being stored in: Germany.");
}

TEST(FreeText, BringsItsCitationsAlongWhereThereIsNoCellForThem) {
  AskedItem row = Row("Do you sell our data?");
  row.has_comment = false;
  const ResponseItem item = ProposeOne(row);
  EXPECT_THAT(item.answer, StartsWith("No. "));
  EXPECT_THAT(item.answer, HasSubstr(kSaleClause));
  EXPECT_EQ(item.comment, "");
}

TEST(Evidence, SaysWhatIsInheritedAndWhatWeakensIt) {
  const ResponseItem inherited = ProposeOne(Row("Is the underlying platform certified?"));
  EXPECT_THAT(inherited.comment,
              HasSubstr("Inherited, promised by Atlassian Forge: “Forge is ISO 27001"));
  EXPECT_THAT(inherited.comment, HasSubstr("This applies because: "));
  const ResponseItem weakened =
      ProposeOne(YesNo("Do you store our data on your own servers?"));
  EXPECT_THAT(weakened.comment, HasSubstr("Note: Only while the export runs."));
}

// "Yes" alone would say more than the evidence does.
TEST(Reservations, AreSaidWhereTheCellTakesOneWordAndNothingIsBesideIt) {
  AskedItem row = YesNo("Do you store our data on your own servers?");
  row.location = "S!C5";
  row.has_comment = false;
  const ResponseItem alone = ProposeOne(row);
  EXPECT_EQ(alone.answer, "Yes");
  EXPECT_EQ(alone.need, ItemNeed::kNothing);
  EXPECT_THAT(alone.explanation, HasSubstr("Only while the export runs."));
  row.has_comment = true;
  row.comment_location = "S!D5";
  const ResponseItem beside = ProposeOne(row);
  EXPECT_EQ(beside.explanation, "");
  EXPECT_LT(beside.comment.find("Note: Only while the export runs."),
            beside.comment.find("We keep copies on servers of our own."));
  // Without a reservation there is nothing to say.
  row.has_comment = false;
  row.comment_location.clear();
  row.text = "Do you sell our data?";
  EXPECT_EQ(ProposeOne(row).explanation, "");
}

// A list that is complete leaves out whom the platform names: nobody chooses between
// them.
TEST(Conflict, OfACompleteListAndWhatThePlatformSaysShowsBoth) {
  using model::Operator;
  using model::Value;
  auto vendor = testing::EvidenceBuilder::Vendor("acme");
  const auto text = vendor.Revision("dpa", "2025-01-01", "Our only one is Mailgull.\n");
  vendor.Fact("list", "subprocessors.list", Operator::kExactly, Value::Set({"Mailgull"}))
      .Evidence(vendor.QuoteIn(text, "Our only one is Mailgull."));
  vendor.Fact("on-forge", "hosting.platform", Operator::kEquals, Value::String("forge"));
  auto forge = testing::EvidenceBuilder::Platform("forge");
  const auto faq =
      forge.Revision("faq", "2024-05-01", "Atlassian is a processor or sub-processor.\n");
  forge
      .Fact("atlassian", "subprocessors.list", Operator::kIncludes,
            Value::Set({"atlassian"}))
      .Evidence(forge.QuoteIn(faq, "Atlassian is a processor or sub-processor."))
      .Caveat("Or a processor.");
  answering::AppDossier::Input input = SampleVendor();
  input.vendor = vendor.base();
  input.platforms = {forge.base()};
  const auto items = Propose(
      {Row("Who are your sub-processors?"), YesNo("Is Atlassian a sub-processor?"),
       YesNo("Do you use sub-processors?")},
      input);
  for (const int open : {0, 1}) {
    EXPECT_EQ(items[open].need, ItemNeed::kConflict);
    EXPECT_THAT(items[open].explanation, HasSubstr("“Our only one is Mailgull.”"));
    EXPECT_THAT(items[open].explanation,
                HasSubstr("“Atlassian is a processor or sub-processor.”"));
  }
  // What both agree on is answered.
  EXPECT_EQ(items[2].need, ItemNeed::kNothing);
  EXPECT_EQ(items[2].answer, "Yes");
}

TEST(Cells, ThatAreFilledOrMissingAreSaidAndLeft) {
  AskedItem filled = YesNo("Do you sell our data?");
  filled.present = "Yes";
  const ResponseItem item = ProposeOne(filled);
  EXPECT_EQ(item.answer, "");
  EXPECT_EQ(item.need, ItemNeed::kNotWritable);
  EXPECT_THAT(item.explanation, HasSubstr("holds “Yes” already"));
  EXPECT_THAT(item.explanation, HasSubstr("Ours is: “No”"));
  filled.present = " No ";
  EXPECT_EQ(ProposeOne(filled).need, ItemNeed::kNothing);
  AskedItem nowhere = Row("Do you sell our data?");
  nowhere.no_cell = true;
  EXPECT_EQ(ProposeOne(nowhere).need, ItemNeed::kNotWritable);
}

TEST(Items, KeepTheirPlaceAndTheirWords) {
  AskedItem row = YesNo("Do you sell our data?");
  row.id = "A-1";
  row.location = "Sheet!C5";
  const auto items = Propose({row, row});
  EXPECT_EQ(items[1].number, 2);
  EXPECT_EQ(items[1].item_id, "A-1");
  EXPECT_EQ(items[1].section, "S");
  EXPECT_EQ(items[1].location, "Sheet!C5");
  EXPECT_EQ(items[1].question, "Do you sell our data?");
}

TEST(Items, AreTheSameForTheSameInput) {
  const std::vector<AskedItem> rows = {YesNo("Do you sell our data?"),
                                       Row("If yes, please describe."),
                                       Row("Is customer data used to train AI models?")};
  EXPECT_EQ(Propose(rows), Propose(rows));
}

TEST(Work, IsGivenUpWhenNobodyWaitsForIt) {
  Cancellation cancellation;
  cancellation.Cancel();
  AppAnswers answers = AppAnswers::Of(SampleVendor());
  const auto items = ProposeItems({"", {YesNo("Do you sell our data?")}},
                                  {&FillMatcher()}, answers, {&cancellation, nullptr});
  EXPECT_EQ(items.status().code(), absl::StatusCode::kCancelled);
}

TEST(Work, AsksEachQuestionOnce) {
  AppAnswers answers = AppAnswers::Of(SampleVendor());
  std::vector<AskedItem> rows(50, YesNo("Do you sell our data?"));
  rows.push_back(YesNo("Do you refrain from selling customer data?"));
  std::vector<std::size_t> steps;
  testing::Must(
      ProposeItems({"", rows}, {&FillMatcher()}, answers,
                   {nullptr, [&](std::size_t done) { steps.push_back(done); }}));
  EXPECT_EQ(answers.asked(), 1u);
  EXPECT_THAT(steps, ElementsAre(0u, 16u, 32u, 48u));
}

}  // namespace
}  // namespace clausebook::questionnaires::filling
