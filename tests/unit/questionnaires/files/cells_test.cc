// Addresses, ranges and texts of cells.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "service/questionnaires/files/cell_address.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/column_intervals.h"

namespace clausebook::questionnaires {
namespace {

TEST(CellAddress, IsReadAsSpreadsheetsWriteIt) {
  EXPECT_EQ(ParseCell("B12"), (CellAddress{12, 2}));
  EXPECT_EQ(ParseCell("$xfd$1048576"), (CellAddress{kMostRows, kMostColumns}));
  for (const char* bad : {"", "B", "12", "B0", "XFE1", "A1048577", "A1x", "1A", "$",
                          "AAAA1", "A99999999999"}) {
    EXPECT_FALSE(ParseCell(bad)) << bad;
  }
  for (const int column : {1, 26, 27, 702, 703, kMostColumns}) {
    EXPECT_EQ(ParseColumn(ColumnName(column)), column);
  }
}

TEST(CellRange, MayReachFromEdgeToEdge) {
  EXPECT_EQ(ParseRange("$C$9:A1"), (CellRange{{1, 1}, {9, 3}}));
  EXPECT_EQ(ParseRange("A:C"), (CellRange{{1, 1}, {kMostRows, 3}}));
  EXPECT_EQ(ParseRange("3:7"), (CellRange{{3, 1}, {7, kMostColumns}}));
  EXPECT_EQ(ParseRange("D5"), (CellRange{{5, 4}, {5, 4}}));
  for (const char* bad : {"A:7", "A1:B", ":", "A1:", "Table1[Answer]"}) {
    EXPECT_FALSE(ParseRange(bad)) << bad;
  }
  EXPECT_EQ(ParseRanges("A1  #REF! B2:B4\n").size(), 2u);
}

TEST(ColumnIntervals, FindTheFirstRuleOfMany) {
  ColumnIntervals intervals(3);
  intervals.Add({{1, 1}, {kMostRows, kMostColumns}}, 7);
  intervals.Add({{5, 3}, {9, 3}}, 2);
  intervals.Add({{9, 3}, {9, 3}}, 1);
  intervals.Add({{1, 4}, {9, 9}}, 0);
  intervals.Finish();
  EXPECT_EQ(intervals.Find(4), 7);
  EXPECT_EQ(intervals.Find(5), 2);
  EXPECT_EQ(intervals.Find(9), 1);
  EXPECT_EQ(intervals.Find(10), 7);
}

TEST(CellText, KeepsWhatXmlCannotHold) {
  const std::string text = "a<b>&\"c\"\x01\x1b_x0041_ \tend\n\xef\xbf\xbf";
  const std::string xml = EncodeCellText(text);
  EXPECT_EQ(xml, "a&lt;b&gt;&amp;\"c\"_x0001__x001B__x005F_x0041_ \tend\n_xFFFF_");
  EXPECT_EQ(DecodeCellText("_x0001__x005F_x0041__x000A_"), "\x01_x0041_\n");
  EXPECT_EQ(DecodeCellText("_xD800_ _x0000_ _xZZZZ_"),
            "\xef\xbf\xbd \xef\xbf\xbd _xZZZZ_");
  EXPECT_EQ(EncodeCellText("a\r\nb\rc"), "a\nb\nc");
}

TEST(CellText, IsComparedAsPeopleTypeIt) {
  EXPECT_EQ(Folded("  N\xc2\xa0/ A\n"), "n / a");
  EXPECT_EQ(Folded("\xc3\x84nderung"), "\xc3\xa4nderung");
  EXPECT_EQ(ReadableNumber("1.1000000000000001"), "1.1");
  EXPECT_EQ(ReadableNumber("12"), "12");
  EXPECT_EQ(ReadableNumber("twelve"), "twelve");
  EXPECT_EQ(Utf16Units("a\xc3\xa4\xf0\x9f\x98\x80"), 4u);
}

}  // namespace
}  // namespace clausebook::questionnaires
