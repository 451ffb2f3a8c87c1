// Workbooks that mean harm, or are something else: refused by name, or read safely.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

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
using clausebook::testing::SheetRow;
using clausebook::testing::TextCell;
using clausebook::testing::WorkbookParts;
using ::testing::HasSubstr;

constexpr char kPart[] = "xl/worksheets/sheet1.xml";

std::string Refused(const std::string& bytes) {
  const auto status = ReadQuestionnaire(bytes).status();
  EXPECT_FALSE(status.ok());
  return std::string(status.message());
}

std::map<std::string, std::string> Parts() {
  return WorkbookParts({{"List", QuestionRows(3)}});
}

TEST(Hostile, OtherFormatsAreRefusedByName) {
  std::string ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  EXPECT_THAT(Refused(ole), HasSubstr("XLS"));
  EXPECT_THAT(Refused("%PDF-1.7\nQuestion,Answer\nIs it?,\n"), HasSubstr("PDF"));
  for (const char c : std::string("EncryptedPackage")) ole += {c, '\0'};
  EXPECT_THAT(Refused(ole), HasSubstr("encrypted"));
  EXPECT_THAT(
      Refused(MakeZip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})),
      HasSubstr("ODS"));
  EXPECT_THAT(Refused(MakeZip({{"Index/Document.iwa", "x"}})), HasSubstr("Numbers"));
  EXPECT_THAT(Refused(MakeZip({{"a.txt", "x"}})), HasSubstr("not a workbook"));
  auto parts = Parts();
  parts["_rels/.rels"] =
      "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" "
      "Target=\"xl/workbook.bin\"/></Relationships>";
  EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("XLSB"));
  parts["_rels/.rels"] =
      "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" "
      "Target=\"word/document.xml\"/></Relationships>";
  EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("Word document"));
  EXPECT_THAT(Refused(MakeZip(Parts(), "secret")), HasSubstr("without a password"));
}

TEST(Hostile, MacrosAreKeptAndNeverRun) {
  auto parts = Parts();
  parts["xl/vbaProject.bin"] = "macro";
  auto& relationships = parts["xl/_rels/workbook.xml.rels"];
  relationships.insert(relationships.find("</"),
                       "<Relationship Id=\"v\" Type=\"t/vbaProject\" "
                       "Target=\"vbaProject.bin\"/>");
  const std::string bytes = MakeZip(parts);
  const auto file = Must(ReadQuestionnaire(bytes));
  ASSERT_EQ(file.notes.size(), 1u);
  EXPECT_THAT(file.notes[0], HasSubstr("macros"));
  const auto filled = Must(FillQuestionnaire(bytes, file, {{0, "Yes", "", ""}}));
  EXPECT_EQ(clausebook::testing::ReadPart(filled.bytes, "xl/vbaProject.bin"), "macro");
}

// Two readers may take two different parts for the sheet.
TEST(Hostile, APartThatIsThereTwiceIsNamed) {
  auto parts = Parts();
  parts["xl/worksheets/sheetX.xml"] = parts[kPart];
  std::string bytes = MakeZip(parts);
  for (std::size_t at = 0; (at = bytes.find("sheetX.xml", at)) != std::string::npos;) {
    bytes[at + 5] = '1';
  }
  EXPECT_THAT(Refused(bytes), HasSubstr(std::string("two parts named ") + kPart));
}

TEST(Hostile, NamesMustStayInTheFile) {
  for (const char* name : {"../x", "/etc/passwd", "xl/../../x", "..\\x", "\\x"}) {
    auto parts = Parts();
    parts[name] = "x";
    EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("leads out of the file")) << name;
  }
  auto parts = Parts();
  parts["XL/Workbook.xml"] = "x";
  EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("two parts named"));
  std::map<std::string, std::string> many = Parts();
  for (int i = 0; i < 9000; ++i) many["xl/x" + std::to_string(i)] = "x";
  EXPECT_THAT(Refused(MakeZip(many)), HasSubstr("more than 8192 parts"));
}

TEST(Hostile, BombsAreNotUnpacked) {
  auto parts = Parts();
  parts[kPart].insert(parts[kPart].find("<sheetData>"), std::string(64 << 20, ' '));
  EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("times its size"));
  parts = Parts();
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<a>";
  parts[kPart] = deep;
  EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("too deeply nested"));
}

TEST(Hostile, EntitiesAreNotExpanded) {
  const std::string doctype =
      "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">"
      "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
  for (const char* part : {kPart, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}) {
    auto parts = Parts();
    std::string& xml = parts[part];
    xml.insert(xml.starts_with("<?xml") ? xml.find("?>") + 2 : 0, doctype);
    EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("DOCTYPE")) << part;
  }
}

TEST(Hostile, BrokenXmlIsRefusedWithItsPlace) {
  auto parts = Parts();
  parts[kPart] = "<worksheet><sheetData>";
  EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("sheet1.xml is not XML at byte"));
  const std::map<std::string, std::string> rows = {
      {"<row r=\"1\"><c r=\"B2\"/></row>", "called B2"},
      {"<row r=\"1\"><c r=\"XFE1\"/></row>", "called XFE1"},
      {"<row r=\"1048577\"/>", "number 1048577"},
      {"<row r=\"-1\"/>", "number -1"},
      {"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>", "not there"},
      {"<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>", "twice"}};
  for (const auto& [xml, words] : rows) {
    parts = Parts();
    parts[kPart] = "<worksheet><sheetData>" + xml + "</sheetData></worksheet>";
    EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr(words));
  }
  const std::string whole = MakeZip(Parts());
  for (std::size_t size = 1; size < whole.size(); size += 97) {
    EXPECT_FALSE(ReadQuestionnaire(whole.substr(0, size)).ok()) << size;
  }
}

TEST(Hostile, MillionsOfEmptyRowsCostNothing) {
  std::string rows = QuestionRows(3);
  for (int row = 10; row <= kMostRows; ++row) {
    rows += "<row r=\"" + std::to_string(row) + "\" spans=\"1:9\" ht=\"15.5\"/>";
  }
  const std::string bytes =
      MakeWorkbook({{"List", rows, ListRule("C1:C1048576", "\"Yes,No\"")}});
  const auto file = Must(ReadQuestionnaire(bytes));
  EXPECT_EQ(file.items.size(), 3u);
  const auto filled = Must(FillQuestionnaire(bytes, file, {{2, "Yes", "", ""}}));
  EXPECT_EQ(filled.ledger[0].outcome, CellOutcome::kWritten);
}

TEST(Hostile, WholeColumnsOfChoicesAreNotEnumerated) {
  std::string rules = "<dataValidations>";
  for (int i = 0; i < 2000; ++i) {
    rules +=
        "<dataValidation type=\"list\" sqref=\"A1:XFD1048576\"><formula1>List!$1:"
        "$1048576</formula1></dataValidation>";
  }
  const auto file = Must(ReadQuestionnaire(
      MakeWorkbook({{"List", QuestionRows(50), rules + "</dataValidations>"}})));
  EXPECT_EQ(file.items.size(), 50u);
}

TEST(Hostile, OneLongTextInManyCellsIsBounded) {
  auto parts = Parts();
  parts["xl/sharedStrings.xml"] =
      "<sst><si><t>Do you " + std::string(30000, 'x') + "?</t></si></sst>";
  auto& relationships = parts["xl/_rels/workbook.xml.rels"];
  relationships.insert(relationships.find("</"),
                       "<Relationship Id=\"s\" Type=\"t/sharedStrings\" "
                       "Target=\"sharedStrings.xml\"/>");
  std::string rows = QuestionRows(0);
  for (int row = 4; row < 5000; ++row) {
    rows += SheetRow(row, "<c r=\"B" + std::to_string(row) + "\" t=\"s\"><v>0</v></c>");
  }
  parts[kPart] = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
  EXPECT_THAT(Refused(MakeZip(parts)), HasSubstr("MiB of them"));
}

}  // namespace
}  // namespace clausebook::questionnaires
