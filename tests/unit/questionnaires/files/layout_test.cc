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

// Rows that have the words of headers in their texts: a list of controls, or of the same
// statements in two languages.
TEST(Layout, TakesNoRowOfTheListForItsHeader) {
  const auto controls = Read(
      "Domain,Title,Control ID,Control Specification\n"
      "Plans,Plan Register,PL-01,Keep a register of all the plans that there are.\n"
      "Plans,Plan Owners,PL-02,Name an owner for each plan and a deputy.\n"
      "Plans,Response Plan,PL-03,Rehearse the plan for floods once in each season.\n"
      "Plans,Plan Archive,PL-04,Archive each plan once it was replaced by another.\n"
      "Plans,Plan Readers,PL-05,Tell each reader of a plan where it is to be found.\n"
      "Plans,Plan Printing,PL-06,Print the plans that are needed without power.\n");
  ASSERT_EQ(controls.items.size(), 6u);
  EXPECT_EQ(controls.items[2].id, "PL-03");
  const auto statements = Read(
      "ref,description,description[en]\n"
      "A.1,Un registre des plans est tenu.,A register of the plans is kept.\n"
      "A.2,Un plan de secours est en place.,A response plan is in place here.\n"
      "A.3,Les plans sont relus par tous.,The plans are read again by all.\n"
      "A.4,Les plans sont au coffre.,The plans are kept in the safe.\n");
  EXPECT_EQ(statements.items.size(), 4u);
}

TEST(Layout, KnowsWhatMustBeAnsweredFromTheAnswer) {
  const auto file = Read(
      "question_id,category,question,response_required\n"
      "Q-1,Data,Do you sell our data?,Yes\n"
      "Q-2,Data,Where is our data stored?,Yes\n"
      "Q-3,Data,Do you keep backups of our data?,Yes\n");
  ASSERT_EQ(file.items.size(), 3u);
  EXPECT_EQ(file.items[0].answer, "");
  const auto asked = Read(
      "Question,Response (required)\n"
      "Do you sell our data?,\nWhere is our data stored?,\n");
  EXPECT_EQ(ToString(asked.items[0].answer_at), "B2");
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
