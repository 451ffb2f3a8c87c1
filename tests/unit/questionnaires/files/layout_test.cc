// Which columns hold what: guessed, shown, said.
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
using ::testing::HasSubstr;

QuestionnaireFile Read(const std::string& bytes, const ReadOptions& options = {}) {
  return Must(ReadQuestionnaire(bytes, options));
}

TEST(Layout, IsFoundBelowTitles) {
  const auto file = Read(MakeWorkbook(
      {{"Intro", SheetRow(1, TextCell("A1", "Hello"))}, {"List", QuestionRows(5)}}));
  ASSERT_EQ(file.items.size(), 5u);
  EXPECT_FALSE(file.sheets[0].layout);
  EXPECT_EQ(
      file.sheets[1].shown,
      "header in row 3; ids in A \"No.\"; questions in B \"Question\"; answers in C "
      "\"Answer\"; comments in D \"Comments\"");
  EXPECT_EQ(file.items[1].id, "Q2");
  EXPECT_EQ(file.items[1].question, "Do you keep logs of kind 2?");
  EXPECT_EQ(ToString(file.items[1].answer_at), "C5");
  EXPECT_EQ(ToString(file.items[1].comment_at), "D5");
}

TEST(Layout, IsFoundInOtherLanguages) {
  const auto german = Read(
      "Bereich;Frage;Antwort;Bemerkung\r\n"
      "Daten;Wo werden die Daten gespeichert?;;\r\n"
      ";Wie lange werden sie aufbewahrt?;;\r\n"
      "Betrieb;Wer hat Zugriff auf die Daten?;;\r\n");
  ASSERT_EQ(german.items.size(), 3u);
  EXPECT_EQ(german.items[1].section, "Daten");
  EXPECT_EQ(ToString(german.items[2].answer_at), "C4");
  EXPECT_EQ(ToString(german.items[2].comment_at), "D4");
  const auto french = Read(
      "N\xc2\xb0\tQuestion\tR\xc3\xa9ponse\tCommentaire\n"
      "1\tO\xc3\xb9 sont stock\xc3\xa9"
      "es les donn\xc3\xa9"
      "es ?\t\t\n"
      "2\tQui y a acc\xc3\xa8s au quotidien ?\t\t\n");
  ASSERT_EQ(french.items.size(), 2u);
  EXPECT_EQ(ToString(french.items[0].answer_at), "C2");
}

// The headers of a section are its title, and come again with each section.
TEST(Layout, TakesRepeatedHeadersForSections) {
  std::string rows;
  int row = 1;
  for (const char* section : {"Hosting", "Access"}) {
    rows +=
        SheetRow(row, TextCell("A" + std::to_string(row), section) +
                          TextCell("C" + std::to_string(row), "Answer") +
                          TextCell("D" + std::to_string(row), "Additional Information"));
    ++row;
    for (int i = 0; i < 4; ++i, ++row) {
      const std::string at = std::to_string(row);
      rows +=
          SheetRow(row, TextCell("A" + at, "HO-0" + at) +
                            TextCell("B" + at, "Do you host it in place " + at + "?"));
    }
  }
  const auto file = Read(MakeWorkbook({{"L", rows, ListRule("C2:C10", "\"Yes,No\"")}}));
  ASSERT_EQ(file.items.size(), 8u);
  EXPECT_EQ(file.items[0].section, "Hosting");
  EXPECT_EQ(file.items[7].section, "Access");
  EXPECT_EQ(ToString(file.items[4].answer_at), "C7");
}

TEST(Layout, KeepsAwayFromHiddenAndComputedSheets) {
  std::string computed =
      SheetRow(1, TextCell("A1", "Question") + TextCell("B1", "Answer"));
  for (int i = 2; i < 8; ++i) {
    const std::string at = std::to_string(i);
    computed +=
        SheetRow(i, TextCell("A" + at, "Do you keep logs of kind " + at + "?") +
                        "<c r=\"B" + at + "\"><f>List!C" + at + "</f><v>0</v></c>");
  }
  const std::string bytes =
      MakeWorkbook({{"List", QuestionRows(5)},
                    {"Score", computed},
                    {"Old", QuestionRows(3), "", "", " state=\"hidden\""}});
  EXPECT_EQ(Read(bytes).items.size(), 5u);
  EXPECT_EQ(Read(bytes, {.hidden_sheets = true}).items.size(), 8u);
  EXPECT_EQ(Read(bytes, {.layouts = {{.sheet = "old"}}}).items.size(), 8u);
}

TEST(Layout, GivesWayToWhatIsSaid) {
  const std::string bytes = MakeWorkbook({{"List", QuestionRows(5)}});
  const auto file = Read(bytes, {.layouts = {{.answer = "Comments", .comment = "F"}}});
  EXPECT_EQ(ToString(file.items[0].answer_at), "D4");
  EXPECT_EQ(ToString(file.items[0].comment_at), "F4");
  const auto last = Read(bytes, {.layouts = {{.first_row = 6, .last_row = 7}}});
  EXPECT_EQ(last.items.size(), 2u);
  const auto status =
      ReadQuestionnaire(bytes, {.layouts = {{.answer = "Verdict"}}}).status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("has no column Verdict"));
  const auto sheet = ReadQuestionnaire(bytes, {.layouts = {{.sheet = "Lisst"}}}).status();
  EXPECT_THAT(std::string(sheet.message()), HasSubstr("It has: List"));
}

TEST(Layout, LeavesMergedAnswersToTheirFirstCell) {
  const auto file =
      Read(MakeWorkbook({{"List", QuestionRows(4),
                          "<mergeCells><mergeCell ref=\"C4:C5\"/><mergeCell "
                          "ref=\"D6:E6\"/></mergeCells>"}}));
  EXPECT_EQ(ToString(file.items[1].answer_at), "C4");
  EXPECT_EQ(ToString(file.items[2].comment_at), "D6");
}

}  // namespace
}  // namespace clausebook::questionnaires
