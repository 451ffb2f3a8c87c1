// suggest, and review without a terminal: what is shown, decisions by id, wrong use, and
// what applying a book does to decisions.
#include "tests/integration/cli_review_test.h"

namespace clausebook {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ReadWholeFile;
using testing::WriteWholeFile;

using CliSuggestTest = CliReviewTest;

TEST_F(CliSuggestTest, SuggestShowsQuotesFactsReasonsAndWhatNobodyRead) {
  ApplyBook("shown");
  const std::string text = Output({"suggest", "shown-privacy"});
  EXPECT_THAT(text,
              AllOf(HasSubstr("“We never sell your data.”"),
                    HasSubstr("use.sold is false · all apps"), HasSubstr("why"),
                    HasSubstr("Not read"), HasSubstr("We may share your data"),
                    HasSubstr("3 suggestions: 3 open, 0 accepted, 0 rejected; 1 clause"),
                    HasSubstr("Decide: clausebook review shown-privacy")));
  const auto all = json::parse(Output({"suggest", "shown-privacy", "--json"}));
  EXPECT_EQ(all["suggestions"].size(), 3u);
  EXPECT_EQ(all["unreadClauses"].size(), 1u);
}

TEST_F(CliSuggestTest, SuggestNeedsNoServerForAFileOrABook) {
  const std::string dir = MakeBook("alone");
  const auto offline = [&](std::vector<std::string> words) {
    const auto result = RunAt("127.0.0.1:1", std::move(words));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  };
  EXPECT_THAT(offline({"suggest", dir + "/privacy.txt"}), HasSubstr("use.sold is false"));
  EXPECT_THAT(offline({"suggest", "--book", dir}), HasSubstr("use.sold is false"));
  EXPECT_THAT(offline({"suggest", "alone-privacy", "--book", dir}),
              HasSubstr("review alone-privacy --book"));
}

TEST_F(CliSuggestTest, SuggestedYamlIsAFactBooksFacts) {
  const std::string dir = MakeBook("yaml");
  const std::string facts = Output({"suggest", "--book", dir, "--output", "yaml"});
  EXPECT_THAT(facts, AllOf(HasSubstr("facts:"), HasSubstr("property: use.sold"),
                           HasSubstr("policy: yaml-privacy")));
  WriteWholeFile(dir + "/factbook.yaml", ReadWholeFile(dir + "/factbook.yaml") + facts);
  EXPECT_THAT(Output({"apply", dir}), HasSubstr("3 facts"));
  EXPECT_THAT(Output({"suggest", "yaml-privacy"}), HasSubstr("0 open, 3 accepted"));
  EXPECT_THAT(Complaint({"apps", "--output", "yaml"}, 2), HasSubstr("suggest"));
}

TEST_F(CliSuggestTest, IdsDecideWithoutAsking) {
  ApplyBook("ids");
  auto ids = Ids({"ids-privacy"});
  const std::string by =
      Output({"review", "ids-privacy", "--as", "Mara", "--accept", ids["use.sold"],
              "--reject", ids["encryption.at_rest"], "--reason", "Only backups."});
  EXPECT_THAT(by, HasSubstr("Recorded: 1 accepted, 1 rejected."));
  EXPECT_THAT(Output({"suggest", "ids-privacy", "--show", "rejected"}),
              HasSubstr("rejected by Mara on "));
  // What is decided is not decided again, and says by what.
  const std::string name =
      json::parse(Output({"suggest", "ids-privacy", "--json", "--show",
                          "accepted"}))["suggestions"][0]["name"];
  EXPECT_THAT(Complaint({"review", "ids-privacy", "--as", "Mara", "--accept", name}, 1),
              HasSubstr("stands for it"));
  EXPECT_THAT(Complaint({"review", "ids-privacy", "--as", "Mara", "--accept", "none"}, 4),
              HasSubstr("Nothing of the name 'none'"));
  EXPECT_THAT(
      Output({"review", "ids-privacy", "--as", "Mara", "--dry-run", "--accept",
              ids["retention.after_uninstall"]}),
      AllOf(HasSubstr("Would record: 1 accepted"), HasSubstr("Nothing was changed")));
  // What was rejected is named in full by who means it.
  const std::string refused = json::parse(Output({"suggest", "ids-privacy", "--json",
                                                  "--show", "rejected"}))["suggestions"][0]
                                         ["name"];
  EXPECT_THAT(Output({"review", "ids-privacy", "--as", "Jo", "--accept", refused}),
              HasSubstr("1 accepted"));
  const auto left = json::parse(Output({"review", "ids", "--json"}));
  EXPECT_EQ(left["reviewItems"].size(), 1u);
}

TEST_F(CliSuggestTest, WithoutATerminalItSaysHowElse) {
  ApplyBook("pipe");
  EXPECT_THAT(Complaint({"review", "pipe-privacy"}, 2),
              AllOf(HasSubstr("asks at a terminal"), HasSubstr("--accept ID")));
  EXPECT_THAT(Complaint({"review", "pipe-privacy", "--accept", "x"}, 2),
              HasSubstr("Say who decides"));
  EXPECT_THAT(Complaint({"review"}, 2), HasSubstr("asks at a terminal"));
  EXPECT_THAT(Complaint({"review", "nobody", "--json"}, 4), HasSubstr("nobody"));
  EXPECT_THAT(Complaint({"suggest"}, 2), HasSubstr("Name a policy or a file"));
  EXPECT_THAT(Complaint({"suggest", "no/such/file"}, 2), HasSubstr("cannot be read"));
  EXPECT_THAT(Complaint({"suggest", "pipe-privacy", "--revision", "2019-01-01"}, 4),
              HasSubstr("2025-01-01"));
  EXPECT_THAT(Complaint({"suggest", "pipe-privacy", "--title", "T"}, 2),
              HasSubstr("for files"));
}

TEST_F(CliSuggestTest, ABookDoesNotUndoAReviewUnlessToldTo) {
  const std::string dir = ApplyBook("undo");
  Output({"review", "undo-privacy", "--as", "Mara", "--accept",
          Ids({"undo-privacy"})["use.sold"]});
  const auto refused = Run({"apply", dir});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.out, HasSubstr("undoes the review of Mara"));
  EXPECT_THAT(refused.err, AllOf(HasSubstr("1 change would undo"),
                                 HasSubstr("clausebook export undo DIR")));
  EXPECT_THAT(Output({"suggest", "undo-privacy"}), HasSubstr("1 accepted"));
  // Taken into the book, it is the book's.
  const std::string copy = folder_.File("copy");
  Output({"export", "undo", copy});
  std::filesystem::copy_file(copy + "/reviewed.yaml", dir + "/reviewed.yaml");
  EXPECT_THAT(Output({"apply", dir}), HasSubstr("Nothing to change"));
  std::filesystem::remove(dir + "/reviewed.yaml");
  EXPECT_THAT(Output({"apply", dir, "--undo-reviews"}), HasSubstr("1 retracted"));
  EXPECT_THAT(Output({"suggest", "undo-privacy"}), HasSubstr("0 accepted"));
}

}  // namespace
}  // namespace clausebook
