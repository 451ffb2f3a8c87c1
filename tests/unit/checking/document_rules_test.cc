// C13, C14, C15: what one document says against itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checking/sources.h"

namespace clausebook::checking {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Sources Titled(const std::string& title, const std::string& url = "") {
  return Sources().Policy("apps", title, url).Says("policy.covers_app", "equals: true");
}

TEST(Titles, APolicyForForgeAppsThatCoversAConnectApp) {
  const auto found = Titled("Privacy Policy for Forge Cloud Apps")
                         .Says("hosting.platform", "equals: connect")
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("info title-excludes-app"));
  EXPECT_EQ(found[0].pattern->code, "C13");
  EXPECT_THAT(Cited(found[0].left), ElementsAre("Sentence 1."));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 2."));
  EXPECT_THAT(Kinds(Titled("Privacy", "https://lanternfish.example/forge-apps/privacy")
                        .Says("hosting.platform", "equals: connect")
                        .Check()),
              ElementsAre("info title-excludes-app"));
}

TEST(Titles, ThatFitTheApp) {
  EXPECT_THAT(Kinds(Titled("Privacy Policy for Forge Apps")
                        .Says("hosting.platform", "equals: forge_with_remote")
                        .Check()),
              IsEmpty());
  // Two platforms, one of them the app's.
  EXPECT_THAT(Kinds(Titled("Privacy of Forge and Connect apps")
                        .Says("hosting.platform", "equals: connect")
                        .Check()),
              IsEmpty());
  // Words that only look alike, and a company's name.
  EXPECT_THAT(Kinds(Titled("Connected Services Privacy", "https://forge.example/privacy")
                        .Says("hosting.platform", "equals: data_center")
                        .Check()),
              IsEmpty());
  EXPECT_THAT(
      Kinds(Titled("Privacy Policy").Says("hosting.platform", "equals: connect").Check()),
      IsEmpty());
}

TEST(Exceptions, AnExceptionBesideAPromiseToAll) {
  const auto found = Sources()
                         .Says("hosting.platform", "equals: forge", "except: [soundings]")
                         .Says("storage.off_platform", "equals: false")
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("info exception-and-rule"));
  EXPECT_EQ(found[0].pattern->code, "C14");
  EXPECT_THAT(Cited(found[0].left), ElementsAre("Sentence 2."));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
}

TEST(Exceptions, WhatIsSaidOfTheAppItselfOrOfOtherThingsIsNoRule) {
  // For the app in particular.
  EXPECT_THAT(
      Kinds(Sources()
                .Says("hosting.platform", "equals: forge", "except: [soundings]")
                .Says("storage.off_platform", "equals: false", "apps: [soundings]")
                .Check()),
      IsEmpty());
  // No promise about places.
  EXPECT_THAT(Kinds(Sources()
                        .Says("hosting.platform", "equals: forge", "except: [soundings]")
                        .Says("use.sold", "equals: false")
                        .Says("egress.third_parties", "includes: [Mailgull]",
                              "about: {data_category: [support]}")
                        .Says("egress.vendor_servers", "equals: false",
                              "about: {data_category: [support]}")
                        .Check()),
              IsEmpty());
  // In another document.
  Sources two;
  two.Says("hosting.platform", "equals: forge", "except: [soundings]");
  two.Policy("dpa", "Addendum").Says("storage.off_platform", "equals: false");
  EXPECT_THAT(Kinds(two.Check()), IsEmpty());
}

TEST(DeniedAndNamed, AnalyticsInOneDocument) {
  const auto found = Sources()
                         .Says("analytics.used", "equals: false")
                         .Says("analytics.providers", "includes: [matomo]")
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high denied-and-named"));
  EXPECT_EQ(found[0].pattern->code, "C15");
  EXPECT_THAT(Cited(found[0].left), ElementsAre("Sentence 1."));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 2."));
}

TEST(DeniedAndNamed, LogsAreDataToo) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []")
                        .Says("logs.shared", "equals: true")
                        .Check()),
              ElementsAre("high denied-and-named"));
  // Denied for what the app handles: logs are not that.
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []",
                              "about: {data_category: [app_data]}")
                        .Says("logs.shared", "equals: true")
                        .Check()),
              IsEmpty());
}

TEST(DeniedAndNamed, OnOnePropertyToo) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []")
                        .Says("egress.third_parties", "includes: [Buoy]")
                        .Check()),
              ElementsAre("high denied-and-named"));
}

TEST(DeniedAndNamed, DeniedInTheAppsUsedOnTheSite) {
  EXPECT_THAT(
      Kinds(Sources()
                .Says("analytics.used", "equals: false", "about: {surface: [app]}")
                .Says("analytics.providers", "includes: [plausible]",
                      "about: {surface: [website]}")
                .Says("analytics.providers", "includes: [matomo]")
                .Check()),
      IsEmpty());
  // No third parties at all, and one that counts visits of the web site: a reader asks.
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []")
                        .Says("analytics.providers", "includes: [plausible]",
                              "about: {surface: [website]}")
                        .Check()),
              ElementsAre("medium denied-and-named"));
}

TEST(DeniedAndNamed, SubProcessorsNeedNotBeMeantByThirdParties) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []")
                        .Says("subprocessors.list", "includes: [Cork Hosting]")
                        .Check()),
              ElementsAre("medium denied-and-named"));
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []")
                        .Says("subprocessors.list", "exactly: [atlassian]")
                        .Check()),
              IsEmpty());
}

TEST(DeniedAndNamed, InTwoDocumentsIsAnotherMatter) {
  Sources two;
  two.Says("analytics.used", "equals: false");
  two.Policy("site", "Site policy")
      .Says("analytics.providers", "includes: [matomo]", "about: {surface: [website]}");
  for (const Finding& finding : two.Check()) {
    EXPECT_NE(finding.pattern->id, "denied-and-named");
  }
}

}  // namespace
}  // namespace clausebook::checking
