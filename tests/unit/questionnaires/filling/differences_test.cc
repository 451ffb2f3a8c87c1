// What we told a customer against what we would tell today.
#include "service/questionnaires/filling/differences.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"

namespace clausebook::questionnaires::filling {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<AskedItem>& Rows() {
  static const auto& rows =
      *new std::vector<AskedItem>{YesNo("Do you sell our data?"),
                                  YesNo("Do you notify us of a breach within 72 hours?")};
  return rows;
}

std::vector<model::ReviewedItem> Then() {
  std::vector<model::ReviewedItem> then;
  for (auto& item : Propose(Rows())) then.push_back({std::move(item), std::nullopt});
  return then;
}

// The sample's evidence, changed.
std::vector<model::ResponseItem> Now(
    const std::function<void(std::vector<model::Fact>&)>& change) {
  answering::AppDossier::Input input = SampleVendor();
  auto base = std::make_shared<model::EvidenceBase>(*input.vendor);
  change(base->facts);
  input.vendor = base;
  return Propose(Rows(), input);
}

const Date kToday = testing::Day("2026-03-01");

TEST(Differences, AreNoneWhereNothingChanged) {
  EXPECT_THAT(FindDifferences(Then(), Now([](auto&) {}), kToday), IsEmpty());
}

TEST(Differences, AreNoneWhereAFactWasOnlyRecordedAnew) {
  EXPECT_THAT(
      FindDifferences(Then(), Now([](auto& facts) { facts[0].generation = 9; }), kToday),
      IsEmpty());
}

TEST(Differences, NameTheFactThatWent) {
  const auto found = FindDifferences(
      Then(), Now([](auto& facts) { facts.erase(facts.begin()); }), kToday);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].then.item.answer, "No");
  EXPECT_EQ(found[0].now.answer, "");
  EXPECT_THAT(found[0].reasons,
              ElementsAre("The answer to data-sold was no and is not known now.",
                          "The fact vendors/acme/facts/not-sold was what it rested on, "
                          "and is no longer."));
}

TEST(Differences, NameTheFactThatCame) {
  const auto found = FindDifferences(Then(), Now([](auto& facts) {
                                       facts.push_back(facts[0]);
                                       facts.back().ref.fact = "sold";
                                       facts.back().content.value =
                                           model::Value::Bool(true);
                                     }),
                                     kToday);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(
      found[0].reasons,
      ElementsAre("The answer to data-sold was no and is a conflict now.",
                  "The fact vendors/acme/facts/sold came since, or counts since."));
}

TEST(Differences, NameTheFactThatChanged) {
  const auto found = FindDifferences(Then(), Now([](auto& facts) {
                                       facts[0].generation = 4;
                                       facts[0].content.value = model::Value::Bool(true);
                                     }),
                                     kToday);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].now.answer, "Yes");
  EXPECT_THAT(found[0].reasons,
              ElementsAre("The answer to data-sold was no and is yes now.",
                          "The fact vendors/acme/facts/not-sold was recorded anew."));
}

TEST(Differences, SayThatTheWordingIsMatchedOtherwise) {
  auto now = Now([](auto&) {});
  now[0].parts[0].question = "data-shared";
  now[0].answer = "Yes";
  EXPECT_EQ(FindDifferences(Then(), now, kToday)[0].reasons[0],
            "It is matched otherwise: it was taken to ask data-sold, and is taken to ask "
            "data-shared now.");
}

TEST(Differences, LeaveAPersonsOwnAnswerForAsLongAsItCounts) {
  auto then = Then();
  model::ItemReview own;
  own.decision = model::ItemDecision::kOverride;
  own.reviewer = "Ada Example";
  own.answer = "N/A";
  own.expire_date = testing::Day("2026-02-01");
  then[0].review = own;
  const auto now = Now([](auto& facts) { facts.erase(facts.begin()); });
  EXPECT_THAT(FindDifferences(then, now, testing::Day("2026-01-31")), IsEmpty());
  const auto found = FindDifferences(then, now, testing::Day("2026-02-01"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].reasons, ElementsAre("The answer of Ada Example counted up to the "
                                            "day before 2026-02-01."));
}

}  // namespace
}  // namespace clausebook::questionnaires::filling
