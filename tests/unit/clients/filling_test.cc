// Layouts as people give them, the bar, and files that are written as they come.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "clients/cli/filling/incoming_file.h"
#include "clients/cli/filling/layout.h"
#include "clients/cli/filling/progress_bar.h"
#include "clients/cli/filling/transfer.h"
#include "clients/cli/render/text.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// Of this run of the program: tests run side by side.
const testing::TempDir& FillingFolder() {
  static const testing::TempDir folder;
  return folder;
}

// A file there, with that content.
std::string FileWith(const std::string& name, const std::string& content) {
  const std::string path = FillingFolder().File(name);
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

std::string ContentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(LayoutsTest, NothingSaidIsNoLayout) {
  const auto layouts = LayoutsOf({});
  ASSERT_TRUE(layouts.ok());
  EXPECT_THAT(*layouts, SizeIs(0));
}

TEST(LayoutsTest, ColumnsCountForEverySheetUnlessSheetsAreNamed) {
  LayoutOptions options;
  options.question_column = "Requirement";
  options.header_row = -1;
  const auto all = LayoutsOf(options);
  ASSERT_TRUE(all.ok());
  ASSERT_THAT(*all, SizeIs(1));
  EXPECT_EQ((*all)[0].sheet(), "");
  EXPECT_EQ((*all)[0].question_column(), "Requirement");
  EXPECT_EQ((*all)[0].header_row(), -1);
  options.sheets = {"Controls", "More"};
  const auto named = LayoutsOf(options);
  ASSERT_TRUE(named.ok());
  ASSERT_THAT(*named, SizeIs(3));
  EXPECT_TRUE((*named)[0].skip()) << "all others";
  EXPECT_EQ((*named)[0].sheet(), "");
  EXPECT_EQ((*named)[1].sheet(), "Controls");
  EXPECT_FALSE((*named)[2].skip());
  EXPECT_EQ((*named)[2].question_column(), "Requirement");
}

TEST(LayoutsTest, AFileSaysItSheetBySheet) {
  const auto layouts = ParseLayouts("l.yaml",
                                    "sheets:\n"
                                    "  - {sheet: Read me, skip: true}\n"
                                    "  - sheet: Controls\n"
                                    "    header_row: none\n"
                                    "    first_row: 2\n"
                                    "    question_column: C\n"
                                    "    answer_column: Reply\n"
                                    "    comment_column: \"-\"\n");
  ASSERT_TRUE(layouts.ok()) << layouts.status();
  ASSERT_THAT(*layouts, SizeIs(2));
  EXPECT_TRUE((*layouts)[0].skip());
  EXPECT_EQ((*layouts)[1].header_row(), -1);
  EXPECT_EQ((*layouts)[1].first_row(), 2);
  EXPECT_EQ((*layouts)[1].answer_column(), "Reply");
  EXPECT_EQ((*layouts)[1].comment_column(), "-");
}

TEST(LayoutsTest, JsonWillDoToo) {
  const auto layouts =
      ParseLayouts("l.json", R"({"sheets": [{"sheet": "Controls", "header_row": 3}]})");
  ASSERT_TRUE(layouts.ok()) << layouts.status();
  EXPECT_EQ((*layouts)[0].header_row(), 3);
}

TEST(LayoutsTest, FaultsNameTheLine) {
  for (const auto& [text, fault] : std::map<std::string, std::string>{
           {"sheets:\n  - {sheet: A, question_colum: C}\n", "l.yaml:2: "},
           {"sheets:\n  - {sheet: A, first_row: two}\n", "l.yaml:2: "},
           {"sheets:\n  - {sheet: A, last_row: 0}\n", "l.yaml:2: "},
           {"sheets: [\n", "l.yaml:"},
           {"", "l.yaml"},
           {"sheets: []\n", "says nothing about any sheet"}}) {
    const auto layouts = ParseLayouts("l.yaml", text);
    EXPECT_EQ(layouts.status().code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_THAT(std::string(layouts.status().message()), HasSubstr(fault)) << text;
  }
}

TEST(LayoutsTest, AFileAndFlagsAreOneTooMany) {
  LayoutOptions options;
  options.file = "l.yaml";
  options.answer_column = "C";
  EXPECT_EQ(LayoutsOf(options).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ProgressTest, ABarWhereTheEndIsKnownAndACountWhereNot) {
  EXPECT_EQ(ProgressLine("Asking", 5, 10, 60),
            "Asking                       [###########............] 5/10");
  EXPECT_EQ(ProgressLine("Reading", 0, 0, 60), "Reading");
  EXPECT_EQ(ProgressLine("Reading", 7, 0, 60), "Reading 7");
  for (const int width : {8, 20, 40, 160}) {
    EXPECT_LT(Width(ProgressLine("A stage with a long name", 1999, 2000, width)), width);
  }
}

TEST(ProgressTest, TheLineIsWipedAtTheEnd) {
  std::ostringstream out;
  {
    ProgressBar bar(&out, 60);
    bar.Show("Asking", 1, 2);
    bar.Show("Asking", 1, 2);
  }
  EXPECT_EQ(out.str(),
            "\rAsking                       [############............] 1/2"
            "\x1b[K\r\x1b[K");
  ProgressBar(nullptr, 60).Show("Asking", 1, 2);
}

TEST(IncomingFileTest, IsThereWholeOrNotAtAll) {
  const std::string path = FileWith("out.xlsx", "before");
  {
    IncomingFile file(path, nullptr);
    ASSERT_TRUE(file.Append("half").ok());
  }
  EXPECT_EQ(ContentOf(path), "before");
  EXPECT_FALSE(std::filesystem::exists(path + ".new"));
  {
    IncomingFile file(path, nullptr);
    ASSERT_TRUE(file.Append("one ").ok());
    ASSERT_TRUE(file.Append("two").ok());
    ASSERT_TRUE(file.Keep().ok());
  }
  EXPECT_EQ(ContentOf(path), "one two");
  EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

TEST(IncomingFileTest, WithoutAnyPieceThereIsNoFile) {
  const std::string path = FillingFolder().File("none");
  IncomingFile file(path, nullptr);
  EXPECT_TRUE(file.Keep().ok());
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(IncomingFileTest, SaysWhatCannotBeWritten) {
  IncomingFile file("/nowhere/at/all.xlsx", nullptr);
  EXPECT_EQ(file.Append("x").code(), absl::StatusCode::kFailedPrecondition);
  std::ostringstream out;
  IncomingFile standard("-", &out);
  EXPECT_TRUE(standard.Append("x").ok());
  EXPECT_TRUE(standard.Keep().ok());
  EXPECT_EQ(out.str(), "x");
}

TEST(FormTest, IsSaidOrFollowsFromTheName) {
  EXPECT_EQ(FormOf("markdown", "-"), v1::EXPORT_FORM_MARKDOWN);
  EXPECT_EQ(FormOf("", "tab.MD"), v1::EXPORT_FORM_MARKDOWN);
  EXPECT_EQ(FormOf("", "tab.htm"), v1::EXPORT_FORM_HTML);
  EXPECT_EQ(FormOf("csv", "tab.xlsx"), v1::EXPORT_FORM_CSV);
  EXPECT_EQ(FormOf("payload", "tab.json"), v1::EXPORT_FORM_PAYLOAD);
  EXPECT_EQ(FormOf("", "tab.json"), v1::EXPORT_FORM_JSON);
  EXPECT_EQ(FormOf("", "tab"), v1::EXPORT_FORM_UNSPECIFIED);
}

TEST(TargetTest, TheCustomersFileIsNeverWrittenOver) {
  const std::string path = FileWith("list.xlsx", "x");
  EXPECT_EQ(CheckNotTheSame(path, FillingFolder().path() + "/./list.xlsx").code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(CheckNotTheSame(path, path + ".filled").ok());
  EXPECT_TRUE(CheckNotTheSame("", "x").ok());
}

}  // namespace
}  // namespace clausebook::cli
