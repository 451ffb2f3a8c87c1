// How far an item is, and what goes out for it.
#include "service/questionnaires/responses/item_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/questionnaires/responses/items.h"

namespace clausebook::questionnaires::responses {
namespace {

using model::ItemDecision;
using model::ItemNeed;
using ::testing::ElementsAre;

const Date kToday = On("2026-03-01");

TEST(ItemState, AProposalGoesOutAsItIs) {
  const ItemState state = StateOf(Item("Yes"), kToday);
  EXPECT_EQ(state.status, ItemStatus::kProposed);
  EXPECT_FALSE(state.overridden);
  EXPECT_EQ(state.answer, "Yes");
  EXPECT_EQ(state.comment, "Because.");
  const ItemState approved =
      StateOf(Decided(Item("Yes"), ItemDecision::kApprove), kToday);
  EXPECT_EQ(approved.status, ItemStatus::kApproved);
  EXPECT_EQ(approved.answer, "Yes");
}

TEST(ItemState, NothingGoesOutForWhatNeedsReview) {
  for (const auto need :
       {ItemNeed::kConflict, ItemNeed::kUnknown, ItemNeed::kNotMatched, ItemNeed::kNoWord,
        ItemNeed::kStopped, ItemNeed::kNotWritable}) {
    // Not even if somebody approved it: there is nothing that could be meant.
    for (const auto& item :
         {Item("Yes", {}, need), Decided(Item("Yes", {}, need), ItemDecision::kApprove),
          Decided(Item("Yes", {}, need), ItemDecision::kReopen)}) {
      const ItemState state = StateOf(item, kToday);
      EXPECT_EQ(state.status, ItemStatus::kNeedsReview);
      EXPECT_EQ(state.answer, "");
      EXPECT_EQ(state.comment, "");
    }
  }
}

TEST(ItemState, APersonsOwnAnswerIsCitedAsAnAttestation) {
  const auto item = Overridden(Item("", {}, ItemNeed::kConflict), "No", "Since spring.");
  const ItemState state = StateOf(item, kToday);
  EXPECT_EQ(state.status, ItemStatus::kApproved);
  EXPECT_TRUE(state.overridden);
  EXPECT_EQ(state.answer, "No");
  EXPECT_EQ(state.comment,
            "Since spring.\n"
            "Mara Lind, attested on 2026-01-01, counts until 2026-07-01: \"I run it.\"");
  EXPECT_EQ(StateOf(Overridden(Item("Yes"), "No"), kToday).comment,
            "Mara Lind, attested on 2026-01-01, counts until 2026-07-01: \"I run it.\"");
}

TEST(ItemState, APersonCanSayThatACellStaysBlank) {
  const ItemState state = StateOf(Overridden(Item("Yes"), ""), kToday);
  EXPECT_EQ(state.status, ItemStatus::kApproved);
  EXPECT_EQ(state.answer, "");
  EXPECT_EQ(state.comment, "") << "nor is there anything to attest";
}

TEST(ItemState, AnOverrideCountsUpToTheDayBeforeItExpires) {
  const auto item = Overridden(Item("Yes"), "No");
  EXPECT_EQ(StateOf(item, On("2026-06-30")).answer, "No");
  const ItemState after = StateOf(item, On("2026-07-01"));
  EXPECT_EQ(after.status, ItemStatus::kProposed);
  EXPECT_EQ(after.answer, "Yes");
  EXPECT_FALSE(after.overridden);
  const auto open = Overridden(Item("", {}, ItemNeed::kUnknown), "No");
  EXPECT_EQ(StateOf(open, On("2026-07-01")).status, ItemStatus::kNeedsReview);
}

TEST(ItemState, ReopeningTakesBackWhatWasDecided) {
  EXPECT_EQ(StateOf(Decided(Item("Yes"), ItemDecision::kReopen), kToday).status,
            ItemStatus::kProposed);
}

TEST(ItemState, WhatNeedsAPersonMostComesFirst) {
  std::vector<model::ItemHead> heads;
  const auto add = [&](const model::ReviewedItem& item) {
    const auto number = static_cast<std::int32_t>(heads.size()) + 1;
    heads.push_back({number, StandingOf(item.item, item.review)});
  };
  add(Item("Yes"));                                         // 1
  add(Decided(Item("Yes"), ItemDecision::kApprove));        // 2
  add(Item("", {}, ItemNeed::kNotMatched));                 // 3
  add(Item("", {}, ItemNeed::kNotWritable));                // 4
  add(Item("", {}, ItemNeed::kNoWord));                     // 5
  add(Item("", {}, ItemNeed::kUnknown));                    // 6
  add(Item("", {}, ItemNeed::kConflict));                   // 7
  add(Overridden(Item("", {}, ItemNeed::kConflict), "x"));  // 8
  add(Item("", {}, ItemNeed::kStopped));                    // 9
  add(Item("", {}, ItemNeed::kConflict));                   // 10
  SortOpenFirst(heads, kToday);
  std::vector<int> numbers;
  for (const auto& head : heads) numbers.push_back(head.number);
  EXPECT_THAT(numbers, ElementsAre(7, 10, 6, 4, 5, 9, 3, 1, 2, 8));
}

}  // namespace
}  // namespace clausebook::questionnaires::responses
