// Findings in the forms that code hosts show: what each of them requires and limits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "absl/strings/str_split.h"
#include "clients/cli/findings/report.h"
#include "service/base/digest.h"
#include "tests/testing/text_message.h"

namespace clausebook::cli {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kManifestDigest[] = "m";
constexpr char kPolicyDigest[] = "p";

// Both sides in files at hand.
v1::Finding Usual() {
  return Parse<v1::Finding>(
      R"(pattern: 'third-parties-denied' code: 'C1' gravity: GRAVITY_HIGH
    app: 'vendors/acme/apps/one' title: 'Denied and declared.' message: 'It is, and is not.'
    help: 'Decide.'
    left { fact: 'vendors/acme/facts/l' statement: 'hosts includes {a}'
           clause { title: 'Forge manifest' sha256: 'm' line: 12 quote: 'address: a'
                    entry_path: 'permissions.external.fetch.backend[0]' } }
    right { fact: 'vendors/acme/facts/r' statement: 'third parties are none'
            clause { title: 'Privacy' sha256: 'p' line: 3 quote: 'Nobody.' } })");
}

CheckReport ReportOf(std::vector<v1::Finding> findings) {
  CheckReport report;
  report.declaration_path = "app/manifest.yml";
  report.files = {{kManifestDigest, "app/manifest.yml"},
                  {kPolicyDigest, "book/privacy.md"}};
  report.facts = {{"vendors/acme/facts/word", {"book/factbook.yaml", 40}}};
  for (auto& finding : findings) *report.response.add_findings() = std::move(finding);
  return report;
}

TEST(Places, TheDeclarationBeforeTheTextsBeforeTheBook) {
  v1::Finding finding = Usual();
  std::swap(*finding.mutable_left(), *finding.mutable_right());
  const CheckReport report = ReportOf({});
  EXPECT_EQ(PlaceOf(report, finding)->path, "app/manifest.yml");
  EXPECT_EQ(PlaceOf(report, finding)->line, 12);
  finding.clear_right();
  EXPECT_EQ(PlaceOf(report, finding)->path, "book/privacy.md");
  const v1::Finding word = Parse<v1::Finding>(
      "left { fact: 'vendors/acme/facts/word' attestation { attester: 'A' } }");
  EXPECT_EQ(PlaceOf(report, word)->path, "book/factbook.yaml");
  EXPECT_EQ(PlaceOf(report, word)->line, 40);
  const v1::Finding far = Parse<v1::Finding>("left { clause { sha256: 'x' line: 9 } }");
  EXPECT_FALSE(PlaceOf(report, far).has_value());
  EXPECT_EQ(PlaceOrFile(report, far).path, "app/manifest.yml");
}

TEST(Github, WhatIsWrongWithTheFileIsShownToo) {
  CheckReport report = ReportOf({});
  v1::DocumentNotice& fault = *report.response.add_notices();
  fault.set_fault(true);
  fault.set_line(7);
  fault.set_message("The key 'app' is missing.");
  report.response.add_notices()->set_message("By the way.");
  EXPECT_EQ(GithubAnnotations(report),
            "::warning file=app/manifest.yml,line=7,title=clausebook%3A faulty "
            "file::The key 'app' is missing.\n");
}

TEST(Github, OneCommandALineEscapedAsTheRunnerWants) {
  v1::Finding finding = Usual();
  finding.set_message("100% of it:\r\nall, really.");
  CheckReport report = ReportOf({finding});
  report.files[kManifestDigest] = report.declaration_path = "a,b:c/manifest.yml";
  const std::string out = GithubAnnotations(report);
  EXPECT_THAT(
      out, StartsWith("::error file=a%2Cb%3Ac/manifest.yml,line=12,title=clausebook%3A "
                      "third-parties-denied::one: 100%25 of it:%0D%0Aall, really."));
  EXPECT_THAT(out, EndsWith("Decide.\n"));
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1);
}

TEST(Github, TheLevelFollowsWhatFailsAndHowGraveItIs) {
  std::vector<v1::Finding> findings(4, Usual());
  findings[1].set_gravity(v1::GRAVITY_MEDIUM);
  findings[2].set_gravity(v1::GRAVITY_LOW);
  findings[3].set_gravity(v1::GRAVITY_INFO);
  CheckReport report = ReportOf(findings);
  const auto levels = [&] {
    std::vector<std::string> levels;
    const std::string out = GithubAnnotations(report);
    for (const absl::string_view line : absl::StrSplit(out, '\n', absl::SkipEmpty())) {
      levels.emplace_back(line.substr(0, line.find(' ')));
    }
    return levels;
  };
  EXPECT_THAT(levels(), ElementsAre("::error", "::warning", "::notice", "::notice"));
  report.fail_on = v1::GRAVITY_LOW;
  EXPECT_THAT(levels(), ElementsAre("::error", "::error", "::error", "::notice"));
  EXPECT_EQ(CountFailing(report), 3);
}

TEST(Github, WhatHasNoPlaceIsShownWithTheRun) {
  v1::Finding finding =
      Parse<v1::Finding>("pattern: 'p' left { clause { sha256: 'x' } }");
  EXPECT_THAT(GithubAnnotations(ReportOf({finding})),
              StartsWith("::notice title=clausebook%3A p::"));
}

TEST(Gitlab, EveryRequiredField) {
  const json issues = json::parse(GitlabReport(ReportOf({Usual()})));
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_THAT(issues[0]["description"].get<std::string>(),
              HasSubstr("It is, and is not."));
  EXPECT_EQ(issues[0]["check_name"], "clausebook/third-parties-denied");
  EXPECT_EQ(issues[0]["fingerprint"].get<std::string>().size(), 64u);
  EXPECT_EQ(issues[0]["severity"], "critical");
  EXPECT_EQ(issues[0]["location"]["path"], "app/manifest.yml");
  EXPECT_EQ(issues[0]["location"]["lines"]["begin"], 12);
  EXPECT_EQ(GitlabReport(ReportOf({})), "[]\n");
}

TEST(Gitlab, SeveritiesAreThoseThatItKnows) {
  std::vector<v1::Finding> findings(4, Usual());
  findings[1].set_gravity(v1::GRAVITY_MEDIUM);
  findings[2].set_gravity(v1::GRAVITY_LOW);
  findings[3].set_gravity(v1::GRAVITY_INFO);
  const json issues = json::parse(GitlabReport(ReportOf(findings)));
  EXPECT_EQ(issues[1]["severity"], "major");
  EXPECT_EQ(issues[2]["severity"], "minor");
  EXPECT_EQ(issues[3]["severity"], "info");
}

TEST(Fingerprints, NoTwoAlikeAndNotOfLines) {
  std::vector<v1::Finding> findings(3, Usual());
  findings[2].set_app("vendors/acme/apps/two");
  const auto first = FingerprintsOf(ReportOf(findings));
  EXPECT_EQ(std::set<std::string>(first.begin(), first.end()).size(), 3u);
  for (auto& finding : findings) {
    finding.mutable_left(0)->mutable_clause()->set_line(99);
    finding.mutable_left(0)->mutable_clause()->set_entry_path("moved[1]");
    finding.mutable_left(0)->mutable_clause()->set_sha256("edited");
  }
  EXPECT_EQ(FingerprintsOf(ReportOf(findings)), first);
  findings[0].mutable_left(0)->set_statement("hosts includes {b}");
  EXPECT_NE(FingerprintsOf(ReportOf(findings))[0], first[0]);
}

TEST(Bitbucket, FieldsThatItKnowsWithinItsLimits) {
  v1::Finding finding = Usual();
  std::string message;
  while (message.size() < 3000) message += "\u00e4 word \u2026 ";
  finding.set_message(message);
  const json annotations = json::parse(BitbucketAnnotations(ReportOf({finding})));
  const json& annotation = annotations[0];
  EXPECT_THAT(annotation["external_id"].get<std::string>(), StartsWith("clausebook-"));
  EXPECT_EQ(annotation["annotation_type"], "BUG");
  EXPECT_EQ(annotation["severity"], "HIGH");
  EXPECT_EQ(annotation["result"], "FAILED");
  EXPECT_EQ(annotation["path"], "app/manifest.yml");
  EXPECT_EQ(annotation["line"], 12);
  EXPECT_LE(annotation["summary"].get<std::string>().size(), 450u);
  EXPECT_LE(annotation["details"].get<std::string>().size(), 2000u);
  // Cut between characters: it parsed, and nothing was replaced.
  EXPECT_THAT(annotation["summary"].get<std::string>(),
              AllOf(EndsWith("\u2026"), Not(HasSubstr("\ufffd"))));
}

TEST(Bitbucket, AHundredARequestAndAThousandAReport) {
  const auto requests = [](int findings) {
    std::vector<int> sizes;
    const std::string out = BitbucketAnnotations(
        ReportOf(std::vector<v1::Finding>(static_cast<std::size_t>(findings), Usual())));
    for (const absl::string_view line : absl::StrSplit(out, '\n', absl::SkipEmpty())) {
      sizes.push_back(static_cast<int>(json::parse(std::string(line)).size()));
    }
    return sizes;
  };
  EXPECT_THAT(requests(1), ElementsAre(1));
  EXPECT_THAT(requests(100), ElementsAre(100));
  EXPECT_THAT(requests(205), ElementsAre(100, 100, 5));
  EXPECT_THAT(requests(1500),
              ElementsAre(100, 100, 100, 100, 100, 100, 100, 100, 100, 100));
  EXPECT_THAT(requests(0), ElementsAre());
}

TEST(Sarif, ALogWithRulesResultsAndPlaces) {
  v1::Finding second = Usual();
  second.set_pattern("log-access");
  second.set_gravity(v1::GRAVITY_LOW);
  const json log = json::parse(SarifReport(ReportOf({Usual(), second, Usual()})));
  EXPECT_EQ(log["version"], "2.1.0");
  const json& run = log["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "clausebook");
  ASSERT_EQ(run["tool"]["driver"]["rules"].size(), 2u);
  ASSERT_EQ(run["results"].size(), 3u);
  for (const json& result : run["results"]) {
    const int rule = result["ruleIndex"];
    EXPECT_EQ(run["tool"]["driver"]["rules"][static_cast<std::size_t>(rule)]["id"],
              result["ruleId"]);
  }
  const json& result = run["results"][0];
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(run["results"][1]["level"], "note");
  const json& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "app/manifest.yml");
  EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
  EXPECT_EQ(place["region"]["startLine"], 12);
  const json& other = result["relatedLocations"][0];
  EXPECT_EQ(other["physicalLocation"]["artifactLocation"]["uri"], "book/privacy.md");
  EXPECT_EQ(other["message"]["text"], "third parties are none");
}

TEST(Sarif, PathsAreUriReferences) {
  CheckReport report = ReportOf({Usual()});
  report.files[kManifestDigest] = report.declaration_path = "my app/m\u00e4n%ifest:1.yml";
  const json log = json::parse(SarifReport(report));
  EXPECT_EQ(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
               ["artifactLocation"]["uri"],
            "my%20app/m%C3%A4n%25ifest%3A1.yml");
  report.files[kManifestDigest] = report.declaration_path = "/tmp/m.yml";
  const json absolute = json::parse(SarifReport(report));
  const json& artifact = absolute["runs"][0]["results"][0]["locations"][0]
                                 ["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(artifact["uri"], "file:///tmp/m.yml");
  EXPECT_FALSE(artifact.contains("uriBaseId"));
}

TEST(Details, OneAppOrSeveral) {
  v1::Finding finding = Usual();
  EXPECT_THAT(DetailOf(finding), StartsWith("one: It is, and is not."));
  for (const char* app : {"one", "two", "three"}) {
    finding.add_apps(std::string("vendors/acme/apps/") + app);
  }
  EXPECT_THAT(DetailOf(finding), StartsWith("one and 2 more apps: It is"));
  // An app that comes first by its name makes it no other finding.
  v1::Finding later = finding;
  later.set_app("vendors/acme/apps/a");
  EXPECT_EQ(FingerprintsOf(ReportOf({finding})), FingerprintsOf(ReportOf({later})));
}

TEST(Details, LongQuotesAndManyAreShortened) {
  v1::Finding finding = Usual();
  finding.mutable_left(0)->mutable_clause()->set_quote(std::string(1000, 'x') +
                                                       "\n  end");
  for (int i = 0; i < 9; ++i) *finding.add_left() = Usual().left(0);
  const std::string detail = DetailOf(finding);
  EXPECT_THAT(detail, AllOf(HasSubstr("xxx\u2026"), Not(HasSubstr("tail")),
                            HasSubstr("and 5 more against"), EndsWith("Decide.")));
  EXPECT_LT(detail.size(), 1200u);
}

TEST(Ignoring, ByIdOrCodeAndOnlyWhatExists) {
  v1::Finding other = Usual();
  other.set_pattern("log-access");
  CheckReport report = ReportOf({Usual(), other, Usual()});
  EXPECT_TRUE(Ignore({"c1"}, report).ok());
  EXPECT_EQ(report.ignored, 2);
  ASSERT_EQ(report.response.findings_size(), 1);
  EXPECT_EQ(report.response.findings(0).pattern(), "log-access");
  const absl::Status unknown = Ignore({"log-acess"}, report);
  EXPECT_EQ(unknown.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(unknown.message()), HasSubstr("'log-access'"));
  EXPECT_TRUE(Ignore({"log-access"}, report).ok());
  EXPECT_EQ(report.response.findings_size(), 0);
}

TEST(Terminal, ColourOnlyIfWanted) {
  CheckReport report = ReportOf({Usual()});
  report.response.set_app_count(1);
  const std::string plain = RenderFindings(report, {80, false});
  EXPECT_THAT(plain,
              AllOf(HasSubstr("HIGH"), HasSubstr("third-parties-denied (C1)"),
                    HasSubstr("app/manifest.yml:12"), HasSubstr("book/privacy.md:3"),
                    HasSubstr("against"), Not(HasSubstr("\x1b["))));
  EXPECT_THAT(RenderFindings(report, {80, true}), HasSubstr("\x1b["));
}

TEST(Terminal, NothingFoundIsSaidWithWhatWasChecked) {
  CheckReport report = ReportOf({});
  report.response.set_app_count(3);
  report.response.set_as_of("2026-11-01");
  EXPECT_EQ(RenderFindings(report, {80, false}),
            "Nothing found in 3 apps as of 2026-11-01.\n");
}

}  // namespace
}  // namespace clausebook::cli
