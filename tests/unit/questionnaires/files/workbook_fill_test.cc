// Workbooks filled in place: what changes, what does not, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "service/package/zip_edit.h"
#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/read_questionnaire.h"
#include "tests/testing/questionnaires/workbook_builder.h"

namespace clausebook::questionnaires {
namespace {

using clausebook::testing::ListRule;
using clausebook::testing::MakeWorkbook;
using clausebook::testing::MakeZip;
using clausebook::testing::Must;
using clausebook::testing::QuestionRows;
using clausebook::testing::ReadPart;
using clausebook::testing::SheetRow;
using clausebook::testing::TextCell;
using clausebook::testing::WorkbookParts;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kPart[] = "xl/worksheets/sheet1.xml";

FilledFile Fill(const std::string& bytes, const std::vector<ItemAnswer>& answers,
                const FillOptions& options = {}) {
  return Must(FillQuestionnaire(bytes, Must(ReadQuestionnaire(bytes)), answers, options));
}

std::vector<std::string> Outcomes(const FilledFile& filled) {
  std::vector<std::string> outcomes;
  for (const LedgerEntry& entry : filled.ledger) {
    outcomes.push_back(entry.cell + " " + std::string(OutcomeName(entry.outcome)));
  }
  return outcomes;
}

// `text` with the first `from` as `to`.
std::string With(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not there: " + from);
  return text.replace(at, from.size(), to);
}

TEST(WorkbookFill, ChangesTheBytesOfTheCellAlone) {
  std::string rows = QuestionRows(3);
  rows = With(rows, "</row><row r=\"5\">",
              "<c  r='C4' s='1' /><c r='F4'><v>7</v></c></row><row r=\"5\">");
  const std::string bytes = MakeWorkbook({{"List", rows}});
  const auto filled = Fill(bytes, {{0, "Yes & <no>\nend", "", "answers/1"}});
  EXPECT_EQ(ReadPart(filled.bytes, kPart),
            With(ReadPart(bytes, kPart), "<c  r='C4' s='1' />",
                 "<c r=\"C4\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                 "Yes &amp; &lt;no&gt;\nend</t></is></c>"));
  EXPECT_THAT(filled.parts, ElementsAre(kPart));
  Must(package::CheckOnlyChanged(bytes, filled.bytes, {{kPart, ""}}));
  const auto again = Must(ReadQuestionnaire(filled.bytes));
  EXPECT_EQ(again.items[0].answer, "Yes & <no>\nend");
}

TEST(WorkbookFill, MakesCellsAndRowsThatAreNotThere) {
  const std::string bytes = MakeWorkbook({{"List", QuestionRows(2), "",
                                           "<dimension ref=\"A1:B5\"/><cols><col "
                                           "min=\"3\" max=\"4\" style=\"1\"/></cols>"}});
  const auto filled = Fill(bytes, {{1, "Two", "Why", ""}, {0, "One", "", ""}});
  EXPECT_THAT(Outcomes(filled), ElementsAre("C5 written", "D5 written", "C4 written"));
  const std::string xml = ReadPart(filled.bytes, kPart);
  EXPECT_THAT(xml, HasSubstr("<dimension ref=\"A1:D5\"/>"));
  EXPECT_THAT(xml, HasSubstr("</c><c r=\"C5\" s=\"1\" t=\"inlineStr\"><is><t "
                             "xml:space=\"preserve\">Two</t></is></c><c r=\"D5\""));
  const auto again = Must(ReadQuestionnaire(filled.bytes));
  EXPECT_EQ(again.items[1].comment, "Why");
}

TEST(WorkbookFill, WritesIntoMergedCellsInOtherRows) {
  // The answer's merge begins in a row that is not there.
  std::string rows = QuestionRows(1);
  const std::string bytes = MakeWorkbook(
      {{"List", rows, "<mergeCells><mergeCell ref=\"C4:C5\"/></mergeCells>"}});
  const auto filled = Fill(bytes, {{0, "Yes", "", ""}});
  EXPECT_THAT(Outcomes(filled), ElementsAre("C4 written"));
  const std::string twice = MakeWorkbook(
      {{"List", QuestionRows(2), "<mergeCells><mergeCell ref=\"C4:C5\"/></mergeCells>"}});
  EXPECT_THAT(Outcomes(Fill(twice, {{0, "Yes", "", ""}, {1, "No", "", ""}})),
              ElementsAre("C4 written", "C4 shared-cell"));
}

TEST(WorkbookFill, KeepsPrefixesAndSelfClosingRows) {
  auto parts = WorkbookParts({{"List", ""}});
  parts[kPart] =
      "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData><x:row r=\"1\">"
      "<x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>Question</x:t></x:is></x:c>"
      "<x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t>Answer</x:t></x:is></x:c></x:row>"
      "<x:row r=\"2\"><x:c r=\"A2\" t=\"inlineStr\"><x:is><x:t>Do you encrypt data at "
      "rest?</x:t></x:is></x:c></x:row><x:row r=\"3\" ht=\"9\"/></x:sheetData>"
      "<x:mergeCells><x:mergeCell ref=\"B2:B3\"/></x:mergeCells></x:worksheet>";
  const std::string bytes = MakeZip(parts);
  const auto filled = Fill(bytes, {{0, "Yes", "", ""}});
  EXPECT_THAT(ReadPart(filled.bytes, kPart),
              HasSubstr("</x:c><x:c r=\"B2\" s=\"0\" t=\"inlineStr\"><x:is><x:t "
                        "xml:space=\"preserve\">Yes</x:t></x:is></x:c></x:row>"));
}

TEST(WorkbookFill, LeavesWhatItMustNotWrite) {
  std::string rows = QuestionRows(4);
  rows =
      With(rows, "</row><row r=\"5\">", TextCell("C4", "Maybe") + "</row><row r=\"5\">");
  rows = With(rows, "</row><row r=\"6\">",
              "<c r=\"C5\"><f>1+1</f><v>2</v></c></row><row r=\"6\">");
  rows = With(rows, "</row><row r=\"7\">",
              "<c r=\"C6\"><f t=\"array\" ref=\"C6:C7\">A1:A2</f><v>2</v></c></row><row "
              "r=\"7\">");
  const std::string bytes = MakeWorkbook({{"List", rows}});
  const std::vector<ItemAnswer> answers = {
      {0, "Yes", "", ""}, {1, "Yes", "", ""}, {2, "Yes", "", ""}, {3, "Yes", "", ""}};
  EXPECT_THAT(Outcomes(Fill(bytes, answers)),
              ElementsAre("C4 filled", "C5 formula", "C6 formula", "C7 formula"));
  EXPECT_EQ(Fill(bytes, answers).bytes, bytes);
  const auto told = Fill(bytes, answers, {.overwrite = true});
  EXPECT_EQ(Outcomes(told)[0], "C4 written");
  EXPECT_EQ(told.ledger[0].before, "Maybe");
  EXPECT_THAT(Outcomes(Fill(bytes, {{0, "Maybe", "", ""}})), ElementsAre("C4 unchanged"));
  EXPECT_THAT(Outcomes(Fill(bytes, {{0, "", std::string(40000, 'x'), ""}})),
              ElementsAre("D4 too-long"));
}

TEST(WorkbookFill, HonoursLocksOfProtectedSheets) {
  const std::string rows = With(QuestionRows(2), "</row><row r=\"5\">",
                                "<c r=\"C4\" s=\"1\"/></row><row r=\"5\">");
  const std::string bytes =
      MakeWorkbook({{"List", rows, "<sheetProtection sheet=\"1\"/>"}});
  const std::vector<ItemAnswer> answers = {{0, "Yes", "", ""}, {1, "Yes", "", ""}};
  EXPECT_THAT(Outcomes(Fill(bytes, answers)), ElementsAre("C4 written", "C5 locked"));
  EXPECT_THAT(Outcomes(Fill(bytes, answers, {.unlock = true})),
              ElementsAre("C4 written", "C5 written"));
}

// A citation beside somebody else's answer would be read as the reason for that answer.
TEST(WorkbookFill, LeavesTheCommentOutWhereTheAnswerIsRefused) {
  std::string rows = QuestionRows(3);
  rows =
      With(rows, "</row><row r=\"5\">", TextCell("C4", "Maybe") + "</row><row r=\"5\">");
  rows = With(rows, "</row><row r=\"6\">",
              "<c r=\"C5\"><f>1+1</f><v>2</v></c></row><row r=\"6\">");
  const std::string bytes = MakeWorkbook({{"List", rows}});
  const std::vector<ItemAnswer> answers = {
      {0, "Yes", "Why", ""}, {1, "Yes", "Why", ""}, {2, "Yes", "Why", ""}};
  EXPECT_THAT(Outcomes(Fill(bytes, answers)),
              ElementsAre("C4 filled", "D4 answer-not-written", "C5 formula",
                          "D5 answer-not-written", "C6 written", "D6 written"));
  // A comment that stands for itself has nothing to wait for.
  EXPECT_THAT(Outcomes(Fill(bytes, {{0, "", "Why", ""}})), ElementsAre("D4 written"));
  // Locks are found while the sheet is written.
  rows = With(QuestionRows(2), "</row><row r=\"5\">",
              "<c r=\"D4\" s=\"1\"/></row><row r=\"5\">");
  const std::string locked =
      MakeWorkbook({{"List", rows, "<sheetProtection sheet=\"1\"/>"}});
  const auto filled = Fill(locked, {{0, "Yes", "Why", ""}});
  EXPECT_THAT(Outcomes(filled), ElementsAre("C4 locked", "D4 answer-not-written"));
  EXPECT_EQ(filled.bytes, locked);
}

TEST(WorkbookFill, WritesTheListsOwnWords) {
  const std::string bytes =
      MakeWorkbook({{"List", QuestionRows(3), ListRule("C4:C5", "\"YES,No,N/A\"")}});
  const std::vector<ItemAnswer> answers = {
      {0, "yes", "", ""}, {1, "Not applicable", "", ""}, {2, "anything", "", ""}};
  const auto filled = Fill(bytes, answers);
  EXPECT_THAT(Outcomes(filled),
              ElementsAre("C4 written", "C5 not-in-list", "C6 written"));
  EXPECT_EQ(filled.ledger[0].after, "YES");
  EXPECT_EQ(filled.ledger[1].after, "");
  EXPECT_EQ(Outcomes(Fill(bytes, answers, {.allow_unlisted = true}))[1], "C5 written");
  const std::string unknown =
      MakeWorkbook({{"List", QuestionRows(1), ListRule("C4", "INDIRECT(A1)")}});
  EXPECT_THAT(Outcomes(Fill(unknown, {{0, "Yes", "", ""}})),
              ElementsAre("C4 list-unknown"));
}

TEST(WorkbookFill, OrdersComputationWhereThereIsAny) {
  const std::string rows =
      QuestionRows(1) + SheetRow(9, "<c r=\"A9\"><f>COUNTA(C4)</f><v>0</v></c>");
  const std::string plain = MakeWorkbook({{"List", rows}});
  EXPECT_THAT(ReadPart(Fill(plain, {{0, "Yes", "", ""}}).bytes, "xl/workbook.xml"),
              HasSubstr("</sheets><calcPr fullCalcOnLoad=\"1\"/></workbook>"));
  const std::string has = MakeWorkbook(
      {{"List", rows}}, "<definedNames/><calcPr calcId=\"1\" fullCalcOnLoad=\"0\"/>");
  EXPECT_THAT(ReadPart(Fill(has, {{0, "Yes", "", ""}}).bytes, "xl/workbook.xml"),
              HasSubstr("<definedNames/><calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/>"));
  EXPECT_EQ(Fill(has, {}).bytes, has);
}

TEST(WorkbookFill, IsTheSameForTheSameAnswers) {
  const std::string bytes = MakeWorkbook({{"List", QuestionRows(3)}});
  EXPECT_EQ(Fill(bytes, {{0, "Yes", "", ""}}).bytes,
            Fill(bytes, {{0, "Yes", "", ""}}).bytes);
}

TEST(WorkbookFill, RefusesOtherFilesAndAnswers) {
  const std::string bytes = MakeWorkbook({{"List", QuestionRows(3)}});
  const auto file = Must(ReadQuestionnaire(bytes));
  const auto refused = [&](const std::string& with,
                           const std::vector<ItemAnswer>& answers) {
    return std::string(FillQuestionnaire(with, file, answers).status().message());
  };
  EXPECT_THAT(refused(bytes + " ", {}), HasSubstr("not the one that was read"));
  EXPECT_THAT(refused(bytes, {{3, "Yes", "", ""}}), HasSubstr("no number 3"));
  EXPECT_THAT(refused(bytes, {{1, "a", "", ""}, {1, "b", "", ""}}), HasSubstr("twice"));
  EXPECT_THAT(refused(bytes, {{1, "\xff", "", ""}}), HasSubstr("not UTF-8"));
}

TEST(WorkbookFill, RefusesSignedWorkbooksButReadsThem) {
  auto parts = WorkbookParts({{"List", QuestionRows(3)}});
  parts["_xmlsignatures/sig1.xml"] = "<Signature/>";
  const std::string bytes = MakeZip(parts);
  const auto file = Must(ReadQuestionnaire(bytes));
  EXPECT_EQ(file.items.size(), 3u);
  const auto status = FillQuestionnaire(bytes, file, {}).status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("digitally signed"));
}

TEST(WorkbookFill, RefusesSheetsThatAreOutOfOrder) {
  std::string rows = QuestionRows(2);
  rows = With(rows, "row r=\"1\"", "row r=\"9\"");
  rows = With(rows, "r=\"A1\"", "r=\"A9\"");
  const std::string bytes = MakeWorkbook({{"List", rows}});
  const auto status =
      FillQuestionnaire(bytes, Must(ReadQuestionnaire(bytes)), {{0, "Yes", "", ""}})
          .status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("not in order"));
}

TEST(Ledger, SaysWhatWasWrittenFromWhichAnswer) {
  const std::string bytes = MakeWorkbook({{"List", QuestionRows(1)}});
  const auto filled = Fill(bytes, {{0, "Yes", "Clause 4", "apps/x/answers/encryption"}});
  const auto json = nlohmann::json::parse(LedgerJson(filled));
  EXPECT_EQ(json["file_after"], "sha256:" + filled.digest_after);
  EXPECT_EQ(json["cells"][1]["cell"], "D4");
  EXPECT_EQ(json["cells"][1]["kind"], "comment");
  EXPECT_EQ(json["cells"][0]["answer"], "apps/x/answers/encryption");
  EXPECT_EQ(json["cells"][0]["outcome"], "written");
}

}  // namespace
}  // namespace clausebook::questionnaires
