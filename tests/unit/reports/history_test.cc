// When answers changed.
#include "service/reports/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/reports/sample_report.h"

namespace clausebook::reports {
namespace {

const AnswerChange* Find(const DayOfChange& day, const std::string& question) {
  const auto found =
      std::find_if(day.changes.begin(), day.changes.end(),
                   [&](const auto& change) { return change.question == question; });
  return found == day.changes.end() ? nullptr : &*found;
}

TEST(HistoryTest, EachDayHasWhatChanged) {
  const History history = testing::Must(FindHistory(SampleInput(), nullptr));
  ASSERT_EQ(history.days.size(), 2u);
  EXPECT_EQ(FormatDate(history.days[0].day), "2024-01-01");
  EXPECT_EQ(FormatDate(history.days[1].day), "2025-01-01");
  const auto* first = Find(history.days[0], "stores-data-off-atlassian");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->before, answering::Verdict::kUnknown);
  EXPECT_EQ(first->after, answering::Verdict::kYes);
  const auto* second = Find(history.days[1], "stores-data-off-atlassian");
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->before, answering::Verdict::kYes);
  EXPECT_EQ(second->after, answering::Verdict::kNo);
  EXPECT_EQ(Find(history.days[0], "data-sold"), nullptr);
  EXPECT_FALSE(history.cut);
}

TEST(HistoryTest, ADayOnWhichNothingChangedIsLeftOut) {
  auto vendor = testing::EvidenceBuilder::Vendor("acme");
  vendor.Revision("privacy", "2024-01-01", "Nothing that anybody recorded.\n");
  auto input = SampleInput();
  input.vendor = vendor.base();
  EXPECT_TRUE(testing::Must(FindHistory(input, nullptr)).days.empty());
}

TEST(HistoryTest, AStatementThatEndsIsADay) {
  auto vendor = testing::EvidenceBuilder::Vendor("acme");
  vendor.Fact("sold", "use.sold", model::Operator::kEquals, model::Value::Bool(false))
      .Until("2021-06-01");
  auto input = SampleInput();
  input.vendor = vendor.base();
  const History history = testing::Must(FindHistory(input, nullptr));
  ASSERT_EQ(history.days.size(), 2u);
  EXPECT_EQ(FormatDate(history.days[1].day), "2021-06-01");
  EXPECT_EQ(Find(history.days[1], "data-sold")->after, answering::Verdict::kUnknown);
}

}  // namespace
}  // namespace clausebook::reports
