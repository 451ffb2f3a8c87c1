// The hosts of a manifest, held against what the vendor publishes: C1, C2, C6.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checking/sources.h"

namespace clausebook::checking {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::string Images(const std::string& entry) {
  return ForgeManifest("  external:\n    images:\n      - " + entry + "\n");
}

TEST(HostRules, AHostOfSomebodyElseContradictsThatThirdPartiesGetNothing) {
  const auto found = Sources()
                         .Says("egress.third_parties", "exactly: []")
                         .Manifest(Backend(kBuoy))
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high third-parties-denied"));
  EXPECT_EQ(found[0].pattern->code, "C1");
  EXPECT_THAT(Cited(found[0].left), ElementsAre("permissions.external.fetch.backend[0]"));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
  EXPECT_THAT(found[0].message, HasSubstr("api.buoy.example"));
  EXPECT_THAT(found[0].message, HasSubstr("\"Privacy Policy\""));
}

TEST(HostRules, ThatNothingLeavesDeniesThirdPartiesToo) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.off_platform", "equals: false")
                        .Manifest(Backend(kBuoy))
                        .Check()),
              ElementsAre("high third-parties-denied"));
}

TEST(HostRules, ADenialForOnePurposeOrOtherDataIsNone) {
  for (const char* about :
       {"about: {purpose: [marketing]}", "about: {surface: [website]}",
        "about: {data_category: [web_traffic]}"}) {
    EXPECT_THAT(Kinds(Sources()
                          .Says("egress.third_parties", "exactly: []", about)
                          .Says("subprocessors.list", "includes: [Buoy]")
                          .Manifest(Backend(kBuoy))
                          .Check()),
                IsEmpty())
        << about;
  }
}

TEST(HostRules, ADenialOfOneByNameIsAboutThatOne) {
  Sources policy;
  policy.Says("egress.third_parties", "excludes: [openai]");
  const auto denied =
      Sources(policy).Manifest(Backend("{address: api.openai.com}")).Check();
  EXPECT_THAT(Kinds(denied), ElementsAre("high third-parties-denied"));
  EXPECT_THAT(Cited(denied[0].right), ElementsAre("Sentence 1."));
  EXPECT_THAT(Kinds(Sources(policy)
                        .Says("subprocessors.list", "includes: [Buoy]")
                        .Manifest(Backend(kBuoy))
                        .Check()),
              IsEmpty());
}

TEST(HostRules, LessGoesThereLessIsWrong) {
  Sources policy;
  policy.Says("egress.third_parties", "exactly: []");
  EXPECT_THAT(Kinds(Sources(policy)
                        .Manifest(Backend(
                            "{address: https://api.buoy.example, inScopeEUD: false}"))
                        .Check()),
              ElementsAre("medium third-parties-denied"));
  EXPECT_THAT(Kinds(Sources(policy).Manifest(Images("https://img.buoy.example")).Check()),
              ElementsAre("medium third-parties-denied"));
  // What an entry does not say counts as true on the platform.
  EXPECT_THAT(
      Kinds(Sources(policy).Manifest(Backend("https://api.buoy.example")).Check()),
      ElementsAre("high third-parties-denied"));
}

TEST(HostRules, EachHostIsJudgedByItsOwnEntry) {
  const auto found =
      Sources()
          .Says("egress.third_parties", "exactly: []")
          .Manifest(Backend("{address: a.buoy.example, inScopeEUD: false}\n"
                            "        - {address: b.cork.example}"))
          .Check();
  EXPECT_THAT(Kinds(found),
              ElementsAre("high third-parties-denied", "medium third-parties-denied"));
  EXPECT_THAT(found[0].message, HasSubstr("b.cork.example"));
  EXPECT_THAT(Cited(found[0].left), ElementsAre("permissions.external.fetch.backend[1]"));
}

TEST(HostRules, TheVendorsOwnHostContradictsThatItsServersGetNothing) {
  const auto found = Sources()
                         .Says("egress.vendor_servers", "equals: false")
                         .Manifest(Backend(kOwn))
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high vendor-servers-denied"));
  EXPECT_EQ(found[0].pattern->code, "C2");
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
  EXPECT_THAT(found[0].message, HasSubstr("by its name"));
  // Also by the address of a policy, or by name alone.
  EXPECT_THAT(Kinds(Sources()
                        .Website("")
                        .Policy("other", "Other", "https://angler.example/privacy")
                        .Says("egress.vendor_servers", "equals: false")
                        .Manifest(Backend("{address: api.angler.example}"))
                        .Check()),
              ElementsAre("high vendor-servers-denied"));
  EXPECT_THAT(Kinds(Sources()
                        .Website("")
                        .Says("egress.vendor_servers", "equals: false")
                        .Manifest(Backend("{address: api.lanternfish.test.example}"))
                        .Check()),
              ElementsAre("high undisclosed-host"));
}

TEST(HostRules, OurServersAreNotAnyServer) {
  // "We do not send data to our servers" says nothing of somebody else's.
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.vendor_servers", "equals: false")
                        .Says("subprocessors.list", "includes: [Buoy]")
                        .Manifest(Backend(kBuoy))
                        .Check()),
              IsEmpty());
  // And a third party's denial nothing of the vendor's.
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []")
                        .Says("egress.vendor_servers", "equals: true")
                        .Manifest(Backend(kOwn))
                        .Check()),
              IsEmpty());
}

TEST(HostRules, RentedServersMayBeTheVendors) {
  const auto found = Sources()
                         .Says("egress.vendor_servers", "equals: false")
                         .Manifest(Backend("{address: https://x1.run.app}"))
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("medium vendor-servers-denied"));
  EXPECT_THAT(found[0].message, HasSubstr("Google Cloud by its name"));
}

TEST(HostRules, AnyHostIsEveryThirdParty) {
  EXPECT_THAT(Kinds(Sources().Manifest(Backend("'*'")).Check()),
              ElementsAre("high undisclosed-host"));
  EXPECT_THAT(Kinds(Sources()
                        .Says("egress.third_parties", "exactly: []")
                        .Manifest(Backend("'*'"))
                        .Check()),
              ElementsAre("high third-parties-denied"));
}

TEST(HostRules, AnAttestationIsNotThePolicy) {
  const auto found = Sources()
                         .Attests("egress.third_parties", "exactly: []")
                         .Manifest(Backend(kBuoy))
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high attested-otherwise"));
  EXPECT_EQ(found[0].pattern->code, "C6");
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Mara Lind"));
}

TEST(HostRules, ADeniedServiceIsKnownByItsHost) {
  const struct {
    const char* property;
    const char* what;
    const char* host;
  } cases[] = {{"analytics.used", "equals: false", "api.mixpanel.com"},
               {"use.ai_inference", "exactly: []", "api.openai.com"},
               {"use.ai_inference", "exactly: [atlassian]", "api.anthropic.com"},
               {"logs.off_platform", "equals: false", "browser-intake.datadoghq.eu"}};
  for (const auto& [property, what, host] : cases) {
    const auto found = Sources()
                           .Says(property, what)
                           .Manifest(Backend("{address: " + std::string(host) + "}"))
                           .Check();
    EXPECT_THAT(Kinds(found), ElementsAre("high service-denied")) << host;
    EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
  }
  // Only another one is used; and that one is not declared.
  EXPECT_THAT(Kinds(Sources()
                        .Says("analytics.providers", "exactly: [plausible]")
                        .Manifest(Backend("{address: api.mixpanel.com}"))
                        .Check()),
              ElementsAre("high service-denied", "info analytics-not-declared"));
  // Denied for the web site only.
  EXPECT_THAT(
      Kinds(Sources()
                .Says("analytics.used", "equals: false", "about: {surface: [website]}")
                .Manifest(Backend("{address: api.mixpanel.com}"))
                .Check()),
      ElementsAre("high undisclosed-host"));
}

TEST(HostRules, TheServerOfADescriptorIsOneFindingWithItsHost) {
  const auto found = Sources()
                         .Says("egress.vendor_servers", "equals: false")
                         .Descriptor(R"({"key": "k", "name": "S", "scopes": ["READ"],
      "baseUrl": "https://app.lanternfish.example", "authentication": {"type": "jwt"},
      "lifecycle": {"installed": "/i"},
      "modules": {"webhooks": [{"event": "jira:issue_updated", "url": "/w"}]}})")
                         .Check();
  const Finding servers = Only("vendor-servers-denied", found);
  EXPECT_THAT(Cited(servers.left),
              UnorderedElementsAre("lifecycle.installed", "modules.webhooks", "baseUrl"));
}

}  // namespace
}  // namespace clausebook::checking
