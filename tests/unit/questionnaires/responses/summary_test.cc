// How the items of a response stand, in numbers.
#include "service/questionnaires/responses/summary.h"

#include <gtest/gtest.h>

#include "tests/unit/questionnaires/responses/items.h"

namespace clausebook::questionnaires::responses {
namespace {

using model::ItemDecision;
using model::ItemNeed;

const Date kSpring = On("2026-03-01");

Summary SummaryOf(const std::vector<model::ReviewedItem>& items, Date today = kSpring) {
  return Summarise(TallyItems(items), today);
}

TEST(Summary, CountsWhatAPersonHasToKnow) {
  const std::vector<model::ReviewedItem> items{
      Item("Yes"),
      Item("Yes"),
      Item(""),  // proposed to stay blank
      Decided(Item("No"), ItemDecision::kApprove),
      Decided(Item("No"), ItemDecision::kReopen),
      Overridden(Item("", {}, ItemNeed::kConflict), "No"),
      Overridden(Item("Yes"), ""),
      Item("", {}, ItemNeed::kConflict),
      Item("", {}, ItemNeed::kUnknown),
      Item("", {}, ItemNeed::kUnknown),
      Item("Yes", {}, ItemNeed::kNotMatched),
      Item("Yes", {}, ItemNeed::kNotWritable)};
  const Summary spring = SummaryOf(items);
  EXPECT_EQ(spring, (Summary{.items = 12,
                             .answered = 5,
                             .proposed = 3,
                             .not_asked = 1,
                             .needs_review = 5,
                             .conflicts = 1,
                             .unknown = 2,
                             .not_matched = 1,
                             .approved = 3,
                             .overridden = 2}));
  const Summary autumn = SummaryOf(items, On("2026-09-01"));
  EXPECT_EQ(autumn.overridden, 0) << "the overrides have expired";
  EXPECT_EQ(autumn.approved, 1);
  EXPECT_EQ(autumn.conflicts, 2);
  EXPECT_EQ(autumn.answered, 5) << "one override was blank, one proposal is not";
}

TEST(Summary, AResponseIsApprovedWhenAllThatGoesOutIs) {
  const auto proposed = Item("Yes");
  const auto approved = Decided(Item("Yes"), ItemDecision::kApprove);
  const auto open = Item("", {}, ItemNeed::kUnknown);
  const auto status = [](const std::vector<model::ReviewedItem>& items) {
    return StatusOf(SummaryOf(items));
  };
  EXPECT_EQ(status({proposed}), ItemStatus::kProposed);
  EXPECT_EQ(status({proposed, approved}), ItemStatus::kProposed);
  EXPECT_EQ(status({proposed, open}), ItemStatus::kNeedsReview);
  EXPECT_EQ(status({proposed, approved, open}), ItemStatus::kNeedsReview);
  EXPECT_EQ(status({approved}), ItemStatus::kApproved);
  EXPECT_EQ(status({approved, open}), ItemStatus::kApproved)
      << "what is open does not go out";
  EXPECT_EQ(status({open}), ItemStatus::kNeedsReview) << "nothing would go out";
  EXPECT_EQ(status({}), ItemStatus::kProposed);
}

}  // namespace
}  // namespace clausebook::questionnaires::responses
