// `clausebook check` with wrong input: exit code 2, and what is wrong with it.
#include "tests/integration/check_job.h"

namespace clausebook {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ReadWholeFile;
using testing::WriteWholeFile;

TEST_F(ReleaseTest, WrongOptionsAreSaid) {
  EXPECT_THAT(WrongInput(Without(Job(), "--app")), HasSubstr("--app"));
  Words two = Job();
  two.insert(two.end(), {"--app", "other"});
  EXPECT_THAT(WrongInput(two), HasSubstr("of one app"));
  Words twice = Job();
  twice.insert(twice.end(), {"--manifest", "other.yml"});
  EXPECT_THAT(WrongInput(twice), HasSubstr("--manifest"));
  Words both = Job();
  both.insert(both.end(), {"--descriptor", "atlassian-connect.json"});
  EXPECT_THAT(WrongInput(both), HasSubstr("Either --manifest or --descriptor"));
  for (const Words& more :
       {Words{"--known-at", "2026-01-01"}, Words{"--vendor", "ferrywright"},
        Words{"--fail-on", "sometimes"}, Words{"--format", "xml"},
        Words{"--ignore", "undisclosed-hosts"}, Words{"--as-of", "yesterday"}}) {
    Words words = Job();
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_THAT(WrongInput(words), HasSubstr(more[0] == "--ignore"  ? "'undisclosed-host'"
                                             : more[0] == "--as-of" ? "as_of"
                                                                    : more[0]));
  }
  EXPECT_THAT(WrongInput({"check", "--platform-book", "x", "--app", "slipway"}),
              HasSubstr("--book"));
}

TEST_F(ReleaseTest, FilesThatCannotBeReadAreSaid) {
  EXPECT_THAT(WrongInput(With("--manifest", folder_.File("none.yml"))),
              AllOf(HasSubstr("none.yml"), HasSubstr("No such file")));
  EXPECT_THAT(WrongInput(With("--manifest", folder_.File(""))), HasSubstr("directory"));
  EXPECT_THAT(WrongInput(With("--manifest", File("empty.yml", ""))), HasSubstr("empty"));
  EXPECT_THAT(WrongInput(With("--manifest", File("broken.yml", "app:\n  id: [x\n"))),
              AllOf(HasSubstr("broken.yml"), HasSubstr("line 3")));
  EXPECT_THAT(WrongInput(With("--manifest", File("not.yml", "just words"))),
              HasSubstr("not.yml"));
  EXPECT_THAT(WrongInput(With("--manifest", File("huge.yml", std::string(5 << 20, 'x')))),
              AllOf(HasSubstr("huge.yml"), HasSubstr("more than 1048576 bytes")));
  EXPECT_THAT(WrongInput(With("--book", folder_.File("none"))),
              HasSubstr("not a directory"));
  fs::create_directory(folder_.File("faulty"));
  File("faulty/factbook.yaml", "clausebook: 1\nvendor: {id: x}\n");
  EXPECT_THAT(WrongInput(With("--book", folder_.File("faulty"))),
              HasSubstr("factbook.yaml:2:"));
}

TEST_F(ReleaseTest, AFaultyManifestDoesNotLookSoundInAnyForm) {
  const Words job = With("--manifest", File("faulty.yml", "app: {id: x}\nmodulez: {}\n"));
  for (const char* format : {"github", "gitlab", "bitbucket", "sarif"}) {
    EXPECT_THAT(
        RunJob(job, {"--format", format}).err,
        AllOf(HasSubstr("FAULT"), HasSubstr("faulty.yml:2"), HasSubstr("modulez")))
        << format;
  }
}

TEST_F(ReleaseTest, AFaultyManifestFailsIfTold) {
  const std::string sound =
      ReadWholeFile(Contradiction("C01-third-parties-denied") + "/manifest.yml");
  const Words faulty =
      With("--manifest", File("manifest.yml", "app: {id: x}\nmodulez: {}\n"));
  const auto passing = RunJob(faulty);
  EXPECT_EQ(passing.exit_code, 0) << passing.out;
  EXPECT_THAT(passing.out, AllOf(HasSubstr("FAULT"), HasSubstr("may not have been read"),
                                 HasSubstr("With --fail-on-faults")));
  for (const char* format : {"text", "github", "gitlab", "bitbucket", "sarif"}) {
    EXPECT_EQ(RunJob(faulty, {"--fail-on-faults", "--format", format}).exit_code, 1)
        << format;
  }
  EXPECT_THAT(RunJob(faulty, {"--fail-on-faults", "--format", "github"}).out,
              AllOf(HasSubstr("::error "), HasSubstr("line=2")));
  EXPECT_THAT(RunJob(faulty, {"--format", "sarif"}).out,
              AllOf(HasSubstr("toolExecutionNotifications"), HasSubstr("modulez")));
  // What is sound is not touched by it.
  const Words job = With("--manifest", File("manifest.yml", sound));
  EXPECT_EQ(RunJob(job, {"--fail-on-faults"}).out, RunJob(job).out);
}

TEST_F(ReleaseTest, AnUnknownAppIsNotFound) {
  const auto result = RunJob(With("--app", "slipwey"));
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, AllOf(HasSubstr("slipwey"), HasSubstr("slipway")));
}

TEST_F(ReleaseTest, AManifestWithFaultsIsReadAsFarAsItGoes) {
  const std::string manifest =
      ReadWholeFile(Contradiction("C01-third-parties-denied") + "/manifest.yml");
  const auto result =
      RunJob(With("--manifest", File("manifest.yml", manifest + "surprise: 1\n")));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("FAULT"), HasSubstr("manifest.yml:17"),
                                HasSubstr("third-parties-denied")));
}

TEST_F(ReleaseTest, HelpSaysHowAndWhatTheExitCodesMean) {
  const auto help = RunJob({"check", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.out, AllOf(HasSubstr("--manifest manifest.yml --book"),
                              HasSubstr("Exit codes:"), HasSubstr("CHECKS.md")));
}

TEST_F(ServerCheckTest, WhatIsWrong) {
  EXPECT_THAT(Complaint({"check", "--app", "nothing"}, 4), HasSubstr("'nothing'"));
  EXPECT_THAT(Complaint({"check", "--vendor", "nobody"}, 4), HasSubstr("nobody"));
  EXPECT_THAT(
      Complaint({"check", "--app", "tidewatch", "--known-at", "2999-01-01T00:00:00Z"}, 2),
      HasSubstr("future"));
  const std::string broken = folder_.File("broken.yml");
  WriteWholeFile(broken, "app: [");
  EXPECT_THAT(Complaint({"check", "--app", "tidewatch", "--manifest", broken}, 2),
              HasSubstr("line"));
  EXPECT_EQ(RunAt(kNobody, {"check", "--app", "tidewatch"}).exit_code, 3);
}

}  // namespace
}  // namespace clausebook
