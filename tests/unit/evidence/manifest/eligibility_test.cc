// Runs on Atlassian, and what leaves: a manifest's facts answered by the reasoning core.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/evidence/manifest/readings.h"

namespace clausebook::evidence {
namespace {

using answering::Verdict;
using model::Operator;
using model::Value;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// The lines that an answer cites or names beside what it cites.
std::multiset<int> LinesIn(const answering::Answer& answer) {
  std::multiset<int> lines;
  const auto add = [&](const answering::Citation& citation) {
    if (const auto* clause = std::get_if<answering::ClauseCitation>(&citation.source)) {
      lines.insert(clause->line);
    }
  };
  for (const auto& citation : answer.citations) add(citation);
  for (const auto& considered : answer.considered) add(considered.citation);
  return lines;
}

TEST(Eligibility, EveryReasonIsInTheAnswerWithItsLine) {
  Known known(ReadFixture("egress.yml"));
  const auto answer = known.Ask("runs-on-atlassian");
  EXPECT_EQ(answer.verdict, Verdict::kNo);
  EXPECT_THAT(LinesIn(answer),
              UnorderedElementsAre(13, 27, 28, 30, 35, 37, 40, 42, 44, 46, 49));
}

TEST(Eligibility, WhatStandsInTheWayIsAskedByItself) {
  Known known(ReadFixture("channels.yml"));
  const auto answer = known.Ask("runs-on-atlassian-obstacles");
  EXPECT_EQ(answer.verdict, Verdict::kValue);
  EXPECT_THAT(answer.sentence, HasSubstr("a web trigger that computes its answer"));
  EXPECT_THAT(answer.sentence, HasSubstr("a preview of the SQL module"));
  EXPECT_EQ(answer.citations.size(), 2u);
}

TEST(Eligibility, AManifestNeverGrantsIt) {
  for (const char* name : {"quiet.yml", "badge.yml"}) {
    Known known(ReadFixture(name));
    const auto answer = known.Ask("runs-on-atlassian");
    EXPECT_EQ(answer.verdict, Verdict::kUnknown) << name;
    EXPECT_THAT(answer.settling_properties, Contains("access.requires_pat")) << name;
    known.Attested("access.requires_pat", Operator::kEquals, Value::Bool(false));
    EXPECT_EQ(known.VerdictOf("runs-on-atlassian"), Verdict::kYes) << name;
    Known other(ReadFixture(name));
    other.Attested("access.requires_pat", Operator::kEquals, Value::Bool(true));
    EXPECT_EQ(other.VerdictOf("runs-on-atlassian"), Verdict::kNo) << name;
  }
}

TEST(Eligibility, AnEntryThatIsNotNeededCountsAndIsSaidNotToBeNeeded) {
  const ReadText read = ReadForge(
      WithHead("permissions:\n  external:\n    images: [i0.wp.com, pictures.example]\n"
               "    frames: [api.media.atlassian.com]\n"));
  std::vector<std::string> needless;
  for (const auto& fact : read.reading.facts) {
    if (fact.property != "runs_on_atlassian.obstacles") continue;
    if (fact.caveat.find("lets every app reach this host") != std::string::npos) {
      needless.push_back(read.Quote(fact));
    }
  }
  EXPECT_EQ(read.On("runs_on_atlassian.obstacles").size(), 3u);
  EXPECT_THAT(needless, ElementsAre("i0.wp.com"));
}

TEST(Eligibility, ABadgeClaimedAgainstTheManifestIsAConflict) {
  Known known(ReadFixture("remotes.yml"));
  known.Attested("runs_on_atlassian.eligible", Operator::kEquals, Value::Bool(true));
  EXPECT_EQ(known.VerdictOf("runs-on-atlassian"), Verdict::kConflict);
}

struct BadgeCase {
  const char* name;
  const char* rest;
  const char* obstacle;  // empty: none
  const char* grants;    // "true": manifest_eligible is true
};

class BadgeTest : public ::testing::TestWithParam<BadgeCase> {};

TEST_P(BadgeTest, GoesByTheRules) {
  const ReadText read = ReadForge(WithHead(GetParam().rest));
  ASSERT_THAT(read.Faults(), IsEmpty());
  const auto obstacles = read.On("runs_on_atlassian.obstacles");
  if (std::string(GetParam().obstacle).empty()) {
    EXPECT_THAT(obstacles, IsEmpty());
  } else {
    EXPECT_THAT(obstacles,
                Contains(HasSubstr(std::string("{") + GetParam().obstacle + "}")));
  }
  const auto eligible = read.On("runs_on_atlassian.manifest_eligible");
  EXPECT_EQ(!eligible.empty() && eligible[0].find("is true") != std::string::npos,
            std::string(GetParam().grants) == "true");
}

INSTANTIATE_TEST_SUITE_P(
    All, BadgeTest,
    ::testing::Values(
        BadgeCase{"Nothing", "", "", "true"},
        BadgeCase{"EmptyLists", "remotes: []\npermissions: {external: {}}\n", "", "true"},
        BadgeCase{"OnlyCode",
                  "modules:\n  function:\n    - {key: f, handler: index.f}\n  consumer:\n"
                  "    - {key: c, queue: q, function: f}\n",
                  "", "true"},
        BadgeCase{
            "AnalyticsWithEud",
            "permissions:\n  external:\n    images:\n      - address: '*.posthog.com'\n"
            "        category: analytics\n        inScopeEUD: true\n",
            "egress", ""},
        BadgeCase{
            "AnalyticsEudAbsent",
            "permissions:\n  external:\n    images:\n      - address: '*.posthog.com'\n"
            "        category: analytics\n",
            "egress", ""},
        BadgeCase{
            "NoCategory",
            "permissions:\n  external:\n    images:\n      - address: '*.posthog.com'\n"
            "        inScopeEUD: false\n",
            "egress", ""},
        BadgeCase{"VariableAnalytics",
                  "permissions:\n  external:\n    images:\n      - address: '${A}'\n"
                  "        category: analytics\n        inScopeEUD: false\n"
                  "environment:\n  variables: [A]\n",
                  "", ""},
        BadgeCase{"NavigationOnly",
                  "permissions:\n  external:\n    navigation:\n      - a.example\n", "",
                  ""},
        BadgeCase{"ConfigurableOff",
                  "permissions:\n  external:\n    configurable:\n      enabled: false\n",
                  "", "true"},
        BadgeCase{"ConfigurableOn",
                  "permissions:\n  external:\n    configurable:\n      enabled: true\n",
                  "customer_managed_egress", ""},
        BadgeCase{"StaticTrigger",
                  "modules:\n  webtrigger:\n    - key: t\n      function: f\n      "
                  "response:\n        type: static\n        outputs: []\n"
                  "  function: [{key: f, handler: index.f}]\n",
                  "", "true"},
        BadgeCase{"UntypedTrigger",
                  "modules:\n  webtrigger:\n    - key: t\n      function: f\n"
                  "  function: [{key: f, handler: index.f}]\n",
                  "dynamic_webtrigger", ""},
        BadgeCase{"OldRemoteModule",
                  "modules:\n  remote:\n    - key: r\n      baseUrl: https://r.example\n"
                  "  macro: [{key: m, title: M}]\n",
                  "remotes", ""},
        BadgeCase{"DeployedConnectModule",
                  "modules:\n  connect-jira:webPanels:\n    - {key: p, url: /panel}\n",
                  "connect_modules", ""},
        BadgeCase{"GeneralSql", "modules:\n  sql:\n    - key: d\n      engine: mysql\n",
                  "", "true"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(WhatLeaves, DeclaringNothingAndSendingNothingAreTwoQuestions) {
  Known quiet(ReadFixture("quiet.yml"));
  EXPECT_EQ(quiet.VerdictOf("declares-egress"), Verdict::kNo);
  const auto answer = quiet.Ask("sends-data-out");
  EXPECT_EQ(answer.verdict, Verdict::kNo);
  ASSERT_THAT(answer.caveats, ::testing::Not(IsEmpty()));
  EXPECT_THAT(answer.caveats, Contains(HasSubstr("logs")));
  EXPECT_THAT(answer.caveats, Contains(HasSubstr("static.lanternfish.example")));

  // No host, but other ways out.
  Known channels(ReadFixture("channels.yml"));
  EXPECT_EQ(channels.VerdictOf("declares-egress"), Verdict::kNo);
  EXPECT_EQ(channels.VerdictOf("sends-data-out"), Verdict::kUnknown);
  EXPECT_EQ(channels.VerdictOf("dynamic-webtrigger"), Verdict::kYes);
}

TEST(WhatLeaves, EventsForOtherAppsAreAmongWhatRemains) {
  Known known(
      ReadForge(WithHead("modules:\n  event:\n    - key: landed\n      name: Landed\n"
                         "      allowedRecipients: ['*']\n")));
  const auto answer = known.Ask("sends-data-out");
  EXPECT_EQ(answer.verdict, Verdict::kNo);
  EXPECT_THAT(answer.caveats, Contains(HasSubstr("told of the app's events")));
}

TEST(WhatLeaves, LogsThatGoElsewhereAreNotDenied) {
  Known known(ReadFixture("badge.yml"));
  known.Attested("logs.off_platform", Operator::kEquals, Value::Bool(true));
  EXPECT_EQ(known.VerdictOf("sends-data-out"), Verdict::kYes);
}

TEST(WhatLeaves, APolicyThatDeniesStorageElsewhereConflictsWithARemoteThatStores) {
  Known known(ReadFixture("remotes.yml"));
  EXPECT_EQ(known.VerdictOf("stores-data-off-atlassian"), Verdict::kYes);
  known.Attested("storage.off_platform", Operator::kEquals, Value::Bool(false));
  EXPECT_EQ(known.VerdictOf("stores-data-off-atlassian"), Verdict::kConflict);
}

TEST(WhatLeaves, AnInvalidFileClosesNothing) {
  Known known(ReadFixture("old.yml"));
  EXPECT_EQ(known.VerdictOf("declares-egress"), Verdict::kYes);
  EXPECT_EQ(known.VerdictOf("browser-third-party-scripts"), Verdict::kUnknown);
  const auto answer = known.Ask("egress-hosts");
  EXPECT_EQ(answer.verdict, Verdict::kValue);
  EXPECT_THAT(answer.sentence, HasSubstr("not stated to be complete"));
  EXPECT_THAT(answer.caveats, Contains(HasSubstr("does not validate")));
}

}  // namespace
}  // namespace clausebook::evidence
