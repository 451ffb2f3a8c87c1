// C4, C8, C9, C12: what is denied or claimed in one place and shown in another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checking/sources.h"

namespace clausebook::checking {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::string WithModules(const std::string& modules) {
  std::string text = ForgeManifest("");
  return text.insert(text.find("resources:"), modules);
}

constexpr char kTrigger[] = "  webtrigger:\n    - {key: drain, function: resolver}\n";
constexpr char kStatic[] =
    "  webtrigger:\n    - key: drain\n      function: resolver\n      response: {type: "
    "static, outputs: [{key: ok, statusCode: 200}]}\n";

TEST(Channels, AWebTriggerLeadsOutOfAtlassian) {
  for (const char* property : {"processing.off_platform", "egress.off_platform"}) {
    const auto found =
        Sources().Says(property, "equals: false").Manifest(WithModules(kTrigger)).Check();
    EXPECT_THAT(Kinds(found), ElementsAre("medium channel-out")) << property;
    EXPECT_EQ(found[0].pattern->code, "C8");
    EXPECT_THAT(Cited(found[0].left), ElementsAre("modules.webtrigger[0]"));
    EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
    EXPECT_THAT(Kinds(Sources()
                          .Says(property, "equals: false")
                          .Manifest(WithModules(kStatic))
                          .Check()),
                IsEmpty());
  }
}

TEST(Channels, EachChannelIsAFinding) {
  const std::string manifest = WithModules(
                                   "  apiRoute:\n    - {key: list, path: /list, "
                                   "operation: GET, function: resolver, "
                                   "scopes: [read:list:custom]}\n  rovo:mcp:\n    - "
                                   "{key: t, name: T, tools: [c]}\n" +
                                   std::string(kTrigger)) +
                               "  external:\n    configurable: {enabled: true}\n";
  const auto found =
      Sources()
          .Says("hosting.code_location", "exactly: [atlassian, user_browser]")
          .Manifest(manifest)
          .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("medium channel-out", "medium channel-out",
                                        "medium channel-out", "medium channel-out"));
}

TEST(Channels, ConnectModulesLeadOutToo) {
  const std::string connect =
      "connectModules:\n  jira:webItems: [{key: w, location: l, name: {value: W}, url: "
      "/w}]\n"
      "remotes:\n  - {key: connect, baseUrl: 'https://c.lanternfish.example', "
      "operations: "
      "[compute]}\n";
  std::string manifest = ForgeManifest("", connect);
  manifest.insert(manifest.find("  runtime:"), "  connect: {key: k, remote: connect}\n");
  const auto processing = Sources()
                              .Says("egress.vendor_servers", "equals: true")
                              .Says("egress.off_platform", "equals: false",
                                    "about: {data_category: [product_content]}")
                              .Manifest(manifest)
                              .Check();
  EXPECT_THAT(Cited(Only("channel-out", processing).left), ElementsAre("connectModules"));
}

TEST(Channels, WithoutTheClaimAChannelIsNobodysBusiness) {
  EXPECT_THAT(Kinds(Sources().Manifest(WithModules(kTrigger)).Check()), IsEmpty());
  // A claim about other data is not the claim.
  EXPECT_THAT(Kinds(Sources()
                        .Says("processing.off_platform", "equals: false",
                              "about: {data_category: [licence_billing]}")
                        .Manifest(WithModules(kTrigger))
                        .Check()),
              IsEmpty());
}

TEST(Badge, AnEntryThatMakesTheAppIneligible) {
  const auto found = Sources()
                         .Says("runs_on_atlassian.eligible", "equals: true")
                         .Manifest(WithModules(kTrigger))
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high badge-contradicted"));
  EXPECT_EQ(found[0].pattern->code, "C9");
  EXPECT_THAT(Cited(found[0].left), ElementsAre("modules.webtrigger[0]"));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
}

TEST(Badge, EveryReasonIsCitedOnce) {
  const auto found =
      Sources()
          .Says("runs_on_atlassian.eligible", "equals: true")
          .Says("access.requires_pat", "equals: true")
          .Attests("runs_on_atlassian.manifest_eligible", "equals: true")
          .Says("subprocessors.list", "includes: [Buoy]")
          .Manifest(ForgeManifest("  external:\n    fetch:\n      backend: "
                                  "[api.buoy.example, b.buoy.example]\n"))
          .Check();
  const Finding badge = Only("badge-contradicted", found);
  EXPECT_THAT(
      Cited(badge.left),
      UnorderedElementsAre("permissions.external.fetch.backend[0]",
                           "permissions.external.fetch.backend[1]", "Sentence 2."));
  EXPECT_THAT(Cited(badge.right), UnorderedElementsAre("Sentence 1.", "Mara Lind"));
}

TEST(Badge, WhatTheProgrammeAllowsIsNoObstacle) {
  EXPECT_THAT(
      Kinds(Sources()
                .Says("runs_on_atlassian.eligible", "equals: true")
                .Says("analytics.providers", "includes: [mixpanel]")
                .Says("access.requires_pat", "equals: false")
                .Manifest(ForgeManifest(
                    "  external:\n    fetch:\n      backend: [{address: "
                    "'*.mixpanel.com', category: analytics, inScopeEUD: false}]\n"))
                .Check()),
      IsEmpty());
  // Nobody claims it.
  EXPECT_THAT(Kinds(Sources().Manifest(WithModules(kTrigger)).Check()), IsEmpty());
}

TEST(LogAccess, ThePlatformLetsTheVendorReadLogs) {
  for (const auto& [property, what] :
       {std::pair{"access.vendor_staff", "equals: none"},
        std::pair{"access.staff_technically_able", "equals: false"},
        std::pair{"access.parties", "exactly: [app_code]"}}) {
    const auto found = Sources()
                           .Says("hosting.platform", "equals: forge")
                           .Says(property, what)
                           .OnForge()
                           .Check();
    const Finding logs = Only("log-access", found);
    EXPECT_EQ(logs.pattern->code, "C12");
    EXPECT_EQ(logs.gravity, Gravity::kLow);
    EXPECT_THAT(Cited(logs.right), ElementsAre("Sentence 2.")) << property;
    EXPECT_EQ(logs.left.size(), 1u);
  }
}

TEST(LogAccess, WhoSaysSoHasLeftNothingOut) {
  const auto base = [] {
    return Sources()
        .Says("hosting.platform", "equals: forge")
        .Says("access.vendor_staff", "equals: none")
        .OnForge();
  };
  EXPECT_THAT(Kinds(base().Says("access.vendor_logs", "equals: default_on").Check()),
              IsEmpty());
  EXPECT_THAT(Kinds(base().Says("logs.contain_end_user_data", "equals: false").Check()),
              IsEmpty());
  // A prohibition is not a claim that nobody can.
  EXPECT_THAT(Kinds(Sources()
                        .Says("hosting.platform", "equals: forge")
                        .Says("access.vendor_staff", "equals: prohibited")
                        .OnForge()
                        .Check()),
              IsEmpty());
  // Not on Forge, not known to be.
  EXPECT_THAT(
      Kinds(Sources().Says("access.vendor_staff", "equals: none").OnForge().Check()),
      IsEmpty());
}

TEST(Analytics, ThatNoManifestDeclares) {
  for (const char* about : {"", "about: {surface: [cloud_service_unspecified, website]}",
                            "about: {surface: [app_frontend]}"}) {
    const auto found =
        Sources()
            .Says("analytics.providers", "includes: [google_analytics]", about)
            .Manifest(ForgeManifest("  external:\n    images: "
                                    "['*.atlassian.com']\n"))
            .Check();
    const Finding missing = Only("analytics-not-declared", found);
    EXPECT_EQ(missing.pattern->code, "C4");
    EXPECT_EQ(missing.gravity, Gravity::kInfo);
    EXPECT_THAT(missing.message, HasSubstr("Google Analytics"));
    EXPECT_THAT(Cited(missing.right), ElementsAre("Sentence 1."));
    EXPECT_FALSE(missing.left.empty());
  }
}

TEST(Analytics, OnTheWebSiteAloneNoManifestHasToDeclare) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("analytics.providers", "includes: [plausible]",
                              "about: {surface: [website, documentation]}")
                        .Manifest(ForgeManifest("  external:\n    images: "
                                                "['*.atlassian.com']\n"))
                        .Check()),
              IsEmpty());
}

TEST(Analytics, DeclaredOrPerhapsBehindAWildcard) {
  Sources policy;
  policy.Says("analytics.providers", "includes: [mixpanel]");
  for (const char* entry :
       {"'*.mixpanel.com'", "{address: '*.mixpanel.com', category: analytics}", "'*'"}) {
    for (const Finding& finding :
         Sources(policy)
             .Manifest(ForgeManifest("  external:\n    fetch:\n      client: [" +
                                     std::string(entry) + "]\n"))
             .Check()) {
      EXPECT_NE(finding.pattern->id, "analytics-not-declared") << entry;
    }
  }
}

}  // namespace
}  // namespace clausebook::checking
