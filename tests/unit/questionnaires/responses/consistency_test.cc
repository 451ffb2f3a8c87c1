// Whether answers that go out say the same where they have to.
#include "service/questionnaires/responses/consistency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/questionnaires/responses/items.h"

namespace clausebook::questionnaires::responses {
namespace {

using model::ItemDecision;
using model::ItemNeed;
using model::PartVerdict;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const model::ResponsePart kYes = Part("q", PartVerdict::kYes, {"f@1"});
const model::ResponsePart kNo = Part("q", PartVerdict::kNo, {"f@1"});

// `0-2 q`: the pairs that disagree, and over which question or fact. `responses` says
// which response each is of.
std::vector<std::string> Found(const std::vector<model::ReviewedItem>& items,
                               const std::vector<int>& responses = {}) {
  std::vector<OutgoingAnswer> answers;
  for (std::size_t i = 0; i < items.size(); ++i) {
    answers.push_back(
        {"Item " + std::to_string(i), &items[i], responses.empty() ? 0 : responses[i]});
  }
  std::vector<std::string> told;
  for (const auto& found : FindInconsistencies(answers, On("2026-03-01"))) {
    told.push_back(std::to_string(found.first) + "-" + std::to_string(found.second) +
                   " " + found.question + found.fact);
  }
  return told;
}

TEST(Consistency, AnswersToOneQuestionSayTheSame) {
  EXPECT_THAT(Found({Item("Yes", {kYes}), Item("Y", {kYes})}), IsEmpty());
  EXPECT_THAT(Found({Item("Yes", {kYes}), Overridden(Item("Yes", {kYes}), "No")}),
              ElementsAre("0-1 q"));
  EXPECT_THAT(Found({Overridden(Item("Yes", {kYes}), "No"), Item("Yes", {kYes})}),
              ElementsAre("0-1 q"));
  EXPECT_THAT(Found({Overridden(Item("", {kNo}, ItemNeed::kUnknown), "Yes"),
                     Overridden(Item("", {kNo}, ItemNeed::kUnknown), "No, never.")}),
              ElementsAre("0-1 q"));
  EXPECT_THAT(Found({Overridden(Item("Yes", {kYes}), "No"),
                     Overridden(Item("Yes", {kYes}), "No")}),
              IsEmpty())
      << "both were overridden";
  EXPECT_THAT(Found({Item("Yes", {kYes}),
                     Overridden(Item("Yes", {Part("other", PartVerdict::kYes)}), "No")}),
              IsEmpty());
}

TEST(Consistency, TheOppositeQuestionIsTurnedRound) {
  EXPECT_THAT(Found({Item("Yes", {kYes}), Item("No", {Opposite(kYes)})}), IsEmpty());
  EXPECT_THAT(
      Found({Item("Yes", {kYes}), Overridden(Item("No", {Opposite(kYes)}), "No")}),
      IsEmpty());
  EXPECT_THAT(
      Found({Item("Yes", {kYes}), Overridden(Item("No", {Opposite(kYes)}), "Yes")}),
      ElementsAre("0-1 q"));
}

TEST(Consistency, AWordOfTheListsOwnCountsByItsVerdict) {
  EXPECT_THAT(Found({Item("Implemented", {kYes}), Overridden(Item("Yes", {kYes}), "No")}),
              ElementsAre("0-1 q"));
  EXPECT_THAT(Found({Item("We do so.", {kYes}), Overridden(Item("Yes", {kYes}), "Yes")}),
              IsEmpty());
}

TEST(Consistency, WhatIsNamedBeyondTheQuestionTellsQuestionsApart) {
  auto germany = Part("where", PartVerdict::kValue, {"f@1"});
  germany.parameters = {{"country", "germany"}};
  auto france = germany;
  france.parameters = {{"country", "france"}};
  EXPECT_THAT(Found({Item("Yes", {germany}), Item("No", {france})}), IsEmpty());
  EXPECT_THAT(Found({Item("Yes", {germany}), Overridden(Item("Yes", {germany}), "No")}),
              ElementsAre("0-1 where"));
}

TEST(Consistency, WhetherTwoTextsSayTheSameIsForAPerson) {
  const auto where = Part("where", PartVerdict::kValue, {"f@1"});
  EXPECT_THAT(Found({Item("Germany", {where}),
                     Overridden(Item("Germany", {where}), "Frankfurt am Main")}),
              IsEmpty());
}

TEST(Consistency, NoToSeveralPartsLeavesOpenWhichIsMeant) {
  const auto other = Part("other", PartVerdict::kYes);
  EXPECT_THAT(Found({Item("Yes", {kYes}), Overridden(Item("Yes", {kYes, other}), "No")}),
              IsEmpty());
  EXPECT_THAT(Found({Overridden(Item("Yes", {kYes}), "No"), Item("Yes", {other, kYes})}),
              ElementsAre("0-1 q"));
}

TEST(Consistency, WhoeverDeniesAFactDeniesItForAllThatRestOnIt) {
  const auto q = Part("q", PartVerdict::kNo, {"f@1", "g@1"});
  const auto r = Part("r", PartVerdict::kYes, {"g@1"});
  EXPECT_THAT(Found({Item("Yes", {r}), Overridden(Item("No", {q}), "Yes")}),
              ElementsAre("0-1 g@1"));
  EXPECT_THAT(Found({Item("Yes", {r}), Overridden(Item("No", {q}), "No")}), IsEmpty())
      << "the same in the person's own words";
  EXPECT_THAT(
      Found({Overridden(Item("Yes", {r}), "Yes"), Overridden(Item("No", {q}), "Yes")}),
      IsEmpty())
      << "both rest on what people say";
  EXPECT_THAT(Found({Item("Yes", {Part("r", PartVerdict::kYes, {"g@2"})}),
                     Overridden(Item("No", {q}), "Yes")}),
              IsEmpty())
      << "another recording of the fact";
  EXPECT_THAT(
      Found({Item("Yes", {r}), Overridden(Item("", {q}, ItemNeed::kNoWord), "Yes")}),
      ElementsAre("0-1 g@1"))
      << "a verdict that has no word is one";
}

TEST(Consistency, WhatDoesNotGoOutDoesNotDisagree) {
  EXPECT_THAT(Found({Item("Yes", {kYes}, ItemNeed::kNotWritable),
                     Overridden(Item("Yes", {kYes}), "No")}),
              IsEmpty());
  EXPECT_THAT(Found({Item("Yes", {kYes}), Overridden(Item("Yes", {kYes}), "")}),
              IsEmpty());
}

TEST(Consistency, ProposalsOfTwoTimesMayDifferButNotFromWhatAPersonSays) {
  EXPECT_THAT(Found({Item("Yes", {kYes}), Item("No", {kNo})}), ElementsAre("0-1 q"));
  EXPECT_THAT(Found({Item("Yes", {kYes}), Item("No", {kNo})}, {0, 1}), IsEmpty());
  EXPECT_THAT(Found({Item("Yes", {kYes}), Overridden(Item("Yes", {kYes}), "No")}, {0, 1}),
              ElementsAre("0-1 q"));
  EXPECT_THAT(Found({Item("No", {kNo}), Overridden(Item("Yes", {kYes}), "No")}, {0, 1}),
              IsEmpty())
      << "the evidence says now what the person said";
}

TEST(Consistency, TheMessageHasBothAnswers) {
  const std::string text = std::string(79, 'a') + "ä and more\nand more";
  const std::vector<model::ReviewedItem> items{Item(text, {kYes}),
                                               Overridden(Item("Yes", {kYes}), "No")};
  const auto found = FindInconsistencies({{"Item 4", &items[0]}, {"Item 9", &items[1]}},
                                         On("2026-03-01"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, "Item 4 says \"" + std::string(79, 'a') +
                                  "…\", Item 9 says \"No\": both answer the question "
                                  "'q', and they disagree.");
}

TEST(Consistency, EveryAnswerThatDisagreesWithAnEarlierOneIsInAPair) {
  const std::vector<model::ReviewedItem> items{Item("Yes", {kYes}), Item("Yes", {kYes}),
                                               Overridden(Item("Yes", {kYes}), "No"),
                                               Overridden(Item("Yes", {kYes}), "No")};
  EXPECT_THAT(Found(items), ElementsAre("0-2 q", "0-3 q"));
}

}  // namespace
}  // namespace clausebook::questionnaires::responses
