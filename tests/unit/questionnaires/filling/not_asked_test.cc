// What the answers in a form leave to be asked.
#include "service/questionnaires/filling/not_asked.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"

namespace clausebook::questionnaires::filling {
namespace {

using model::ItemNeed;
using model::ResponseItem;
using ::testing::HasSubstr;

AskedItem Choice(const std::string& text, const std::string& id,
                 const std::string& condition = "") {
  AskedItem item = Row(text, Words({"Yes", "No"}));
  item.id = id;
  item.choice_ids = {id + "/yes", id + "/no"};
  item.condition = condition;
  return item;
}

TEST(NotAsked, IsWhatTheAnswersRuleOut) {
  const auto items = Propose({
      Choice("Do you sell our data?", "sold"),  // No
      Choice("Do you store our data on your own servers?", "own", "sold"),
      Choice("Do you store our data on your own servers?", "own2", "sold/no"),
      Choice("Has the app had a pen test?", "deep", "own"),
  });
  EXPECT_EQ(items[0].answer, "No");
  EXPECT_EQ(items[1].answer, "");
  EXPECT_EQ(items[1].comment, "");
  EXPECT_EQ(items[1].need, ItemNeed::kNothing);
  EXPECT_THAT(items[1].explanation,
              HasSubstr("Not asked: the form asks it only if `sold`"));
  EXPECT_EQ(items[2].answer, "Yes");
  EXPECT_EQ(items[2].explanation, "");
  // It hangs on an item that is not asked itself.
  EXPECT_EQ(items[3].need, ItemNeed::kNothing);
  EXPECT_THAT(items[3].explanation, HasSubstr("Not asked"));
}

TEST(NotAsked, IsNothingThatHangsOnAnOpenAnswer) {
  const auto items = Propose({
      Choice("Has the app had a pen test?", "pentest"),  // not known
      Choice("Do you sell our data?", "sold", "pentest"),
      Choice("Is customer data used to train AI models?", "ai", "pentest"),
      Choice("Do you sell our data?", "loop", "loop/no"),
      Choice("Do you sell our data?", "other", "nobody_has_this_id"),
  });
  EXPECT_EQ(items[1].answer, "No");
  EXPECT_EQ(items[2].need, ItemNeed::kConflict);
  EXPECT_THAT(items[2].explanation,
              HasSubstr("It may not have to be answered: the form asks it only if"));
  EXPECT_EQ(items[3].answer, "No");
  EXPECT_EQ(items[4].answer, "No");
}

TEST(NotAsked, OfSeveralChoicesOthersMayBeMade) {
  AskedItem group = Choice("Do you sell our data?", "sold");
  auto allowed = std::make_shared<AllowedAnswers>(*group.allowed);
  allowed->several = true;
  group.allowed = allowed;
  const auto items = Propose({group, Choice("Do you sell our data?", "then", "sold/yes"),
                              Choice("Do you sell our data?", "not", "!sold/no")});
  EXPECT_EQ(items[1].answer, "No");
  EXPECT_THAT(items[2].explanation, HasSubstr("Not asked"));
}

TEST(NotAsked, AnIdThatTwoChoicesHaveIsOpen) {
  const auto items = Propose({Choice("Do you sell our data?", "sold"),
                              Choice("Do you sell our data?", "sold"),
                              Choice("Do you sell our data?", "then", "sold/yes")});
  EXPECT_EQ(items[2].answer, "No");
}

}  // namespace
}  // namespace clausebook::questionnaires::filling
