// What of a stored response goes out, and what does not.
#include "service/questionnaires/forms/form_of_response.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/questionnaires/forms/forms.h"

namespace clausebook::questionnaires::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

model::ReviewedItem Proposed() {
  model::ReviewedItem reviewed;
  reviewed.item.number = 1;
  reviewed.item.item_id = "A-1";
  reviewed.item.question = "Is data sold?";
  reviewed.item.answer = "No";
  reviewed.item.comment = "No. Data is not sold.";
  model::ResponsePart part;
  part.facts = {"vendors/acme/facts/x@1"};
  reviewed.item.parts = {part, part};
  return reviewed;
}

model::ItemReview Override(const std::string& expires) {
  model::ItemReview review;
  review.number = 1;
  review.decision = model::ItemDecision::kOverride;
  review.reviewer = "Ada";
  review.date = *ParseDate("2026-01-01");
  review.answer = "Yes";
  review.reason = "I asked.";
  review.expire_date = ParseDate(expires);
  return review;
}

FormItem ItemOn(const model::ReviewedItem& item, const std::string& today) {
  return FormOf(model::Response(), {item}, {}, *ParseDate(today)).items.at(0);
}

TEST(FormOfResponseTest, AProposalGoesOutMarked) {
  const FormItem item = ItemOn(Proposed(), "2026-03-01");
  EXPECT_EQ(item.status, FormStatus::kProposed);
  EXPECT_EQ(item.answer, "No");
  EXPECT_THAT(item.facts, ElementsAre("vendors/acme/facts/x@1"));
}

TEST(FormOfResponseTest, WhatNeedsAPersonHasNoAnswerButSaysWhy) {
  model::ReviewedItem open = Proposed();
  open.item.need = model::ItemNeed::kConflict;
  open.item.explanation = "The sources disagree.";
  const FormItem item = ItemOn(open, "2026-03-01");
  EXPECT_EQ(item.status, FormStatus::kNeedsReview);
  EXPECT_EQ(item.answer, "");
  EXPECT_EQ(item.explanation, "The sources disagree.");
}

TEST(FormOfResponseTest, WhatIsNotAskedIsBlankAndSaysWhy) {
  model::ReviewedItem unasked = Proposed();
  unasked.item.answer = unasked.item.comment = "";
  unasked.item.explanation = "Not asked: only if.";
  const FormItem item = ItemOn(unasked, "2026-03-01");
  EXPECT_EQ(item.status, FormStatus::kNotAsked);
  EXPECT_EQ(item.explanation, "Not asked: only if.");
  FormDocument document;
  document.items = {item};
  EXPECT_EQ(CountsOf(document).open, 0);
  EXPECT_THAT(RenderMarkdown(document), HasSubstr("Left blank (not asked)"));
  EXPECT_THAT(RenderMarkdown(document), HasSubstr("> Not asked: only if."));
  EXPECT_THAT(RenderJson(document), HasSubstr("\"status\": \"not_asked\""));
  EXPECT_THAT(RenderCsv(document), HasSubstr("\"not asked\",\"Not asked: only if.\""));
}

TEST(FormOfResponseTest, APersonsOwnAnswerCountsUntilItExpires) {
  model::ReviewedItem own = Proposed();
  own.review = Override("2026-06-01");
  const FormItem before = ItemOn(own, "2026-05-31");
  EXPECT_TRUE(before.overridden);
  EXPECT_EQ(before.answer, "Yes");
  EXPECT_THAT(before.comment, HasSubstr("Ada, attested on 2026-01-01"));
  EXPECT_THAT(before.facts, IsEmpty());
  const FormItem after = ItemOn(own, "2026-06-01");
  EXPECT_FALSE(after.overridden);
  EXPECT_EQ(after.answer, "No");
}

TEST(FormOfResponseTest, TheHeadSaysWhatItIsOf) {
  model::Response response;
  response.ref = {"acme", "r"};
  response.app = "one";
  response.title = "For Borealis";
  response.questionnaire = "mvsp-3.0";
  response.creator = "Ada";
  response.as_of = *ParseDate("2026-03-01");
  const FormDocument document =
      FormOf(response, {}, {"One", "Acme", "CC0."}, *ParseDate("2026-03-02"));
  EXPECT_EQ(document.title, "For Borealis");
  EXPECT_EQ(document.app_name, "vendors/acme/apps/one");
  EXPECT_EQ(document.vendor, "Acme");
  EXPECT_EQ(document.notice, "CC0.");
  EXPECT_EQ(document.prepared_by, "Ada");
  EXPECT_EQ(FormatDate(document.as_of), "2026-03-01");
}

}  // namespace
}  // namespace clausebook::questionnaires::forms
