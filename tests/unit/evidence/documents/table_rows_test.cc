// Tables into clauses.
#include "service/evidence/documents/table_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace clausebook::evidence {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TableRows, HaveTheHeadersOfTheirColumns) {
  EXPECT_THAT(TableClauses({{.cells = {{"Who:"}, {"Where"}}, .header = true},
                            {.cells = {{"Postbird"}, {"AU"}}},
                            {.cells = {{""}, {"IE"}}},
                            {.cells = {{""}, {""}}}}),
              ElementsAre("Who: Postbird; Where: AU", "Where: IE"));
}

TEST(TableRows, TakeTheFirstRowForHeadersWhenItAloneIsBold) {
  const TableRow bold{
      .cells = {{.text = "A", .bold = true}, {.text = "B", .bold = true}}};
  const TableRow plain{.cells = {{"1"}, {"2"}}};
  EXPECT_THAT(TableClauses({bold, plain}), ElementsAre("A: 1; B: 2"));
  EXPECT_THAT(TableClauses({plain, plain}), ElementsAre("1 | 2", "1 | 2"));
}

TEST(TableRows, AreNamedByTheirFirstCell) {
  EXPECT_THAT(
      TableClauses({{.cells = {{.text = "Retention", .header = true}, {"30 days"}}},
                    {.cells = {{.text = "Region:", .bold = true}, {"EU"}, {"US"}}}}),
      ElementsAre("Retention: 30 days", "Region: EU; US"));
}

TEST(TableRows, JoinHeadersOfSeveralRows) {
  EXPECT_THAT(TableClauses({{.cells = {{.text = "Data", .rows = 2},
                                       {.text = "Kept", .columns = 2}},
                             .header = true},
                            {.cells = {{"in logs"}, {"in backups"}}, .header = true},
                            {.cells = {{"names"}, {"1 day"}, {"7 days"}}},
                            {.cells = {{.text = "All else", .columns = 3}}}}),
              ElementsAre("Data: names; Kept / in logs: 1 day; Kept / in backups: 7 days",
                          "All else"));
}

TEST(TableRows, LoseNoCellsOfWideOrRaggedRows) {
  TableRow wide;
  for (int i = 0; i < 100; ++i) wide.cells.push_back({.text = "x", .columns = 1000});
  EXPECT_EQ(TableClauses({wide})[0].size(), 100 + 99 * 3);
  EXPECT_THAT(TableClauses({}), IsEmpty());
  EXPECT_THAT(
      TableClauses({{.cells = {{"A"}}, .header = true}, {.cells = {{"1"}, {"2"}}}}),
      ElementsAre("A: 1; 2"));
}

TEST(TableRows, OfHeadersAloneAreStillThere) {
  EXPECT_THAT(TableClauses({{.cells = {{"A"}, {"B"}}, .header = true}}),
              ElementsAre("A | B"));
  EXPECT_THAT(
      TableClauses({{.cells = {{"A"}, {"B"}}, .header = true}, {.cells = {{""}}}}),
      ElementsAre("A | B"));
}

}  // namespace
}  // namespace clausebook::evidence
