// Wordings that ask several things, that ask for more, and that name something.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"

namespace clausebook::questionnaires::filling {
namespace {

using model::ItemNeed;
using model::ResponseItem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Compounds, GetAWordWhereAllPartsAgree) {
  const ResponseItem agree = ProposeOne(
      YesNo("Do you sell our data? Does all our data stay in Atlassian's systems?"));
  ASSERT_EQ(agree.parts.size(), 2u);
  EXPECT_EQ(agree.answer, "No");
  EXPECT_THAT(agree.comment, HasSubstr("does not sell data"));
  const ResponseItem disagree = ProposeOne(
      YesNo("Do you sell our data? Do you store our data on your own servers?"));
  EXPECT_EQ(disagree.answer, "");
  EXPECT_EQ(disagree.need, ItemNeed::kNoWord);
  EXPECT_THAT(disagree.explanation, HasSubstr("different answers"));
  EXPECT_THAT(disagree.comment, HasSubstr("No. "));
  EXPECT_THAT(disagree.comment, HasSubstr("Yes. "));
}

TEST(Compounds, AnswerEachPartInFreeText) {
  const ResponseItem item =
      ProposeOne(Row("Do you sell our data? Do you store our data on your own servers?"));
  EXPECT_EQ(item.need, ItemNeed::kNothing);
  EXPECT_THAT(item.answer, StartsWith("No. "));
  EXPECT_THAT(item.answer, HasSubstr("\nYes. "));
}

TEST(Compounds, StayBlankWhereOnePartIsOpen) {
  const ResponseItem unknown =
      ProposeOne(YesNo("Do you sell our data? Has the app had a pen test?"));
  EXPECT_EQ(unknown.answer, "");
  EXPECT_EQ(unknown.need, ItemNeed::kUnknown);
  EXPECT_EQ(unknown.parts.size(), 2u);
  const ResponseItem unmatched =
      ProposeOne(Row("Do you sell our data? Are there fire doors in your offices?"));
  EXPECT_EQ(unmatched.answer, "");
  EXPECT_EQ(unmatched.need, ItemNeed::kNotMatched);
  EXPECT_THAT(unmatched.explanation, HasSubstr("fire doors"));
}

TEST(FollowUps, OfTheSameRowGoWithItsAnswer) {
  const ResponseItem item = ProposeOne(
      YesNo("Do you store our data on your own servers? If yes, please describe."));
  EXPECT_EQ(item.answer, "Yes");
  EXPECT_EQ(item.parts.size(), 1u);
  EXPECT_THAT(item.comment, HasSubstr("We keep copies on servers of our own."));
}

// What is on record says that it is so, and neither how often nor why.
TEST(FollowUps, ThatAskForOneThingAreNotAnsweredByTheSentence) {
  for (const char* wording :
       {"Do you sell our data, and why?", "Do you sell our data? If yes, how often?",
        "Do you sell our data, and to whom exactly?"}) {
    const ResponseItem item = ProposeOne(YesNo(wording));
    EXPECT_EQ(item.answer, "") << wording;
    EXPECT_EQ(item.need, ItemNeed::kNotMatched) << wording;
  }
  EXPECT_EQ(ProposeOne(YesNo("Do you sell our data? Please explain how.")).answer, "No");
  const auto items = Propose({YesNo("Do you sell our data?"), Row("If yes, how often?"),
                              Row("Please explain.")});
  EXPECT_EQ(items[1].need, ItemNeed::kNotMatched);
  EXPECT_EQ(items[1].answer, "");
}

TEST(FollowUps, TakeTheSentenceOfTheRowBefore) {
  const auto items = Propose({YesNo("Do you store our data on your own servers?"),
                              Row("If yes, please describe."), Row("Please explain.")});
  EXPECT_THAT(items[1].answer, StartsWith("Yes. Notes stores"));
  EXPECT_EQ(items[1].parts[0].question, "stores-data-off-atlassian");
  EXPECT_EQ(items[1].parts[0].reason,
            "It asks for more about the item before it, number 1.");
  EXPECT_EQ(items[2].answer, items[1].answer);
}

TEST(FollowUps, StayBlankWhereTheRowBeforeDoes) {
  const auto items =
      Propose({YesNo("Has the app had a pen test?"), Row("If yes, please describe.")});
  EXPECT_EQ(items[1].answer, "");
  EXPECT_EQ(items[1].need, ItemNeed::kUnknown);
  EXPECT_THAT(items[1].explanation, HasSubstr("number 1, which is not answered"));
}

TEST(FollowUps, NeverReferToAnotherSection) {
  AskedItem other = Row("If yes, please describe.");
  other.section = "T";
  const auto items = Propose({YesNo("Do you sell our data?"), other});
  EXPECT_EQ(items[1].answer, "");
  EXPECT_EQ(items[1].need, ItemNeed::kNotMatched);
  EXPECT_EQ(ProposeOne(Row("If yes, please describe.")).need, ItemNeed::kNotMatched);
}

TEST(FollowUps, HaveNoWordInAList) {
  const auto items = Propose({YesNo("Do you store our data on your own servers?"),
                              YesNo("If yes, please describe.")});
  EXPECT_EQ(items[1].answer, "");
  EXPECT_EQ(items[1].need, ItemNeed::kNoWord);
}

TEST(Parameters, AreComparedWithTheValue) {
  EXPECT_EQ(ProposeOne(YesNo("Is our data stored in Germany?")).answer, "Yes");
  const ResponseItem france = ProposeOne(YesNo("Is our data stored in France?"));
  EXPECT_EQ(france.answer, "No");
  EXPECT_EQ(france.parts[0].verdict, model::PartVerdict::kValue);
  const ResponseItem free = ProposeOne(Row("Is our data stored in France?"));
  EXPECT_EQ(free.answer, "No. Data of Notes is recorded as being stored in: Germany.");
}

TEST(Parameters, OfTimesAreBoundsWhereTheWordsSaySo) {
  EXPECT_EQ(ProposeOne(YesNo("Do you notify us of a breach within 24 hours?")).answer,
            "No");
  EXPECT_EQ(ProposeOne(YesNo("Do you notify us of a breach within 5 days?")).answer,
            "Yes");
  // The question is about 72 hours itself.
  EXPECT_EQ(ProposeOne(YesNo("Do you inform customers of a data breach within 72 hours?"))
                .answer,
            "Yes");
}

TEST(Parameters, ThatTheValuesLeaveOpenAreNeverGuessed) {
  auto open = testing::EvidenceBuilder::Vendor("acme");
  open.Fact("some", "location.storage_countries", model::Operator::kIncludes,
            model::Value::Set({"Ireland"}));
  answering::AppDossier::Input input = SampleVendor();
  input.vendor = open.base();
  const auto items = Propose(
      {YesNo("Is our data stored in Germany?"), YesNo("Is our data stored in Ireland?")},
      input);
  EXPECT_EQ(items[0].answer, "");
  EXPECT_EQ(items[0].need, ItemNeed::kUnknown);
  EXPECT_THAT(items[0].explanation, HasSubstr("does not settle it for germany"));
  EXPECT_EQ(items[1].answer, "Yes");
}

TEST(Parameters, ARegionIsNoCountryOfWhichNothingElseIsKnown) {
  auto region = testing::EvidenceBuilder::Vendor("acme");
  region.Fact("eu", "location.storage_countries", model::Operator::kExactly,
              model::Value::Set({"European Union"}));
  answering::AppDossier::Input input = SampleVendor();
  input.vendor = region.base();
  EXPECT_EQ(Propose({YesNo("Is our data stored in Germany?")}, input)[0].need,
            ItemNeed::kUnknown);
}

}  // namespace
}  // namespace clausebook::questionnaires::filling
