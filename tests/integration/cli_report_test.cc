// Pages from the command line.
#include <filesystem>

#include "tests/integration/cli_test.h"
#include "tests/testing/program.h"

namespace clausebook {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using CliReportTest = CliTest;

TEST_F(CliReportTest, WritesAPage) {
  const std::string file = folder_.File("page.html");
  EXPECT_THAT(Output({"report", "--app", "tidewatch", "--out", file}), HasSubstr(file));
  const std::string page = testing::ReadWholeFile(file);
  EXPECT_EQ(page.rfind("<!DOCTYPE html>", 0), 0u);
  EXPECT_THAT(page, HasSubstr("“All of it stays in Atlassian’s custody.”"));
  EXPECT_EQ(Output({"report", "--app", "tidewatch", "--out", "-"}), page);
}

TEST_F(CliReportTest, WritesAFolderOfAVendor) {
  const std::string folder = folder_.File("pages");
  Output({"report", "--vendor", "lanternfish", "--out", folder});
  EXPECT_THAT(testing::ReadWholeFile(folder + "/index.html"),
              HasSubstr("href=\"apps/soundings.html#data-sold\""));
  EXPECT_THAT(testing::ReadWholeFile(folder + "/apps/soundings.html"),
              HasSubstr("id=\"data-sold\""));
}

TEST_F(CliReportTest, AnAppThatIsCalledIndexKeepsItsPageAndTheTable) {
  const std::string book = folder_.File("book");
  std::filesystem::create_directory(book);
  testing::WriteWholeFile(book + "/factbook.yaml",
                          "clausebook: 1\n"
                          "vendor: {id: edgecase, name: Edge Case}\n"
                          "apps:\n  - {id: index, name: Index Cards}\n"
                          "  - {id: nul, name: Nullable}\n");
  Output({"apply", book});
  const std::string folder = folder_.File("pages");
  Output({"report", "--vendor", "edgecase", "--out", folder});
  EXPECT_THAT(testing::ReadWholeFile(folder + "/index.html"),
              HasSubstr("<table class=\"matrix\">"));
  EXPECT_THAT(testing::ReadWholeFile(folder + "/apps/index.html"),
              HasSubstr("Index Cards"));
  EXPECT_THAT(testing::ReadWholeFile(folder + "/index.html"),
              HasSubstr("href=\"apps/nul_.html"));
  EXPECT_THAT(testing::ReadWholeFile(folder + "/apps/nul_.html"), HasSubstr("Nullable"))
      << "Windows keeps nul.html for a device";
}

TEST_F(CliReportTest, WritesTheTableAlone) {
  EXPECT_THAT(Output({"report", "--vendor", "lanternfish", "--matrix", "--out", "-"}),
              HasSubstr("<table class=\"matrix\">"));
}

TEST_F(CliReportTest, WritesThoseAppsThatAreNamed) {
  const std::string table = Output({"report", "--vendor", "lanternfish", "--apps",
                                    "tidewatch", "--matrix", "--out", "-"});
  EXPECT_THAT(table, HasSubstr("Tidewatch"));
  EXPECT_THAT(table, Not(HasSubstr("Soundings")));
  const std::string folder = folder_.File("some");
  Output({"report", "--vendor", "lanternfish", "--apps", "tidewatch,soundings", "--out",
          folder});
  EXPECT_TRUE(std::filesystem::exists(folder + "/apps/soundings.html"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder + "/apps"), {}), 2);
  EXPECT_THAT(Complaint({"report", "--app", "tidewatch", "--apps", "x", "--out", "-"}, 2),
              HasSubstr("--vendor"));
}

TEST_F(CliReportTest, SaysWhatIsMissingOrWrong) {
  EXPECT_THAT(Complaint({"report", "--out", "x.html"}, 2), HasSubstr("--app"));
  EXPECT_THAT(Complaint({"report", "--app", "tidewatch"}, 2), HasSubstr("--out"));
  EXPECT_THAT(Complaint({"report", "--app", "tidewatsch", "--out", "-"}, 4),
              HasSubstr("tidewatch"));
  EXPECT_THAT(Complaint({"report", "--vendor", "forge", "--out", "-"}, 2),
              HasSubstr("platform"));
  Complaint({"report", "--app", "tidewatch", "--as-of", "yesterday", "--out", "-"}, 2);
  const std::string file = folder_.File("file");
  testing::WriteWholeFile(file, "");
  EXPECT_THAT(Complaint({"report", "--app", "tidewatch", "--out", file + "/x.html"}, 1),
              HasSubstr("x.html"));
  EXPECT_THAT(Complaint({"report", "--vendor", "lanternfish", "--out", file}, 2),
              HasSubstr("no folder"));
}

}  // namespace
}  // namespace clausebook
