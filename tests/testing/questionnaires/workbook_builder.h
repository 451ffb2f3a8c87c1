// Workbooks made to measure: parts as text, so that tests see what they are about.
#ifndef CLAUSEBOOK_TESTS_TESTING_QUESTIONNAIRES_WORKBOOK_BUILDER_H_
#define CLAUSEBOOK_TESTS_TESTING_QUESTIONNAIRES_WORKBOOK_BUILDER_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "service/package/zip_package.h"
#include "service/questionnaires/files/workbook_package.h"
#include "tests/testing/documents/documents.h"
#include "tests/testing/must.h"

namespace clausebook::testing {

inline constexpr std::string_view kSheetNamespaces =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\" "
    "xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\"";

// `<c r="B2" t="inlineStr" …>`; `more` are attributes.
inline std::string TextCell(const std::string& at, const std::string& text,
                            const std::string& more = "") {
  return "<c r=\"" + at + "\" t=\"inlineStr\"" + more + "><is><t>" + text +
         "</t></is></c>";
}

inline std::string SheetRow(int number, const std::string& cells) {
  return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}

struct SheetParts {
  std::string name;
  std::string rows;         // what is in sheetData
  std::string behind = "";  // what follows it: merges, validations
  std::string before = "";  // cols, dimension
  std::string state = "";   // ` state="hidden"`
};

// `workbook` is put behind the sheets in the workbook's part.
inline std::map<std::string, std::string> WorkbookParts(
    const std::vector<SheetParts>& sheets, const std::string& workbook = "") {
  const std::string ns(kSheetNamespaces);
  const std::string types =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::string list, relationships;
  std::map<std::string, std::string> parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + id + "\" r:id=\"rId" +
            id + "\"" + sheets[i].state + "/>";
    relationships += "<Relationship Id=\"rId" + id + "\" Type=\"" + types +
                     "worksheet\" Target=\"worksheets/sheet" + id + ".xml\"/>";
    parts["xl/worksheets/sheet" + id + ".xml"] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet " + ns + ">" +
        sheets[i].before + "<sheetData>" + sheets[i].rows + "</sheetData>" +
        sheets[i].behind + "</worksheet>";
  }
  relationships +=
      "<Relationship Id=\"rIdS\" Type=\"" + types + "styles\" Target=\"styles.xml\"/>";
  parts["_rels/.rels"] = "<Relationships><Relationship Id=\"rId1\" Type=\"" + types +
                         "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
  parts["xl/workbook.xml"] =
      "<workbook " + ns + "><sheets>" + list + "</sheets>" + workbook + "</workbook>";
  parts["xl/_rels/workbook.xml.rels"] =
      "<Relationships>" + relationships + "</Relationships>";
  // Style 1 is not locked.
  parts["xl/styles.xml"] = "<styleSheet " + ns +
                           "><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf "
                           "numFmtId=\"0\" applyProtection=\"1\"><protection "
                           "locked=\"0\"/></xf></cellXfs></styleSheet>";
  parts["docProps/app.xml"] = "<Properties>Kept as it is</Properties>";
  return parts;
}

inline std::string MakeWorkbook(const std::vector<SheetParts>& sheets,
                                const std::string& workbook = "") {
  return MakeZip(WorkbookParts(sheets, workbook));
}

// A list with a title, a header in row 3 and `count` questions below.
inline std::string QuestionRows(int count) {
  std::string rows =
      SheetRow(1, TextCell("A1", "Supplier assurance of Amsel GmbH")) +
      SheetRow(3, TextCell("A3", "No.") + TextCell("B3", "Question") +
                      TextCell("C3", "Answer") + TextCell("D3", "Comments"));
  for (int i = 0; i < count; ++i) {
    const std::string row = std::to_string(4 + i);
    rows += SheetRow(4 + i, TextCell("A" + row, "Q" + std::to_string(i + 1)) +
                                TextCell("B" + row, "Do you keep logs of kind " +
                                                        std::to_string(i + 1) + "?"));
  }
  return rows;
}

inline std::string ListRule(const std::string& range, const std::string& formula) {
  return "<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"" + range +
         "\"><formula1>" + formula + "</formula1></dataValidation></dataValidations>";
}

inline std::string ReadPart(const std::string& bytes, const std::string& part) {
  auto zip = Must(package::ZipPackage::Open(bytes, questionnaires::kWorkbookTerms));
  return Must(zip.Read(part));
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_QUESTIONNAIRES_WORKBOOK_BUILDER_H_
