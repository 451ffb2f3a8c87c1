// Hosts that nobody accounts for, and what is no host to speak of: C5, C16.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checking/sources.h"

namespace clausebook::checking {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(UndisclosedHosts, AHostThatNobodyNamesIsUndisclosed) {
  const auto found = Sources().Manifest(Backend(kBuoy)).Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high undisclosed-host"));
  EXPECT_EQ(found[0].pattern->code, "C5");
  EXPECT_THAT(Cited(found[0].left), ElementsAre("permissions.external.fetch.backend[0]"));
  EXPECT_THAT(found[0].right, IsEmpty());
}

TEST(UndisclosedHosts, AClosedListWithoutItIsTheOtherSide) {
  const auto found = Sources()
                         .Says("subprocessors.list", "exactly: [Cork Hosting]")
                         .Manifest(Backend(kBuoy))
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high undisclosed-host"));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
}

TEST(UndisclosedHosts, WhoeverIsNamedSomewhereIsDisclosed) {
  for (const char* property :
       {"subprocessors.list", "egress.third_parties", "access.third_parties",
        "hosting.provider", "analytics.providers", "access.external_accounts",
        "use.ai_inference"}) {
    EXPECT_THAT(Kinds(Sources()
                          .Says(property, "includes: [Buoy Error Tracking]")
                          .Manifest(Backend(kBuoy))
                          .Check()),
                IsEmpty())
        << property;
  }
  EXPECT_THAT(Kinds(Sources()
                        .Attests("subprocessors.list", "exactly: [Buoy]")
                        .Manifest(Backend(kBuoy))
                        .Check()),
              IsEmpty());
}

TEST(UndisclosedHosts, NamedForTheWebSiteAloneIsNotNamedForTheApp) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("analytics.providers", "includes: [mixpanel]",
                              "about: {surface: [website]}")
                        .Manifest(Backend("{address: api.mixpanel.com}"))
                        .Check()),
              ElementsAre("high undisclosed-host"));
}

TEST(UndisclosedHosts, AnalyticsAreToBeNamedWhateverTheyCarry) {
  const std::string entry =
      "{address: '*.mixpanel.com', category: analytics, "
      "inScopeEUD: false}";
  const auto found = Sources().Manifest(Backend(entry)).Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high undisclosed-host"));
  EXPECT_THAT(found[0].message, HasSubstr("Mixpanel by its name"));
  EXPECT_THAT(Kinds(Sources()
                        .Says("analytics.providers", "includes: [mixpanel]")
                        .Manifest(Backend(entry))
                        .Check()),
              IsEmpty());
}

TEST(UndisclosedHosts, WhatIsNotRecordedMayStandSomewhere) {
  const auto mentioned = Sources()
                             .Writes("Errors are reported to Sentry.")
                             .Manifest(Backend("{address: o1.ingest.sentry.io}"))
                             .Check();
  EXPECT_THAT(Kinds(mentioned), ElementsAre("medium undisclosed-host"));
  EXPECT_THAT(mentioned[0].message, HasSubstr("\"Privacy Policy\", line 3,"));
  // As a word, to the letter: rendering is no company.
  EXPECT_THAT(Kinds(Sources()
                        .Writes("We render pages. Sentryx is not meant.")
                        .Manifest(Backend("{address: app.onrender.com}"))
                        .Check()),
              ElementsAre("high undisclosed-host"));
  const auto listed = Sources()
                          .Says("subprocessors.url",
                                "equals: 'https://lanternfish.example/subprocessors'")
                          .Manifest(Backend(kBuoy))
                          .Check();
  EXPECT_THAT(Kinds(listed), ElementsAre("medium undisclosed-host"));
  EXPECT_THAT(Cited(listed[0].right), ElementsAre("Sentence 1."));
}

TEST(UndisclosedHosts, AtlassiansHostsAndLinksAreNoThirdParties) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []")
                        .Manifest(ForgeManifest("  external:\n"
                                                "    images: ['*.atlassian.com']\n"
                                                "    navigation: [docs.buoy.example]\n"))
                        .Check()),
              IsEmpty());
}

TEST(UndisclosedHosts, TheVendorsOwnHostIsToBeSaidSo) {
  EXPECT_THAT(Kinds(Sources().Manifest(Backend(kOwn)).Check()),
              ElementsAre("medium undisclosed-host"));
  for (const char* said :
       {"egress.vendor_servers", "storage.off_platform", "processing.off_platform"}) {
    EXPECT_THAT(
        Kinds(Sources().Says(said, "equals: true").Manifest(Backend(kOwn)).Check()),
        IsEmpty())
        << said;
  }
}

TEST(UndisclosedHosts, AVariableIsSaidAndNotGuessed) {
  const auto found = Sources()
                         .Says("egress.third_parties", "exactly: []")
                         .Manifest(Backend("{address: 'https://${HOST}'}"))
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("low undetermined-host"));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
}

TEST(UndisclosedHosts, ADevelopersHostIsNothingForProduction) {
  for (const char* host : {"https://abc.ngrok.io", "https://x.loca.lt"}) {
    const auto found =
        Sources().Manifest(Backend("{address: '" + std::string(host) + "'}")).Check();
    EXPECT_THAT(Kinds(found), ElementsAre("high development-host"));
    EXPECT_EQ(found[0].pattern->code, "C16");
    EXPECT_THAT(Cited(found[0].left),
                ElementsAre("permissions.external.fetch.backend[0]"));
  }
}

TEST(UndisclosedHosts, ADescriptorsTunnelIsFoundToo) {
  const auto found = Sources()
                         .Descriptor(R"({"key": "k", "name": "S", "scopes": ["READ"],
      "baseUrl": "https://abc.ngrok.io", "authentication": {"type": "none"},
      "modules": {"generalPages": [{"key": "p", "url": "/p"}]}})")
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high development-host"));
  EXPECT_THAT(Cited(found[0].left), ElementsAre("baseUrl"));
}

}  // namespace
}  // namespace clausebook::checking
