// The labelled wordings hold the goals: a wrong match is worse than no match.
#include "tests/unit/questionnaires/matching/measure.h"

#include "gtest/gtest.h"

namespace clausebook::questionnaires::matching {
namespace {

// The reporting part is written before the grammar and never tuned on; the catalogue's
// own wordings are read without being known.
void ExpectGoals(const std::string& part, double coverage) {
  const auto catalog = catalog::Catalog::Embedded();
  ASSERT_TRUE(catalog.ok());
  const auto matcher = Matcher::Create(*catalog, nullptr);
  ASSERT_TRUE(matcher.ok()) << matcher.status();
  const auto wordings =
      part == "catalogue"
          ? absl::StatusOr<std::vector<LabelledWording>>(WordingsOf(*catalog))
          : ReadWordings(CLAUSEBOOK_WORDINGS "/" + part, *catalog);
  ASSERT_TRUE(wordings.ok()) << wordings.status();
  ASSERT_GE(wordings->size(), 200u);
  const Measured measured = Measure(*wordings, **matcher, 0);
  EXPECT_GE(measured.all.Precision(), 0.98);
  EXPECT_GE(measured.all.Top3(), 0.90);
  EXPECT_LE(measured.all.Accepted(), 0.02);
  EXPECT_EQ(measured.all.wrong_polarity, 0);
  EXPECT_GE(measured.all.Coverage(), coverage);
  if (testing::Test::HasFailure()) {
    for (const std::string& line : measured.wrong) ADD_FAILURE() << line;
  }
}

TEST(MeasureTest, DevelopMeetsTheGoals) { ExpectGoals("develop", 0.90); }
TEST(MeasureTest, ReportMeetsTheGoals) { ExpectGoals("report", 0.75); }
TEST(MeasureTest, CatalogueMeetsTheGoals) { ExpectGoals("catalogue", 0.90); }
// What has the grammar's words and asks for more or for something else.
TEST(MeasureTest, TheSweepIsNotAccepted) { ExpectGoals("sweep", 1); }

}  // namespace
}  // namespace clausebook::questionnaires::matching
