// `clausebook check` as a CI job runs it before a release: a manifest and the fact book
// beside it, no server.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/integration/check_job.h"

namespace clausebook {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ReadWholeFile;
using ::testing::StartsWith;
using testing::WriteWholeFile;

std::vector<std::string> AllContradictions() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(ContradictionsDir())) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class EachContradiction : public ::testing::TestWithParam<std::string> {
 protected:
  std::string dir() const { return Contradiction(GetParam()); }
  // `C05-undisclosed-host` names code and pattern, `service-denied` only the pattern.
  bool has_code() const { return GetParam()[0] == 'C'; }
  std::string code() const {
    return has_code() ? "C" + std::to_string(std::stoi(GetParam().substr(1, 2))) : "";
  }
  std::string pattern() const { return has_code() ? GetParam().substr(4) : GetParam(); }
};

TEST_P(EachContradiction, IsFoundAndNothingElseIs) {
  const auto result = RunJob(JobFor(dir()), {"--output", "json"});
  ASSERT_EQ(result.err, "");
  const json response = json::parse(result.out);
  ASSERT_EQ(response["findings"].size(), 1u) << response.dump(2);
  const json& finding = response["findings"][0];
  EXPECT_EQ(finding["pattern"], pattern());
  EXPECT_EQ(finding.value("code", ""), code());
  EXPECT_FALSE(finding["left"].empty());
  const bool one_sided = pattern() == "development-host";
  EXPECT_EQ(finding.value("right", json::array()).empty(), one_sided) << finding.dump(2);
  for (const char* side : {"left", "right"}) {
    for (const json& citation : finding.value(side, json::array())) {
      const bool clause = citation.contains("clause");
      EXPECT_FALSE(clause
                       ? citation["clause"]["quote"].get<std::string>().empty()
                       : citation["attestation"]["statement"].get<std::string>().empty());
    }
  }
  // Only what is not true as published stops a release.
  EXPECT_EQ(result.exit_code, finding["gravity"] == "GRAVITY_HIGH" ? 1 : 0);
}

TEST_P(EachContradiction, StopsTheReleaseIfToldTo) {
  EXPECT_EQ(RunJob(JobFor(dir()), {"--fail-on", "info"}).exit_code, 1);
  const auto ignored =
      RunJob(JobFor(dir()), {"--fail-on", "info", "--ignore", pattern()});
  EXPECT_EQ(ignored.exit_code, 0) << ignored.err;
  EXPECT_THAT(ignored.out, HasSubstr("1 finding left out"));
}

TEST_P(EachContradiction, IsShownAtALineInEveryForm) {
  const Words job = JobFor(dir());
  const auto text = RunJob(job);
  EXPECT_THAT(text.out, AllOf(HasSubstr(pattern()), HasSubstr(GetParam() + "/")));
  const std::string file = "tests/testing/contradictions/" + GetParam() + "/";
  EXPECT_THAT(RunJob(job, {"--format", "github"}).out,
              AllOf(HasSubstr(" file=" + file), HasSubstr(",line="),
                    HasSubstr("title=clausebook%3A " + pattern() + "::")));
  const json gitlab = json::parse(RunJob(job, {"--format", "gitlab"}).out);
  EXPECT_THAT(gitlab[0]["location"]["path"].get<std::string>(), StartsWith(file));
  EXPECT_GE(gitlab[0]["location"]["lines"]["begin"].get<int>(), 1);
  const json bitbucket = json::parse(RunJob(job, {"--format", "bitbucket"}).out);
  EXPECT_THAT(bitbucket[0]["path"].get<std::string>(), StartsWith(file));
  const json sarif = json::parse(RunJob(job, {"--format", "sarif"}).out);
  const json& result = sarif["runs"][0]["results"][0];
  EXPECT_EQ(result["ruleId"], pattern());
  EXPECT_THAT(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                  .get<std::string>(),
              StartsWith(file));
}

INSTANTIATE_TEST_SUITE_P(Release, EachContradiction,
                         ::testing::ValuesIn(AllContradictions()), [](const auto& info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_F(ReleaseTest, ASoundReleasePasses) {
  std::string manifest =
      ReadWholeFile(Contradiction("C01-third-parties-denied") + "/manifest.yml");
  manifest.resize(manifest.find("  external:"));
  const auto result = RunJob(With("--manifest", File("manifest.yml", manifest)));
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, HasSubstr("Nothing found in 1 app"));
}

TEST_F(ReleaseTest, BothSidesAreShown) {
  const auto result = RunJob(Job());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("HIGH    third-parties-denied (C1) · slipway"),
                    HasSubstr("“{address: https://api.marlinspike.example}”"),
                    HasSubstr("“We do not pass your data on to anybody else.”"),
                    HasSubstr("against"), HasSubstr("1 finding in 1 app: 1 high")));
}

TEST_F(ReleaseTest, TheBookInItsUsualPlaceIsTaken) {
  const std::string dir = folder_.File("repository");
  fs::create_directories(dir + "/.git");
  const std::string from = Contradiction("C01-third-parties-denied");
  fs::copy(from + "/book", dir + "/clausebook", fs::copy_options::recursive);
  fs::copy(from + "/manifest.yml", dir + "/manifest.yml");
  const auto result = testing::RunProgram(
      {"/bin/sh", "-c",
       "cd '" + dir +
           "' && exec '" CLAUSEBOOK_PATH
           "' check --app slipway --manifest ./manifest.yml --format github"},
      {std::string("CLAUSEBOOK_SERVER=") + kNobody, "LC_ALL=C.UTF-8"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, StartsWith("::error file=manifest.yml,line=16,title="));
  // Whoever names a server means it.
  EXPECT_EQ(testing::RunProgram({"/bin/sh", "-c",
                                 "cd '" + dir +
                                     "' && exec '" CLAUSEBOOK_PATH
                                     "' check --app slipway --server 127.0.0.1:1"})
                .exit_code,
            3);
}

TEST_F(ReleaseTest, AllAppsOfABook) {
  const auto result =
      RunJob({"check", "--book", std::string(CLAUSEBOOK_SOURCE) + "/deploy/demo",
              "--as-of", "2026-11-23"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("retention-differs (C7) · soundings"),
                                HasSubstr("sources-disagree · pocket-charts"),
                                HasSubstr(" in 3 apps: 0 high")));
  EXPECT_EQ(RunJob({"check", "--book", std::string(CLAUSEBOOK_SOURCE) + "/deploy/demo",
                    "--fail-on", "medium", "--as-of", "2026-11-23"})
                .exit_code,
            1);
}

TEST_F(ReleaseTest, TheSameOutputEveryTime) {
  for (const char* format : {"text", "github", "gitlab", "bitbucket", "sarif"}) {
    const Words job = {
        "check",   "--book",     std::string(CLAUSEBOOK_SOURCE) + "/deploy/demo",
        "--as-of", "2026-11-23", "--format",
        format};
    EXPECT_EQ(RunJob(job).out, RunJob(job).out) << format;
  }
}

// Against a server that holds the example book, as a scheduled job would.
TEST_F(ServerCheckTest, OneAppAllAppsAndAManifestThatIsNotRecorded) {
  const auto one = Run({"check", "--app", "soundings", "--as-of", "2026-11-23"});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_THAT(one.out, AllOf(HasSubstr("retention-differs"), HasSubstr("in 1 app")));
  const auto all = Run({"check", "--vendor", "lanternfish", "--as-of", "2026-11-23"});
  EXPECT_THAT(all.out, AllOf(HasSubstr("pocket-charts"), HasSubstr("in 3 apps")));
  const auto everybody = Run({"check", "--as-of", "2026-11-23"});
  EXPECT_THAT(everybody.out, AllOf(HasSubstr("pocket-charts"), HasSubstr("soundings")));
  EXPECT_EQ(everybody.exit_code, 0) << everybody.err;
  const std::string manifest = folder_.File("manifest.yml");
  std::string text =
      ReadWholeFile(Contradiction("C01-third-parties-denied") + "/manifest.yml");
  WriteWholeFile(manifest, text);
  const Words release = {"check",  "--app",   "tidewatch", "--manifest",
                         manifest, "--as-of", "2026-11-23"};
  const auto checked = Run(release);
  EXPECT_EQ(checked.exit_code, 1) << checked.err;
  EXPECT_THAT(checked.out, AllOf(HasSubstr("third-parties-denied"),
                                 HasSubstr("badge-contradicted"), HasSubstr(manifest)));
  // Nothing is kept of it.
  EXPECT_EQ(Run({"check", "--app", "tidewatch", "--as-of", "2026-11-23"}).exit_code, 0);
}

}  // namespace
}  // namespace clausebook
