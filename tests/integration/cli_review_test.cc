// review as people use it: at a terminal, with a server and on a fact book alone.
#include "tests/integration/cli_review_test.h"

#include <signal.h>

#include "tests/testing/pty_program.h"

namespace clausebook {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ReadWholeFile;
using ::testing::SizeIs;
using testing::WriteWholeFile;

constexpr char kKeys[] = "[q]uit [?] ";

class CliTerminalTest : public CliReviewTest {
 protected:
  testing::PtyProgram Start(std::vector<std::string> words,
                            const std::string& reviewer = "Mara Lind") {
    words.insert(words.begin(), CLAUSEBOOK_PATH);
    std::vector<std::string> environment{"CLAUSEBOOK_SERVER=" + server(),
                                         "LC_ALL=C.UTF-8", "TERM=xterm", "NO_COLOR=1"};
    if (!reviewer.empty()) environment.push_back("CLAUSEBOOK_REVIEWER=" + reviewer);
    return testing::PtyProgram(std::move(words), std::move(environment));
  }
};

TEST_F(CliTerminalTest, OneKeyASuggestionAndNothingIsRecordedBeforeTheEnd) {
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
  EXPECT_THAT(review.WaitFor(kKeys),
              AllOf(HasSubstr("2 of 3"), HasSubstr("You reject it")));
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

TEST_F(CliTerminalTest, LeavingWithoutRecordingChangesNothing) {
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

TEST_F(CliTerminalTest, ALineThatIsBrokenOffLeavesEverythingAsItWas) {
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

TEST_F(CliTerminalTest, EditingAsksForEachPartAndChecksIt) {
  ApplyBook("edit");
  auto review = Start({"review", "edit-privacy"});
  review.WaitFor(kKeys);
  review.Type("s");
  review.WaitFor(kKeys);
  review.Type("e");
  EXPECT_THAT(review.WaitFor("]: "),
              HasSubstr("retention.after_uninstall [at_most P30D"));
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
  const auto facts =
      json::parse(Output({"facts", "--app", "edit-app", "--json"}))["facts"];
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0]["value"]["durationValue"], "P31D");
  EXPECT_EQ(facts[0]["caveat"], "Backups may take longer.");
  EXPECT_EQ(facts[0]["evidence"]["clause"]["quote"], "deleted within 30 days");
  EXPECT_EQ(facts[0]["approval"]["reviewer"], "Mara Lind");
}

TEST_F(CliTerminalTest, WhoeverDoesNotSayWhoIsAsked) {
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

TEST_F(CliTerminalTest, ASignalLeavesTheTerminalAsItWas) {
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

TEST_F(CliTerminalTest, WhatSomebodyElseDecidedMeanwhileCostsNothingElse) {
  ApplyBook("race");
  auto review = Start({"review", "race-privacy"});
  for (int i = 0; i < 3; ++i) {
    review.WaitFor(kKeys);
    review.Type("a");
  }
  review.WaitFor("Record it");
  Output({"review", "race-privacy", "--as", "Jo", "--reject",
          Ids({"race-privacy"})["use.sold"]});
  Output({"review", "race-privacy", "--as", "Jo", "--accept",
          Ids({"race-privacy"})["retention.after_uninstall"]});
  review.Type("y");
  EXPECT_EQ(review.Wait(), 0);
  EXPECT_THAT(review.screen(),
              AllOf(HasSubstr("it was refused by Jo"), HasSubstr("stands for it"),
                    HasSubstr("Recorded: 1 accepted, 0 rejected.")));
  const auto facts = json::parse(Output({"facts", "--publisher", "race", "--json"}))["facts"];
  ASSERT_THAT(facts, SizeIs(2));
  EXPECT_EQ(facts[0]["approval"]["reviewer"], "Mara Lind");
  EXPECT_EQ(facts[0]["property"], "encryption.at_rest");
}

TEST_F(CliTerminalTest, ABookIsReviewedWithoutAServerAndAppliedLater) {
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

TEST_F(CliTerminalTest, AFactWhoseClauseWasChangedIsReviewedWithWhatBecameOfIt) {
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
  EXPECT_THAT(
      Output({"ask", "encrypted-at-rest", "--app", "moved-app", "--as-of", "2025-05-31"}),
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
