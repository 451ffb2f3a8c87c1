// A vendor with a fact book, a customer's workbook, and a server that fills it.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_CLI_FILL_TEST_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_CLI_FILL_TEST_H_

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/integration/cli_test.h"
#include "tests/testing/questionnaires/workbook_builder.h"

namespace clausebook {

class CliFillTest : public CliTest {
 protected:
  static constexpr int kNeedsPerson = 13;

  // A book of a vendor of its own, whose app is `VENDOR-app`: it does not sell data, and
  // two policies disagree about how long data is kept.
  std::string MakeBook(const std::string& vendor) {
    const std::string dir = folder_.File(vendor);
    std::filesystem::create_directory(dir);
    testing::WriteWholeFile(dir + "/factbook.yaml",
                            "clausebook: 1\nvendor: {id: " + vendor +
                                ", name: " + vendor + "}\napps:\n  - {id: " + vendor +
                                R"(-app, name: Ledgerly}
policies:
  - id: privacy
    title: Privacy Policy
    revisions:
      - {file: privacy.txt, effective: 2025-01-01}
  - id: dpa
    title: Processing Terms
    revisions:
      - {file: dpa.txt, effective: 2025-01-01}
facts:
  - id: not-sold
    apps: all
    property: use.sold
    equals: false
    policy: privacy
    quote: We never sell your data.
  - id: kept-a-month
    apps: all
    property: retention.after_uninstall
    at_most: 30 days
    policy: privacy
    quote: Data is deleted within 30 days after you uninstall the app.
  - id: kept-a-quarter
    apps: all
    property: retention.after_uninstall
    equals: 90 days
    policy: dpa
    quote: Data is erased 90 days after the app was uninstalled.
)");
    testing::WriteWholeFile(dir + "/privacy.txt",
                            "Privacy Policy\n\nWe never sell your data.\nData is deleted "
                            "within 30 days after you uninstall the app.\n");
    testing::WriteWholeFile(
        dir + "/dpa.txt",
        "Processing Terms\n\nData is erased 90 days after the app was "
        "uninstalled.\n");
    return dir;
  }
  // The same, held by the server.
  std::string ApplyBook(const std::string& vendor) {
    std::string dir = MakeBook(vendor);
    Output({"apply", dir});
    return dir;
  }
  // Takes the sentence on selling out of policy and book.
  static void StopDenying(const std::string& dir) {
    std::string book = testing::ReadWholeFile(dir + "/factbook.yaml");
    const auto begin = book.find("  - id: not-sold");
    book.erase(begin, book.find("  - id: kept-a-month") - begin);
    testing::WriteWholeFile(dir + "/factbook.yaml", book);
  }

  // Rows of the workbook: the question, and how it comes out for that vendor.
  static constexpr const char* kSold = "Do you sell our data?";                    // No
  static constexpr const char* kNeverSold = "Do you promise never to sell data?";  // Yes
  static constexpr const char* kKept =
      "How long is data kept after the app is uninstalled?";                // CONFLICT
  static constexpr const char* kTested = "Is the app penetration-tested?";  // UNKNOWN
  static constexpr const char* kDoors = "Are your fire doors inspected every year?";

  // A workbook with a title, a header in row 3, the questions from row 4 on, and a list
  // of words for their answers. Its path.
  std::string MakeWorkbook(const std::string& name,
                           const std::vector<std::string>& questions) {
    using testing::SheetRow;
    using testing::TextCell;
    std::string rows =
        SheetRow(1, TextCell("A1", "Supplier assurance of Amsel GmbH")) +
        SheetRow(3, TextCell("A3", "No.") + TextCell("B3", "Question") +
                        TextCell("C3", "Answer") + TextCell("D3", "Comments"));
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const std::string row = std::to_string(4 + i);
      rows += SheetRow(static_cast<int>(4 + i),
                       TextCell("A" + row, "Q" + std::to_string(i + 1)) +
                           TextCell("B" + row, questions[i]));
    }
    std::string path = folder_.File(name);
    testing::WriteWholeFile(
        path, testing::MakeWorkbook(
                  {{"Controls", rows, testing::ListRule("C4:C40", "\"Yes,No,N/A\"")}}));
    return path;
  }
  std::string MakeUsualWorkbook(const std::string& name = "security.xlsx") {
    return MakeWorkbook(name, {kSold, kNeverSold, kKept, kTested, kDoors});
  }

  // The text in a cell of the first sheet; empty if there is none.
  static std::string CellText(const std::string& path, const std::string& cell) {
    const std::string sheet =
        testing::ReadPart(testing::ReadWholeFile(path), "xl/worksheets/sheet1.xml");
    const auto begin = sheet.find("<c r=\"" + cell + "\"");
    if (begin == std::string::npos) return "";
    const auto end = sheet.find("</c>", begin);
    const auto text = sheet.find("<t", begin);
    if (text == std::string::npos || text > end) return "";
    const auto from = sheet.find('>', text) + 1;
    return sheet.substr(from, sheet.find("</t>", from) - from);
  }

  // What it wrote to standard output, having ended with `exit_code`.
  static std::string OutputWith(int exit_code, std::vector<std::string> words) {
    const auto result = Run(std::move(words));
    EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
    EXPECT_EQ(result.err, "");
    return result.out;
  }
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_CLI_FILL_TEST_H_
