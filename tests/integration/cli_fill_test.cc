// fill as people use it: a workbook in, the same workbook out, and what needs a person.
#include "tests/integration/cli_fill_test.h"

namespace clausebook {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ReadWholeFile;
using ::testing::SizeIs;
using ::testing::StartsWith;
using testing::WriteWholeFile;

TEST_F(CliFillTest, ShowsWhatItFoundAndWhatNeedsAPersonFirst) {
  ApplyBook("shown");
  const std::string file = MakeUsualWorkbook();
  const std::string out = OutputWith(kNeedsPerson, {"fill", file, "--app", "shown-app"});
  EXPECT_THAT(out, StartsWith("Controls"));
  EXPECT_THAT(out, AllOf(HasSubstr("questions in B \"Question\""),
                         HasSubstr("answers in C \"Answer\"")));
  const auto conflict = out.find("CONFLICT: ");
  const auto unknown = out.find("UNKNOWN: ");
  const auto unmatched = out.find("NOT MATCHED: ");
  ASSERT_NE(unmatched, std::string::npos) << out;
  EXPECT_LT(conflict, unknown);
  EXPECT_LT(unknown, unmatched);
  EXPECT_THAT(out, AllOf(HasSubstr("Controls!C6"), HasSubstr(kKept), HasSubstr(kTested),
                         HasSubstr(kDoors)));
  EXPECT_THAT(out, Not(HasSubstr("Answered"))) << "only with --all";
  EXPECT_THAT(out,
              HasSubstr("5 questions: 2 answered, 3 need a person (1 conflict, 1 not "
                        "known, 1 not matched)."));
  EXPECT_THAT(out, HasSubstr("Nothing was kept or written."));
  EXPECT_THAT(OutputWith(kNeedsPerson, {"fill", file, "--app", "shown-app", "--all"}),
              HasSubstr("Answered"));
  EXPECT_THAT(Output({"responses", "--vendor", "shown"}), HasSubstr("0 responses"));
}

TEST_F(CliFillTest, WritesTheSameFileWithAnswersInItsOwnWords) {
  ApplyBook("writes");
  const std::string file = MakeUsualWorkbook();
  const std::string before = ReadWholeFile(file);
  const std::string out = folder_.File("filled.xlsx");
  const std::string ledger = folder_.File("ledger.json");
  EXPECT_THAT(OutputWith(kNeedsPerson, {"fill", file, "--app", "writes-app", "--out", out,
                                        "--ledger", ledger, "--include-unapproved"}),
              HasSubstr("Wrote " + out + ". Nobody has approved its answers"));
  EXPECT_EQ(ReadWholeFile(file), before);
  EXPECT_FALSE(std::filesystem::exists(out + ".new"));
  EXPECT_EQ(CellText(out, "C4"), "No");
  EXPECT_EQ(CellText(out, "C5"), "Yes") << "the opposite is asked";
  for (const char* open : {"C6", "C7", "C8"}) EXPECT_EQ(CellText(out, open), "") << open;
  EXPECT_THAT(CellText(out, "D4"), HasSubstr("We never sell your data."));
  EXPECT_EQ(CellText(out, "B4"), kSold);
  EXPECT_EQ(testing::ReadPart(ReadWholeFile(out), "docProps/app.xml"),
            testing::ReadPart(before, "docProps/app.xml"));
  EXPECT_THAT(ReadWholeFile(ledger), AllOf(HasSubstr("\"C4\""), HasSubstr("written")));
  EXPECT_TRUE(json::accept(ReadWholeFile(ledger)));
}

TEST_F(CliFillTest, UnapprovedAnswersGoOutOnlyInSoManyWords) {
  const std::string file = MakeUsualWorkbook();
  const std::string out = folder_.File("filled.xlsx");
  EXPECT_THAT(Complaint({"fill", file, "--app", "tidewatch", "--out", out}, 2),
              HasSubstr("--include-unapproved"));
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST_F(CliFillTest, AllAnsweredEndsWithZero) {
  ApplyBook("zero");
  const std::string file = MakeWorkbook("short.xlsx", {kSold, kNeverSold});
  EXPECT_THAT(Output({"fill", file, "--app", "zero-app"}),
              HasSubstr("2 questions: 2 answered."));
}

TEST_F(CliFillTest, JsonIsOneDocumentWithTheContractsMessages) {
  ApplyBook("machine");
  const auto filled =
      json::parse(OutputWith(kNeedsPerson, {"fill", MakeUsualWorkbook(), "--app",
                                            "machine-app", "--output", "json"}));
  EXPECT_EQ(filled["head"]["summary"]["itemCount"], 5);
  EXPECT_EQ(filled["head"]["sheets"][0]["sheet"], "Controls");
  ASSERT_THAT(filled["items"], SizeIs(5));
  EXPECT_EQ(filled["items"][0]["proposedAnswer"], "No");
  EXPECT_EQ(filled["items"][1]["parts"][0]["opposite"], true);
  EXPECT_EQ(filled["items"][2]["need"], "ITEM_NEED_CONFLICT");
  EXPECT_EQ(filled["items"][4]["need"], "ITEM_NEED_NOT_MATCHED");
}

TEST_F(CliFillTest, StandardOutputTakesTheFileAloneAndTheReportGoesAside) {
  ApplyBook("piped");
  const std::string file = MakeUsualWorkbook();
  const auto piped =
      Run({"fill", file, "--app", "piped-app", "--out", "-", "--include-unapproved"});
  EXPECT_EQ(piped.exit_code, kNeedsPerson);
  EXPECT_THAT(piped.out, StartsWith("PK"));
  EXPECT_THAT(piped.err, HasSubstr("5 questions: 2 answered"));
  EXPECT_THAT(piped.err, Not(HasSubstr("\r"))) << "no bar where nobody watches";
  WriteWholeFile(folder_.File("piped.xlsx"), piped.out);
  EXPECT_EQ(CellText(folder_.File("piped.xlsx"), "C4"), "No");
}

TEST_F(CliFillTest, TheLayoutIsShownAndOverridden) {
  ApplyBook("layout");
  const std::string file = MakeUsualWorkbook();
  const std::string guess =
      Output({"fill", file, "--app", "layout-app", "--show-layout"});
  EXPECT_THAT(guess, AllOf(HasSubstr("5 questions"), HasSubstr("comments in D")));
  EXPECT_THAT(guess, Not(HasSubstr("CONFLICT")));
  EXPECT_THAT(
      Output({"fill", file, "--app", "layout-app", "--show-layout", "--comment-column",
              "-", "--answer-column", "E", "--last-row", "5"}),
      AllOf(HasSubstr("2 questions"), HasSubstr("answers in E"),
            Not(HasSubstr("comments in"))));
  const std::string said = folder_.File("layout.yaml");
  WriteWholeFile(said, "sheets: [{sheet: Controls, answer_column: E, last_row: 5}]\n");
  const std::string out = folder_.File("elsewhere.xlsx");
  Output({"fill", file, "--app", "layout-app", "--layout", said, "--out", out,
          "--include-unapproved"});
  EXPECT_EQ(CellText(out, "C4"), "");
  EXPECT_THAT(CellText(out, "E4"), StartsWith("No"));
  EXPECT_THAT(
      Complaint({"fill", file, "--app", "layout-app", "--answer-column", "Replies"}, 2),
      HasSubstr("Replies"));
}

TEST_F(CliFillTest, ALayoutWithoutQuestionsIsShownAllTheSame) {
  ApplyBook("bare");
  const std::string file = folder_.File("people.csv");
  WriteWholeFile(file, "Name,Born\nAda,1815\nCharles,1791\n");
  EXPECT_THAT(OutputWith(2, {"fill", file, "--app", "bare-app", "--show-layout"}),
              AllOf(HasSubstr("no questions found"), HasSubstr("3 rows with text")));
  Complaint({"fill", file, "--app", "bare-app"}, 2);
}

TEST_F(CliFillTest, StandardInputIsAFileToo) {
  ApplyBook("stdin");
  const std::string out = folder_.File("from-stdin.xlsx");
  const auto result = testing::RunProgram(
      {"sh", "-c",
       std::string(CLAUSEBOOK_PATH) + " fill - --file-name list.xlsx --app stdin-app " +
           "--record given --out " + out + " --include-unapproved < " +
           MakeUsualWorkbook()},
      {"CLAUSEBOOK_SERVER=" + server(), "COLUMNS=160", "LC_ALL=C.UTF-8"});
  EXPECT_EQ(result.exit_code, kNeedsPerson) << result.err;
  EXPECT_EQ(CellText(out, "C4"), "No");
  EXPECT_THAT(Output({"responses", "show", "stdin/given"}), HasSubstr("list.xlsx"));
}

TEST_F(CliFillTest, FormulasInCsvAreRefusedUnlessTold) {
  ApplyBook("csv");
  const std::string file = folder_.File("list.csv");
  WriteWholeFile(file, std::string("Question,Answer\n") + kSold + ",\n");
  const std::string out = folder_.File("filled.csv");
  Output({"fill", file, "--app", "csv-app", "--out", out, "--include-unapproved"});
  EXPECT_THAT(ReadWholeFile(out), HasSubstr(std::string(kSold) + ","));
  EXPECT_THAT(ReadWholeFile(out), HasSubstr("No"));
}

TEST_F(CliFillTest, WhatIsNoQuestionnaireIsRefusedByName) {
  const auto fill = [](const std::string& path) {
    return std::vector<std::string>{"fill", path, "--app", "tidewatch"};
  };
  EXPECT_THAT(Complaint(fill(folder_.File("missing.xlsx")), 2),
              HasSubstr("missing.xlsx' cannot be read: No such file"));
  EXPECT_THAT(Complaint(fill(folder_.path()), 2), HasSubstr("is a directory"));
  const std::string nothing = folder_.File("nothing.xlsx");
  WriteWholeFile(nothing, "");
  EXPECT_THAT(Complaint(fill(nothing), 2), HasSubstr("nothing.xlsx' is empty"));
  const std::string pdf = folder_.File("list.pdf");
  WriteWholeFile(pdf, "%PDF-1.7\n1 0 obj\n");
  EXPECT_THAT(Complaint(fill(pdf), 2), HasSubstr("PDF"));
  // An encrypted workbook is no package but a file of streams, one of that name.
  std::string wide;
  for (const char c : std::string("EncryptedPackage")) wide += {c, '\0'};
  const std::string locked = folder_.File("locked.xlsx");
  WriteWholeFile(locked, std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) +
                             std::string(504, '\0') + wide);
  EXPECT_THAT(Complaint(fill(locked), 2), HasSubstr("encrypted"));
  const std::string empty = folder_.File("empty.csv");
  WriteWholeFile(empty, "");
  Complaint(fill(empty), 2);
  EXPECT_THAT(Complaint({"fill", MakeUsualWorkbook(), "--app", "nobody"}, 4),
              HasSubstr("There is no app 'nobody'"));
}

TEST_F(CliFillTest, WordsThatDoNotGoTogetherAreExplained) {
  const std::string file = MakeUsualWorkbook();
  const std::vector<std::pair<std::vector<std::string>, const char*>> wrong = {
      {{}, "Name the customer's file"},
      {{file, "--out", file, "--include-unapproved"}, "customer's file itself"},
      {{file, "--ledger", "l.json"}, "--out"},
      {{file, "--form", "csv"}, "--form"},
      {{file, "--title", "T"}, "--record"},
      {{file, "--show-layout", "--record", "r"}, "--show-layout"},
      {{file, "--file-name", "x.csv"}, "standard input"},
      {{file, "--include-unapproved"}, "--out"},
      {{file, "--walk", "--record", "r"}, "--by"},
      {{file, "--walk", "--by", "M"}, "--record"},
      {{file, "--walk", "--by", "M", "--record", "r"}, "terminal"},
      {{file, "--platform-book", "p"}, "--book"},
      {{file, "--book", "b", "--record", "r"}, "--record needs a server"},
      {{file, "--out", "-", "--include-unapproved", "--json"}, "not both"},
      {{"--questionnaire", "q", "--out", "tab", "--include-unapproved"}, "--form"}};
  for (const auto& [words, hint] : wrong) {
    std::vector<std::string> all{"fill", "--app", "tidewatch"};
    all.insert(all.end(), words.begin(), words.end());
    EXPECT_THAT(Complaint(all, 2), HasSubstr(hint));
  }
}

TEST_F(CliFillTest, AFactBookIsAskedWithoutAServer) {
  const std::string dir = MakeBook("paper");
  const std::string file = MakeUsualWorkbook();
  const std::string out = folder_.File("filled.xlsx");
  const auto filled = RunAt("127.0.0.1:1", {"fill", file, "--app", "paper-app", "--book",
                                            dir, "--out", out, "--include-unapproved"});
  EXPECT_EQ(filled.exit_code, kNeedsPerson) << filled.err;
  EXPECT_EQ(CellText(out, "C4"), "No");
  EXPECT_THAT(filled.out, HasSubstr("5 questions: 2 answered, 3 need a person"));
}

}  // namespace
}  // namespace clausebook
