// suggest and review as people use them: at a terminal, by ids, with a server and on a
// fact book alone.
#include <signal.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/integration/cli_test.h"
#include "tests/testing/pty_program.h"

namespace clausebook {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using testing::ReadWholeFile;
using testing::WriteWholeFile;

constexpr char kPolicy[] =
    "Privacy Policy\n\nWe never sell your data.\nData is deleted within 30 days after you "
    "uninstall the app.\nAll data is encrypted at rest.\nWe may share your data with a "
    "partner in some cases.\n";
constexpr char kKeys[] = "[q]uit [?] ";

class CliReviewTest : public CliTest {
 protected:
  // A book of a vendor of its own, without facts.
  std::string MakeBook(const std::string& vendor) {
    const std::string dir = folder_.File(vendor);
    std::filesystem::create_directory(dir);
    WriteWholeFile(dir + "/factbook.yaml",
                   "clausebook: 1\nvendor: {id: " + vendor + ", name: " + vendor +
                       "}\napps:\n  - {id: " + vendor +
                       "-app, name: App}\npolicies:\n  - id: " + vendor +
                       "-privacy\n    title: Privacy Policy\n    revisions:\n      - "
                       "{file: privacy.txt, effective: 2025-01-01}\n");
    WriteWholeFile(dir + "/privacy.txt", kPolicy);
    return dir;
  }
  // The same, held by the server.
  std::string ApplyBook(const std::string& vendor) {
    std::string dir = MakeBook(vendor);
    Output({"apply", dir});
    return dir;
  }
  // `property -> id` of what is suggested.
  static std::map<std::string, std::string> Ids(const std::vector<std::string>& of) {
    std::vector<std::string> words{"suggest", "--json"};
    words.insert(words.end(), of.begin(), of.end());
    std::map<std::string, std::string> ids;
    const auto all = json::parse(Output(words));
    for (const auto& suggestion : all["suggestions"]) {
      const std::string name = suggestion["name"];
      ids[suggestion["fact"]["property"]] = name.substr(name.rfind('/') + 1);
    }
    return ids;
  }
  testing::PtyProgram Start(std::vector<std::string> words,
                            const std::string& reviewer = "Mara Lind") {
    words.insert(words.begin(), CLAUSEBOOK_PATH);
    std::vector<std::string> environment{"CLAUSEBOOK_SERVER=" + server(), "LC_ALL=C.UTF-8",
                                         "TERM=xterm", "NO_COLOR=1"};
    if (!reviewer.empty()) environment.push_back("CLAUSEBOOK_REVIEWER=" + reviewer);
    return testing::PtyProgram(std::move(words), std::move(environment));
  }
};

TEST_F(CliReviewTest, SuggestShowsQuotesFactsReasonsAndWhatNobodyRead) {
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

TEST_F(CliReviewTest, SuggestNeedsNoServerForAFileOrABook) {
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

TEST_F(CliReviewTest, SuggestedYamlIsAFactBooksFacts) {
  const std::string dir = MakeBook("yaml");
  const std::string facts = Output({"suggest", "--book", dir, "--output", "yaml"});
  EXPECT_THAT(facts, AllOf(HasSubstr("facts:"), HasSubstr("property: use.sold"),
                           HasSubstr("policy: yaml-privacy")));
  WriteWholeFile(dir + "/factbook.yaml", ReadWholeFile(dir + "/factbook.yaml") + facts);
  EXPECT_THAT(Output({"apply", dir}), HasSubstr("3 facts"));
  EXPECT_THAT(Output({"suggest", "yaml-privacy"}), HasSubstr("0 open, 3 accepted"));
  EXPECT_THAT(Complaint({"apps", "--output", "yaml"}, 2), HasSubstr("suggest"));
}

TEST_F(CliReviewTest, OneKeyASuggestionAndNothingIsRecordedBeforeTheEnd) {
  ApplyBook("keys");
  auto review = Start({"review", "keys-privacy"});
  const std::string first = review.WaitFor(kKeys);
  EXPECT_THAT(first, AllOf(HasSubstr("1 of 3"), HasSubstr("# Privacy Policy"),
                           HasSubstr("“We never sell your data.”"),
                           HasSubstr("Data is deleted within 30 days"),
                           HasSubstr("use.sold is false · all apps")));
  review.Type("a");
  EXPECT_THAT(review.WaitFor(kKeys), HasSubstr("2 of 3"));
  review.Type("r");
  review.WaitFor(kKeys);
  review.Type("b");
  EXPECT_THAT(review.WaitFor(kKeys), AllOf(HasSubstr("2 of 3"), HasSubstr("You reject it")));
  review.Type("s");
  EXPECT_THAT(review.WaitFor(kKeys), HasSubstr("3 of 3"));
  review.Type("?");
  EXPECT_THAT(review.WaitFor(kKeys), HasSubstr("edit before accepting"));
  review.Type("r");
  EXPECT_THAT(review.WaitFor("[b]ack "),
              HasSubstr("1 accepted, 1 rejected, 1 left. Record it as Mara Lind?"));
  EXPECT_THAT(Output({"suggest", "keys-privacy"}), HasSubstr("3 open"));
  review.Type("y");
  EXPECT_EQ(review.Wait(), 0);
  EXPECT_THAT(review.screen(), HasSubstr("Recorded: 1 accepted, 1 rejected."));
  EXPECT_THAT(Output({"suggest", "keys-privacy"}),
              HasSubstr("1 open, 1 accepted, 1 rejected (2 shown)"));
  EXPECT_THAT(Output({"ask", "data-sold", "--app", "keys-app"}), HasSubstr("NO"));
}

TEST_F(CliReviewTest, LeavingWithoutRecordingChangesNothing) {
  ApplyBook("leave");
  for (const std::string end : {"qn", "\x03n", "\x04"}) {
    auto review = Start({"review", "leave-privacy"});
    review.WaitFor(kKeys);
    review.Type("a");
    review.WaitFor(kKeys);
    review.Type(end.substr(0, 1));
    if (end.size() > 1) {
      review.WaitFor("[b]ack ");
      review.Type(end.substr(1));
    }
    EXPECT_EQ(review.Wait(), 0);
    EXPECT_THAT(review.screen(), HasSubstr("othing was recorded."));
  }
  EXPECT_THAT(Output({"suggest", "leave-privacy"}), HasSubstr("3 open"));
}

TEST_F(CliReviewTest, ALineThatIsBrokenOffLeavesEverythingAsItWas) {
  ApplyBook("broken");
  auto review = Start({"review", "broken-privacy"});
  review.WaitFor(kKeys);
  review.Type("a");
  review.WaitFor(kKeys);
  for (const char* end : {"half a li\x03", "\x04"}) {
    review.Type("e");
    review.WaitFor("]: ");
    review.Type(end);
    EXPECT_THAT(review.WaitFor(kKeys), HasSubstr("Left as it was."));
  }
  review.Type("\x1b[A");  // an arrow
  EXPECT_THAT(review.WaitFor(kKeys), HasSubstr("accept: it is so"));
  review.Type("q");
  EXPECT_THAT(review.WaitFor("[b]ack "), HasSubstr("1 accepted, 0 rejected, 2 left."));
  review.Type("n");
  EXPECT_EQ(review.Wait(), 0);
  EXPECT_TRUE(review.IsInLineMode());
}

TEST_F(CliReviewTest, EditingAsksForEachPartAndChecksIt) {
  ApplyBook("edit");
  auto review = Start({"review", "edit-privacy"});
  review.WaitFor(kKeys);
  review.Type("s");
  review.WaitFor(kKeys);
  review.Type("e");
  EXPECT_THAT(review.WaitFor("]: "), HasSubstr("retention.after_uninstall [at_most P30D"));
  review.Type("at_most a while\n");
  review.WaitFor("about [");
  review.Type("\n");
  review.WaitFor("apps [all]: ");
  review.Type("edit-app\n");
  review.WaitFor("but (- for nothing) []: ");
  review.Type("Backups may take longer.\n");
  review.WaitFor("quote [");
  review.Type("\n");
  EXPECT_THAT(review.WaitFor(kKeys), HasSubstr("decisions[0].accept.fact.value"));
  review.Type("e");
  review.WaitFor("]: ");
  review.Type("at_most 31 days\n");
  review.WaitFor("about [");
  review.Type("\n");
  review.WaitFor("apps [all]: ");
  review.Type("edit-app\n");
  review.WaitFor("but (- for nothing) []: ");
  review.Type("Backups may take longer.\n");
  review.WaitFor("quote [");
  review.Type("deleted within 30 days\n");
  EXPECT_THAT(review.WaitFor(kKeys), HasSubstr("3 of 3"));
  review.Type("q");
  review.WaitFor("[b]ack ");
  review.Type("y");
  EXPECT_EQ(review.Wait(), 0);
  const auto facts = json::parse(Output({"facts", "--app", "edit-app", "--json"}))["facts"];
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0]["value"]["durationValue"], "P31D");
  EXPECT_EQ(facts[0]["caveat"], "Backups may take longer.");
  EXPECT_EQ(facts[0]["evidence"]["clause"]["quote"], "deleted within 30 days");
  EXPECT_EQ(facts[0]["approval"]["reviewer"], "Mara Lind");
}

TEST_F(CliReviewTest, WhoeverDoesNotSayWhoIsAsked) {
  ApplyBook("who");
  auto review = Start({"review", "who-privacy"}, "");
  review.WaitFor("Your name");
  review.Type("\n");
  review.WaitFor("Your name");
  review.Type("Jo Berg\n");
  review.WaitFor(kKeys);
  review.Type("aq");
  review.WaitFor("Record it as Jo Berg?");
  review.Type("y");
  EXPECT_EQ(review.Wait(), 0);
}

TEST_F(CliReviewTest, ASignalLeavesTheTerminalAsItWas) {
  ApplyBook("signal");
  auto review = Start({"review", "signal-privacy"});
  review.WaitFor(kKeys);
  review.Type("?");
  review.WaitFor(kKeys);
  review.Signal(SIGTERM);
  review.Type("");
  EXPECT_EQ(review.Wait(), -SIGTERM);
  EXPECT_TRUE(review.IsInLineMode());
}

TEST_F(CliReviewTest, ABookIsReviewedWithoutAServerAndAppliedLater) {
  const std::string dir = MakeBook("paper");
  const std::string before = ReadWholeFile(dir + "/factbook.yaml");
  auto review = Start({"review", "--book", dir, "--server", "127.0.0.1:1"});
  review.WaitFor(kKeys);
  review.Type("a");
  review.WaitFor(kKeys);
  review.Type("R");
  review.WaitFor("Why: ");
  review.Type("Only of the app's own data.\n");
  review.WaitFor(kKeys);
  review.Type("q");
  review.WaitFor("[b]ack ");
  review.Type("y");
  EXPECT_EQ(review.Wait(), 0) << review.screen();
  EXPECT_THAT(review.screen(), HasSubstr("Wrote " + dir + "/reviewed.yaml"));
  EXPECT_EQ(ReadWholeFile(dir + "/factbook.yaml"), before) << "it stays the author's";
  EXPECT_THAT(ReadWholeFile(dir + "/reviewed.yaml"),
              AllOf(HasSubstr("property: use.sold"), HasSubstr("Mara Lind"),
                    HasSubstr("Only of the app's own data.")));
  EXPECT_THAT(Output({"suggest", "--book", dir}),
              HasSubstr("1 open, 1 accepted, 1 rejected"));
  Output({"apply", dir});
  EXPECT_THAT(Output({"suggest", "paper-privacy"}),
              HasSubstr("1 open, 1 accepted, 1 rejected"));
  EXPECT_THAT(Output({"apply", dir}), HasSubstr("Nothing to change"));
}

TEST_F(CliReviewTest, IdsDecideWithoutAsking) {
  ApplyBook("ids");
  auto ids = Ids({"ids-privacy"});
  const std::string by = Output({"review", "ids-privacy", "--as", "Mara", "--accept",
                                 ids["use.sold"], "--reject", ids["encryption.at_rest"],
                                 "--reason", "Only backups."});
  EXPECT_THAT(by, HasSubstr("Recorded: 1 accepted, 1 rejected."));
  EXPECT_THAT(Output({"suggest", "ids-privacy", "--show", "rejected"}),
              HasSubstr("rejected by Mara on "));
  // What is decided is not decided again, and says by what.
  const std::string name = json::parse(Output({"suggest", "ids-privacy", "--json", "--show",
                                               "accepted"}))["suggestions"][0]["name"];
  EXPECT_THAT(Complaint({"review", "ids-privacy", "--as", "Mara", "--accept", name}, 1),
              HasSubstr("stands for it"));
  EXPECT_THAT(Complaint({"review", "ids-privacy", "--as", "Mara", "--accept", "none"}, 4),
              HasSubstr("Nothing of the name 'none'"));
  EXPECT_THAT(Output({"review", "ids-privacy", "--as", "Mara", "--dry-run", "--accept",
                      ids["retention.after_uninstall"]}),
              AllOf(HasSubstr("Would record: 1 accepted"), HasSubstr("Nothing was changed")));
  const auto left = json::parse(Output({"review", "ids", "--json"}));
  EXPECT_EQ(left["reviewItems"].size(), 1u);
}

TEST_F(CliReviewTest, WithoutATerminalItSaysHowElse) {
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

TEST_F(CliReviewTest, ABookDoesNotUndoAReviewUnlessToldTo) {
  const std::string dir = ApplyBook("undo");
  Output({"review", "undo-privacy", "--as", "Mara", "--accept", Ids({"undo-privacy"})["use.sold"]});
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

TEST_F(CliReviewTest, AFactWhoseClauseWasChangedIsReviewedWithWhatBecameOfIt) {
  const std::string dir = ApplyBook("moved");
  auto ids = Ids({"moved-privacy"});
  Output({"review", "--book", dir, "--as", "Mara", "--accept",
          ids["retention.after_uninstall"], "--accept", ids["encryption.at_rest"]});
  std::string book = ReadWholeFile(dir + "/factbook.yaml");
  book += "      - {file: new.txt, effective: 2025-06-01}\n";
  WriteWholeFile(dir + "/factbook.yaml", book);
  WriteWholeFile(dir + "/new.txt",
                 "Privacy Policy\n\nWe never sell your data.\nData is deleted within 30 "
                 "days, at the latest, after you uninstall the app.\n");
  Output({"apply", dir});
  auto review = Start({"review", "moved-privacy"});
  const std::string first = review.WaitFor(kKeys);
  EXPECT_THAT(first, AllOf(HasSubstr("dropped the clause of\nencryption-at-rest"),
                           HasSubstr("Is it still so from 2025-06-01 on?")));
  review.Type("a");
  EXPECT_THAT(review.WaitFor(kKeys), HasSubstr("nothing to quote"));
  review.Type("r");
  EXPECT_THAT(review.WaitFor(kKeys),
              AllOf(HasSubstr("changed the clause of\nretention-after-uninstall"),
                    HasSubstr("{+"), HasSubstr("at the latest")));
  review.Type("a");
  review.WaitFor(kKeys);
  review.Type("q");
  review.WaitFor("[b]ack ");
  review.Type("y");
  EXPECT_EQ(review.Wait(), 0);
  EXPECT_THAT(Output({"facts", "--publisher", "moved", "--state", "awaiting-review"}),
              HasSubstr("0 facts"));
  EXPECT_THAT(Output({"ask", "encrypted-at-rest", "--app", "moved-app"}),
              HasSubstr("UNKNOWN"));
  EXPECT_THAT(Output({"ask", "encrypted-at-rest", "--app", "moved-app", "--as-of",
                      "2025-05-31"}),
              HasSubstr("YES"))
      << "what held before still did";
  EXPECT_THAT(Output({"ask", "retention-after-uninstall", "--app", "moved-app"}),
              HasSubstr("at the latest"));
  // The book learns of it the same way.
  const std::string copy = folder_.File("copy");
  Output({"export", "moved", copy});
  EXPECT_THAT(Output({"apply", copy}), HasSubstr("Nothing to change"));
}

}  // namespace
}  // namespace clausebook
