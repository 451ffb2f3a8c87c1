// What goes into the file, what is marked, and what the file did not take.
#include "service/questionnaires/filling/sending.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/read_questionnaire.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"

namespace clausebook::questionnaires::filling {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr char kMark[] = "Not approved: no person has looked at this answer.";

std::vector<model::ReviewedItem> Reviewed(std::vector<model::ResponseItem> items) {
  std::vector<model::ReviewedItem> reviewed;
  for (auto& item : items) reviewed.push_back({std::move(item), std::nullopt});
  return reviewed;
}

model::ItemReview Decided(model::ItemDecision decision) {
  model::ItemReview review;
  review.decision = decision;
  review.reviewer = "Ada Example";
  review.date = testing::Day("2026-01-02");
  return review;
}

TEST(Outgoing, IsWhatSomebodyApproved) {
  auto items = Reviewed(Propose({YesNo("Do you sell our data?"),
                                 Row("In which countries do you keep our data?"),
                                 YesNo("Has the app had a pen test?")}));
  const Date today = testing::Day("2026-01-03");
  EXPECT_THAT(OutgoingAnswers(items, today, false, "r").answers, IsEmpty());
  items[1].review = Decided(model::ItemDecision::kApprove);
  const Outgoing approved = OutgoingAnswers(items, today, false, "r");
  ASSERT_EQ(approved.answers.size(), 1u);
  EXPECT_EQ(approved.answers[0].item, 1u);
  EXPECT_EQ(approved.answers[0].answer_id, "r/items/2");
  EXPECT_EQ(approved.answers[0].comment, items[1].item.comment);
  EXPECT_EQ(approved.unapproved, 0u);
}

TEST(Outgoing, SaysBesideEachThatNobodyApprovedIt) {
  auto items = Reviewed(
      Propose({YesNo("Do you sell our data?"), YesNo("Has the app had a pen test?")}));
  const Outgoing all = OutgoingAnswers(items, testing::Day("2026-01-03"), true, "");
  ASSERT_EQ(all.answers.size(), 1u);
  EXPECT_EQ(all.answers[0].answer, "No");
  EXPECT_EQ(all.answers[0].answer_id, "items/1 not-approved");
  EXPECT_THAT(all.answers[0].comment, StartsWith(std::string(kMark) + "\nNo. "));
  EXPECT_EQ(all.unapproved, 1u);
}

TEST(Outgoing, MarksAFreeTextItselfWhereNothingIsBesideIt) {
  auto items = Reviewed(Propose({Row("Do you sell our data?")}));
  items[0].item.location = "S!B2";
  const Outgoing all = OutgoingAnswers(items, testing::Day("2026-01-03"), true, "");
  EXPECT_THAT(all.answers[0].answer, HasSubstr(kMark));
}

TEST(Outgoing, IsAPersonsOwnAnswerWithItsAttestation) {
  auto items = Reviewed(Propose({YesNo("Has the app had a pen test?")}));
  items[0].review = Decided(model::ItemDecision::kOverride);
  items[0].review->answer = "Yes";
  items[0].review->reason = "Report of June.";
  items[0].review->expire_date = testing::Day("2026-06-30");
  const Outgoing own = OutgoingAnswers(items, testing::Day("2026-06-29"), false, "");
  ASSERT_EQ(own.answers.size(), 1u);
  EXPECT_EQ(own.answers[0].answer, "Yes");
  EXPECT_THAT(own.answers[0].comment, HasSubstr("Ada Example, attested on 2026-01-02"));
  EXPECT_THAT(OutgoingAnswers(items, testing::Day("2026-06-30"), true, "").answers,
              IsEmpty());
}

TEST(Mark, KeepsWithinACell) {
  const std::string text =
      MarkNotApproved(std::string(20'000, 'a') + "\n" + std::string(12'760, 'b'));
  EXPECT_LE(Utf16Units(text), kMostCellUnits);
  EXPECT_THAT(text, StartsWith(kMark));
}

TEST(Asked, OfAFileHasPlacesAndWhatIsThereAlready) {
  const std::string csv =
      "ID,Question,Answer,Comment\nA-1,Do you sell our data?,,\nA-2,Is data sold?,Yes,\n"
      "A-3,Do you have backups?,,\n";
  const auto file = testing::Must(ReadQuestionnaire(csv));
  const AskedList asked = AskedOf(file, "list-1", {});
  ASSERT_EQ(asked.items.size(), 3u);
  EXPECT_EQ(asked.edition, "list-1");
  EXPECT_EQ(asked.items[0].id, "A-1");
  EXPECT_EQ(asked.items[0].location, "C2");
  EXPECT_EQ(asked.items[0].comment_location, "D2");
  EXPECT_EQ(asked.items[1].present, "Yes");
  EXPECT_EQ(AskedOf(file, "", {.overwrite = true}).items[1].present, "");
}

TEST(Asked, GoesOutAndBackThroughAFile) {
  const std::string csv =
      "ID,Question,Answer,Comment\nA-1,Do you sell our data?,,\nA-2,Has the app had a "
      "pen "
      "test?,,\nA-3,In which countries do you keep our data?,,\n";
  const auto file = testing::Must(ReadQuestionnaire(csv));
  AppAnswers answers = AppAnswers::Of(SampleVendor());
  auto items =
      testing::Must(ProposeItems(AskedOf(file, "", {}), {&FillMatcher()}, answers));
  const auto filled = testing::Must(FillQuestionnaire(
      csv, file,
      OutgoingAnswers(Reviewed(items), testing::Day("2026-01-01"), true, "").answers));
  const auto again = testing::Must(ReadQuestionnaire(filled.bytes));
  EXPECT_EQ(again.items[0].answer, items[0].answer);
  EXPECT_THAT(again.items[0].comment, HasSubstr(kSaleClause));
  EXPECT_EQ(again.items[1].answer, "");
  EXPECT_EQ(again.items[1].comment, "");
}

TEST(NoteCells, LeavesBlankWhatTheFileDidNotTake) {
  auto items = Propose({YesNo("Do you sell our data?"), YesNo("Is data sold?")});
  FilledFile filled;
  LedgerEntry entry;
  entry.item = 1;
  entry.outcome = CellOutcome::kLocked;
  filled.ledger = {entry};
  NoteCells(filled, &items);
  EXPECT_EQ(items[0].need, model::ItemNeed::kNothing);
  EXPECT_EQ(items[1].need, model::ItemNeed::kNotWritable);
  EXPECT_EQ(items[1].answer, "");
  EXPECT_FALSE(items[1].writable);
  EXPECT_EQ(items[1].explanation,
            "“No” cannot be written: the sheet is protected and the cell is locked.");
}

TEST(NoteCells, SaysThatAnAnswerGoesOutWithoutItsComment) {
  AskedItem row = YesNo("Do you sell our data?");
  row.location = "S!C5";
  auto without = Propose({row});
  row.comment_location = "S!D5";
  auto items = Propose({row});
  FilledFile filled;
  LedgerEntry entry;
  entry.role = ColumnRole::kComment;
  entry.outcome = CellOutcome::kFilled;
  filled.ledger = {entry};
  NoteCells(filled, &items);
  EXPECT_EQ(items[0].need, model::ItemNeed::kNothing);
  EXPECT_EQ(items[0].answer, "No");
  EXPECT_EQ(items[0].explanation,
            "The answer is written without its comment: the cell is filled already.");
  NoteCells(filled, &without);
  EXPECT_EQ(without[0].explanation, "");
}

TEST(Ledger, HasWhatWasNotWritten) {
  const std::string csv =
      "Question,Answer,Comment\nDo you sell our data?,,see our site\n";
  const auto file = testing::Must(ReadQuestionnaire(csv));
  const auto filled =
      testing::Must(FillQuestionnaire(csv, file, {{0, "No", "Never.", "items/1"}}));
  EXPECT_THAT(LedgerJson(filled), HasSubstr("\"not_written\": \"Never.\""));
  EXPECT_EQ(filled.ledger[0].refused, "");
}

}  // namespace
}  // namespace clausebook::questionnaires::filling
