// What cells are allowed to hold, wherever the list is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "service/questionnaires/files/read_questionnaire.h"
#include "tests/testing/questionnaires/workbook_builder.h"

namespace clausebook::questionnaires {
namespace {

using clausebook::testing::ListRule;
using clausebook::testing::MakeWorkbook;
using clausebook::testing::Must;
using clausebook::testing::QuestionRows;
using clausebook::testing::SheetRow;
using clausebook::testing::TextCell;
using ::testing::ElementsAre;

using Kind = AllowedAnswers::Kind;

// The list of the first question, if `behind` follows the data of its sheet.
AllowedAnswers ListOf(const std::string& behind, const std::string& workbook = "",
                      std::size_t item = 0) {
  const std::string words = SheetRow(1, TextCell("B1", "Yes") + TextCell("C1", "x")) +
                            SheetRow(2, TextCell("B2", "No")) +
                            SheetRow(4, TextCell("B4", "N/A"));
  const auto file = Must(ReadQuestionnaire(
      MakeWorkbook({{"List", QuestionRows(5), behind},
                    {"My 'words'", words, "", "", " state=\"veryHidden\""}},
                   workbook)));
  return *file.items[item].allowed;
}

TEST(Lists, AreReadFromTheRule) {
  EXPECT_THAT(ListOf(ListRule("C4:C8", "\"Yes, No,NA\"")).values,
              ElementsAre("Yes", "No", "NA"));
  EXPECT_EQ(ListOf(ListRule("C5:C8", "\"Yes,No\"")).kind, Kind::kAnything);
}

TEST(Lists, AreReadFromHiddenSheets) {
  EXPECT_THAT(ListOf(ListRule("C:C", "'My ''words'''!$B$1:$B$9")).values,
              ElementsAre("Yes", "No", "N/A"));
  EXPECT_THAT(ListOf(ListRule("A1:XFD1048576", "'My ''words'''!$B:$B")).values,
              ElementsAre("Yes", "No", "N/A"));
}

TEST(Lists, AreReadFromNames) {
  const std::string names =
      "<definedNames><definedName name=\"Words\">'My ''words'''!$B$1:$B$2</definedName>"
      "<definedName name=\"Alias\">words</definedName>"
      "<definedName name=\"Loop\">Loop</definedName>"
      "<definedName name=\"Words\" localSheetId=\"1\">#REF!</definedName></definedNames>";
  EXPECT_THAT(ListOf(ListRule("C4:C8", "Alias"), names).values, ElementsAre("Yes", "No"));
  EXPECT_EQ(ListOf(ListRule("C4:C8", "Loop"), names).kind, Kind::kUnresolved);
}

TEST(Lists, AreReadFromTheExtension) {
  const std::string extension =
      "<extLst><ext><x14:dataValidations count=\"1\"><x14:dataValidation type=\"list\">"
      "<x14:formula1><xm:f>'My ''words'''!$B$1:$B$2</xm:f></x14:formula1>"
      "<xm:sqref>C4:C6 C8</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
      "</extLst>";
  EXPECT_THAT(ListOf(extension).values, ElementsAre("Yes", "No"));
  EXPECT_EQ(ListOf(extension, "", 3).kind, Kind::kAnything);
  EXPECT_EQ(ListOf(extension, "", 4).kind, Kind::kList);
}

TEST(Lists, MoveWithTheCellUnlessTheyAreFixed) {
  const std::string rule = ListRule("C4:C8", "'My ''words'''!B1:C1");
  EXPECT_THAT(ListOf(rule).values, ElementsAre("Yes", "x"));
  EXPECT_THAT(ListOf(rule, "", 1).values, ElementsAre("No"));
  EXPECT_EQ(ListOf(rule, "", 2).kind, Kind::kUnresolved);
}

TEST(Lists, MayHoldCommasInQuotes) {
  EXPECT_THAT(
      ListOf("<dataValidations><dataValidation type=\"list\" sqref=\"C4\">"
             "<AlternateContent><Choice><list>\"No, never\",Yes,\"so \"\"so\"\"\"</list>"
             "</Choice><Fallback><formula1>\"No never,Yes\"</formula1></Fallback>"
             "</AlternateContent></dataValidation></dataValidations>")
          .values,
      ElementsAre("No, never", "Yes", "so \"so\""));
}

TEST(Lists, ThatAreComputedAreNotKnown) {
  for (const char* formula : {"INDIRECT($A$1)", "OFFSET(A1,0,0,3,1)", "Table1[Words]",
                              "[1]Other!$A$1:$A$3", "Gone!$A$1:$A$3", "$Z$1:$Z$3"}) {
    EXPECT_EQ(ListOf(ListRule("C4:C8", formula)).kind, Kind::kUnresolved) << formula;
  }
}

}  // namespace
}  // namespace clausebook::questionnaires
