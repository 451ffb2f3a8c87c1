// Single entries of a Forge manifest and what they prove. The fixtures show the rest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/evidence/manifest/readings.h"

namespace clausebook::evidence {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::string WithBackend(const std::string& entries) {
  return WithHead("permissions:\n  external:\n    fetch:\n      backend:\n" + entries);
}

TEST(ForgeManifest, AnEntryIsCitedWithItsPathLineAndBytes) {
  const ReadText read = ReadForge(WithBackend("        - https://a.example/x # why\n"));
  const auto& fact = read.Fact("egress.backend_hosts includes {a.example}");
  EXPECT_EQ(read.Path(fact), "permissions.external.fetch.backend[0]");
  EXPECT_EQ(read.Line(fact), 9);
  EXPECT_EQ(read.Quote(fact), "https://a.example/x");
  EXPECT_THAT(fact.caveat, HasSubstr("path in the entry is ignored"));
}

TEST(ForgeManifest, AnAbsenceIsCitedToTheAppAndSaysWhatIsNotThere) {
  const ReadText read = ReadForge(WithHead(""));
  const auto& fact = read.Fact("egress.backend_hosts is exactly {}");
  EXPECT_EQ(read.Path(fact), "app.id");
  EXPECT_EQ(read.Quote(fact), "id: ari:cloud:ecosystem::app/x");
  EXPECT_THAT(fact.caveat, HasSubstr("no permissions.external.fetch.backend"));
}

TEST(ForgeManifest, AListIsClosedUnlessItHoldsAWildcardOrAVariable) {
  const std::string closed =
      "egress.backend_hosts is exactly {a.example} @ "
      "permissions.external.fetch.backend";
  EXPECT_THAT(ReadForge(WithBackend("        - a.example\n")).On("egress.backend_hosts"),
              Contains(closed));
  for (const char* second : {"'*'", "${HOST}", "https://${HOST}.example"}) {
    const ReadText read =
        ReadForge(WithBackend("        - a.example\n        - " + std::string(second) +
                              "\nenvironment:\n  variables: [HOST]\n"));
    EXPECT_THAT(read.On("egress.backend_hosts"), Not(Contains(HasSubstr("exactly"))))
        << second;
    EXPECT_THAT(read.On("egress.undetermined"),
                ElementsAre("egress.undetermined is true @ "
                            "permissions.external.fetch.backend[1]"));
    // The other lists are closed all the same.
    EXPECT_THAT(read.On("egress.client_hosts"), Contains(HasSubstr("exactly {}")));
  }
}

TEST(ForgeManifest, ADefaultResolvesAVariableOnlyByDefault) {
  const ReadText read = ReadFixture("open.yml");
  const auto& fact =
      read.Fact("egress.backend_hosts includes {reports.lanternfish.example}");
  EXPECT_THAT(fact.caveat, HasSubstr("By default"));
  EXPECT_THAT(read.On("egress.backend_hosts"), Not(Contains(HasSubstr("exactly"))));
}

TEST(ForgeManifest, CustomerManagedEgressOpensEveryList) {
  const ReadText read = ReadForge(
      WithHead("permissions:\n  external:\n    configurable:\n      enabled: true\n"));
  for (const char* property : {"egress.backend_hosts", "egress.client_hosts",
                               "egress.asset_hosts", "egress.script_hosts"}) {
    EXPECT_THAT(read.On(property), IsEmpty()) << property;
  }
  EXPECT_THAT(read.On("egress.customer_controlled"),
              ElementsAre(HasSubstr("is true @ permissions.external.configurable")));
}

TEST(ForgeManifest, AbsentInScopeEudMeansTrue) {
  const ReadText read =
      ReadForge(WithBackend("        - a.example\n        - address: b.example\n         "
                            " inScopeEUD: false\n"));
  EXPECT_THAT(read.On("egress.eud_declared"),
              ElementsAre("egress.eud_declared is true @ "
                          "permissions.external.fetch.backend[0]"));
  const ReadText denied = ReadForge(
      WithBackend("        - address: b.example\n          inScopeEUD: false\n"));
  EXPECT_THAT(denied.On("egress.eud_declared"),
              ElementsAre(HasSubstr("is false @ permissions.external")));
}

TEST(ForgeManifest, ARemoteWithoutOperationsIsTakenToStoreEndUserData) {
  const ReadText read =
      ReadForge(WithHead("remotes:\n  - key: r\n    baseUrl: https://r.example\n"));
  const auto stored = read.On("storage.off_platform");
  EXPECT_THAT(stored, ElementsAre(HasSubstr("is true")));
  EXPECT_THAT(stored[0], HasSubstr("remotes[0]"));
  EXPECT_THAT(read.On("residency.pinned_eligible"), ElementsAre(HasSubstr("is false")));
  EXPECT_THAT(read.On("hosting.platform"),
              ElementsAre("hosting.platform is forge_with_remote @ remotes"));
}

TEST(ForgeManifest, ARemoteThatOnlyFetchesProvesNoStorageAndNoProcessing) {
  const ReadText read = ReadForge(WithHead(
      "remotes:\n  - key: r\n    baseUrl: https://r.example\n    operations: [fetch]\n"));
  EXPECT_THAT(read.On("storage.off_platform"), IsEmpty());
  EXPECT_THAT(read.On("processing.off_platform"), IsEmpty());
  EXPECT_THAT(read.On("egress.eud_declared"), IsEmpty());
  EXPECT_THAT(read.On("residency.pinned_eligible"), ElementsAre(HasSubstr("is true")));
}

TEST(ForgeManifest, AServerOfTheVendorsCannotBeRuledOutWhereTheAppCallsOne) {
  const std::string functions =
      "modules:\n  function:\n    - key: f\n      handler: index.f\n"
      "  consumer:\n    - {key: c, queue: q, function: f}\n";
  EXPECT_THAT(ReadForge(WithHead(functions)).On("hosting.code_location"),
              Contains(HasSubstr("exactly {atlassian}")));
  EXPECT_THAT(ReadForge(WithBackend("        - api.example\n" + functions))
                  .On("hosting.code_location"),
              ElementsAre("hosting.code_location includes {atlassian} @ "
                          "modules.function"));
}

TEST(ForgeManifest, AnalyticsIsDeclaredNotGuessed) {
  const ReadText declared = ReadForge(WithBackend(
      "        - address: api.mixpanel.com\n          category: analytics\n"));
  EXPECT_THAT(declared.On("analytics.providers"),
              ElementsAre(HasSubstr("includes {mixpanel}")));
  const ReadText undeclared = ReadForge(WithBackend("        - api.mixpanel.com\n"));
  EXPECT_THAT(undeclared.On("analytics.providers"), IsEmpty());
  EXPECT_THAT(undeclared.On("analytics.used"), IsEmpty());
  ASSERT_EQ(undeclared.reading.notices.size(), 1u);
  EXPECT_THAT(undeclared.reading.notices[0].message, HasSubstr("mixpanel"));
  const ReadText unknown = ReadForge(
      WithBackend("        - address: stats.example\n          category: analytics\n"
                  "          inScopeEUD: false\n"));
  EXPECT_THAT(unknown.On("analytics.used"), ElementsAre(HasSubstr("is true")));
  EXPECT_THAT(unknown.On("analytics.providers"), IsEmpty());
  EXPECT_THAT(unknown.reading.notices[0].message,
              HasSubstr("not on the platform's list"));
}

TEST(ForgeManifest, AConnectKeyAloneIsNoConnectModule) {
  const ReadText read = ReadForge(
      "app:\n  id: ari:cloud:ecosystem::app/x\n  runtime: {name: nodejs22.x}\n"
      "  connect: {key: a.b}\n");
  EXPECT_EQ(read.reading.app_key, "a.b");
  EXPECT_THAT(read.On("hosting.platform"), ElementsAre(HasSubstr("is forge @")));
  EXPECT_THAT(read.On("hosting.connect_identity"), ElementsAre(HasSubstr("is true")));
  EXPECT_THAT(read.On("runs_on_atlassian.obstacles"), IsEmpty());
}

TEST(ForgeManifest, ScopesAreClosedAndClassed) {
  const ReadText read = ReadForge(
      WithHead("permissions:\n  scopes:\n    - read:jira-work\n    - storage:app\n"));
  EXPECT_THAT(read.On("access.scope_classes"),
              Contains(HasSubstr("exactly {read} @ permissions.scopes")));
  const ReadText odd =
      ReadForge(WithHead("permissions:\n  scopes: [harpoon:everything]\n"));
  EXPECT_THAT(odd.On("access.scope_classes"), IsEmpty());
  EXPECT_THAT(odd.On("access.scopes"), Contains(HasSubstr("exactly")));
}

TEST(ForgeManifest, AnAliasedEntryIsCitedWhereItStands) {
  const ReadText read = ReadForge(WithHead(
      "permissions:\n  external:\n    fetch:\n      backend: &hosts [a.example]\n"
      "      client: *hosts\n"));
  const auto& fact = read.Fact("egress.client_hosts is exactly {a.example}");
  EXPECT_EQ(read.Quote(fact), "client: *hosts");
  EXPECT_EQ(read.Path(read.Fact("egress.client_hosts includes {a.example}")),
            "permissions.external.fetch.client[0]");
}

TEST(ForgeManifest, WhatIsNoManifestIsAnError) {
  for (const char* text : {"", "- a\n", "just text\n", "# nothing\n", "{}\n"}) {
    const auto reading = ReadForgeManifest(text, TheCatalog());
    ASSERT_FALSE(reading.ok()) << text;
    EXPECT_EQ(reading.status().code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST(ForgeManifest, OddValuesGiveNoFactAndNoError) {
  const ReadText read =
      ReadForge(WithBackend("        - [nested]\n        - address: {a: b}\n        - "
                            "12\n        - ~\n        - " +
                            std::string(3000, 'a') + ".example\n"));
  EXPECT_FALSE(read.reading.valid);
  EXPECT_THAT(read.On("egress.backend_hosts"), Not(Contains(HasSubstr("exactly"))));
}

}  // namespace
}  // namespace clausebook::evidence
