// Facts on one property that cannot both be true, and what kind of trouble that is: C3,
// C6, C7, C10, C17 and the kinds without a code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/checking/sources.h"

namespace clausebook::checking {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::string Remote(const std::string& operations) {
  return ForgeManifest("",
                       "remotes:\n  - key: depths\n    baseUrl: "
                       "https://depths.lanternfish.example\n" +
                           operations);
}

constexpr char kStores[] = "    operations: [storage]\n    storage: {inScopeEUD: true}\n";

// A policy that knows of the vendor's server, so that its host is no news.
Sources WithServer() { return Sources().Says("egress.vendor_servers", "equals: true"); }

TEST(Conflicts, StorageElsewhereContradictsThatAllIsOnAtlassian) {
  const auto found = WithServer()
                         .Says("storage.off_platform", "equals: false")
                         .Manifest(Remote(kStores))
                         .Check();
  const Finding stored = Only("stored-elsewhere", found);
  EXPECT_EQ(stored.pattern->code, "C3");
  EXPECT_EQ(stored.gravity, Gravity::kHigh);
  EXPECT_THAT(Cited(stored.left), ElementsAre("remotes[0].storage.inScopeEUD"));
  EXPECT_THAT(Cited(stored.right), ElementsAre("Sentence 2."));
  EXPECT_THAT(stored.message,
              AllOf(HasSubstr("Data is stored by somebody other than Atlassian"),
                    HasSubstr("the manifest says yes (end user data)"),
                    HasSubstr("\"Privacy Policy\" says no")));
}

TEST(Conflicts, ARemoteThatDoesNotSayWhatItDoesIsTakenToStore) {
  EXPECT_EQ(Only("stored-elsewhere", WithServer()
                                         .Says("storage.off_platform", "equals: false")
                                         .Manifest(Remote(""))
                                         .Check())
                .gravity,
            Gravity::kHigh);
}

TEST(Conflicts, CustodyNamedIsTheSamePromise) {
  // On another property: found through the question that both answer.
  const auto found = WithServer()
                         .Says("storage.locations", "exactly: [atlassian]",
                               "about: {data_category: [app_data]}")
                         .Manifest(Remote(kStores))
                         .Check();
  const Finding stored = Only("stored-elsewhere", found);
  EXPECT_THAT(Cited(stored.left), ElementsAre("remotes[0].storage.inScopeEUD"));
  EXPECT_THAT(Cited(stored.right), ElementsAre("Sentence 2."));
}

TEST(Conflicts, APromiseForOtherDataIsKept) {
  const auto found = WithServer()
                         .Says("storage.off_platform", "equals: false",
                               "about: {data_category: [licence_billing]}")
                         .Manifest(Remote(kStores))
                         .Check();
  EXPECT_THAT(Kinds(found), IsEmpty());
}

TEST(Conflicts, WhatOnlyPassesThroughIsNotStored) {
  const auto found = WithServer()
                         .Says("storage.off_platform", "equals: false")
                         .Manifest(Remote("    operations: [compute]\n"))
                         .Check();
  EXPECT_THAT(Kinds(found), IsEmpty());
}

TEST(Conflicts, WhatWasAttestedIsHeldAgainstDocuments) {
  const auto manifest = WithServer()
                            .Attests("storage.off_platform", "equals: false")
                            .Manifest(Remote(kStores))
                            .Check();
  EXPECT_THAT(Kinds(manifest), ElementsAre("high attested-otherwise"));
  EXPECT_EQ(manifest[0].pattern->code, "C6");
  EXPECT_THAT(Cited(manifest[0].left), ElementsAre("remotes[0].storage.inScopeEUD"));
  EXPECT_THAT(Cited(manifest[0].right), ElementsAre("Mara Lind"));
  const auto policy = Sources()
                          .Says("storage.off_platform", "equals: true")
                          .Attests("storage.off_platform", "equals: false")
                          .Check();
  EXPECT_THAT(Kinds(policy), ElementsAre("high attested-otherwise"));
  EXPECT_THAT(Kinds(Sources()
                        .Says("storage.off_platform", "equals: true")
                        .Attests("storage.off_platform", "equals: true")
                        .Check()),
              IsEmpty());
}

TEST(Conflicts, ThePolicyAndTheAttestationAreTwoFindings) {
  // Neither hides the other.
  const auto found = WithServer()
                         .Says("storage.off_platform", "equals: false")
                         .Attests("storage.off_platform", "equals: false")
                         .Manifest(Remote(kStores))
                         .Check();
  EXPECT_THAT(Kinds(found),
              UnorderedElementsAre("high stored-elsewhere", "high attested-otherwise"));
}

TEST(Conflicts, TimesThatDiffer) {
  Sources sources;
  sources.Says("retention.after_uninstall", "at_most: 30 days");
  sources.Policy("dpa", "Addendum").Says("retention.after_uninstall", "equals: 90 days");
  sources.Attests("retention.after_uninstall", "equals: indefinite");
  const auto found = sources.Check();
  EXPECT_THAT(Kinds(found), ElementsAre("medium retention-differs"));
  EXPECT_EQ(found[0].pattern->code, "C7");
  EXPECT_THAT(found[0].message,
              AllOf(HasSubstr("at most 30 days"), HasSubstr("90 days")));
  EXPECT_EQ(found[0].left.size() + found[0].right.size(), 3u);
}

TEST(Conflicts, TimesThatAgree) {
  Sources sources;
  sources.Says("retention.after_uninstall", "at_most: 90 days");
  sources.Policy("dpa", "Addendum").Says("retention.after_uninstall", "equals: 30 days");
  EXPECT_THAT(Kinds(sources.Check()), IsEmpty());
}

TEST(Conflicts, TokensThatUsersGive) {
  const auto found = Sources()
                         .Says("access.requires_pat", "equals: true")
                         .Attests("access.requires_pat", "equals: false")
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high token-contradicted"));
  EXPECT_EQ(found[0].pattern->code, "C10");
  EXPECT_THAT(Cited(found[0].left), ElementsAre("Sentence 1."));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Mara Lind"));
}

TEST(Conflicts, OneRevisionThatContradictsItself) {
  const auto found = Sources()
                         .Says("retention.after_uninstall", "equals: 30 days")
                         .Says("retention.after_uninstall", "equals: 60 days")
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high revision-contradicts-itself"));
  EXPECT_EQ(found[0].pattern->code, "C17");
  EXPECT_THAT(Cited(found[0].left), ElementsAre("Sentence 1."));
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 2."));
}

TEST(Conflicts, WhatIsSaidForTheAppInParticularTakesThePlaceOfTheGeneral) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("retention.active", "equals: indefinite")
                        .Says("retention.active", "equals: 1 year", "apps: [soundings]")
                        .Check()),
              IsEmpty());
}

TEST(Conflicts, AnalyticsThatThePolicyDenies) {
  const std::string manifest = ForgeManifest(
      "  external:\n    fetch:\n      backend:\n        - {address: '*.mixpanel.com', "
      "category: analytics, inScopeEUD: false}\n");
  const auto found =
      Sources()
          .Says("analytics.used", "equals: false", "about: {surface: [app]}")
          .Manifest(manifest)
          .Check();
  // One finding: the host is not reported besides.
  EXPECT_THAT(Kinds(found), ElementsAre("high service-denied"));
  EXPECT_THAT(Cited(found[0].left), ElementsAre("permissions.external.fetch.backend[0]"));
}

TEST(Conflicts, WhereTheAppRuns) {
  const auto found =
      WithServer()
          .Says("hosting.code_location", "exactly: [atlassian, user_browser]")
          .Manifest(Remote("    operations: [compute]\n"))
          .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("high runs-elsewhere"));
  EXPECT_THAT(Kinds(WithServer()
                        .Says("hosting.platform", "equals: forge")
                        .Manifest(Remote("    operations: [compute]\n"))
                        .Check()),
              ElementsAre("high runs-elsewhere"));
}

TEST(Conflicts, APolicyThatAdmitsMoreThanThereIs) {
  // Every channel is shut: what the policy admits is not there any more.
  const auto found = Sources()
                         .Says("storage.off_platform", "equals: true",
                               "about: {data_category: [product_content]}")
                         .Manifest(ForgeManifest(""))
                         .Check();
  EXPECT_THAT(Kinds(found), ElementsAre("low policy-overstates"));
  EXPECT_FALSE(found[0].left.empty());
  EXPECT_THAT(Cited(found[0].right), ElementsAre("Sentence 1."));
  // Of which data it speaks is not said: it may be of what no manifest shows.
  EXPECT_THAT(Kinds(Sources()
                        .Says("storage.off_platform", "equals: true")
                        .Manifest(ForgeManifest(""))
                        .Check()),
              IsEmpty());
}

TEST(Conflicts, TwoDocumentsThatDisagree) {
  Sources sources;
  sources.Says("egress.third_parties", "exactly: []");
  sources.Policy("dpa", "Addendum").Says("egress.third_parties", "includes: [Buoy]");
  const auto found = sources.Check();
  EXPECT_THAT(Kinds(found), ElementsAre("medium sources-disagree"));
  EXPECT_THAT(found[0].message, AllOf(HasSubstr("\"Addendum\" says Buoy"),
                                      HasSubstr("\"Privacy Policy\" says none")));
}

TEST(Conflicts, ADocumentsOwnDateIsItsOwn) {
  Sources sources;
  sources.Says("policy.effective", "equals: 2026-01-01")
      .Says("policy.contact", "equals: privacy@lanternfish.example");
  sources.Policy("dpa", "Addendum")
      .Says("policy.effective", "equals: 2025-05-05")
      .Says("policy.contact", "equals: dpo@lanternfish.example");
  EXPECT_THAT(Kinds(sources.Check()), IsEmpty());
}

TEST(Conflicts, TwoAddressesMayBothBeRight) {
  Sources sources;
  sources.Says("security.contact", "equals: security@lanternfish.example");
  sources.Policy("dpa", "Addendum")
      .Says("security.contact", "equals: abuse@lanternfish.example");
  EXPECT_THAT(Kinds(sources.Check()), ElementsAre("low sources-disagree"));
}

TEST(Conflicts, ThePlatformsWordWeighsLess) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("hosting.platform", "equals: forge")
                        .Says("subprocessors.list", "exactly: [Cork Hosting]")
                        .OnForge()
                        .Check()),
              ElementsAre("low sources-disagree"));
}

TEST(Conflicts, SourcesThatAgreeAreLeftInPeace) {
  EXPECT_THAT(Kinds(Sources()
                        .Says("hosting.platform", "equals: forge")
                        .Says("storage.off_platform", "equals: false",
                              "about: {data_category: [app_data]}")
                        .Says("storage.locations", "exactly: [atlassian]",
                              "about: {data_category: [app_data]}")
                        .Says("egress.vendor_servers", "equals: false")
                        .Says("egress.third_parties", "exactly: []")
                        .Says("analytics.used", "equals: false")
                        .Says("access.vendor_staff", "equals: prohibited")
                        .Says("access.scope_classes", "exactly: [read]")
                        .Attests("runs_on_atlassian.manifest_eligible", "equals: true")
                        .Attests("access.requires_pat", "equals: false")
                        .Manifest(ForgeManifest(""))
                        .OnForge()
                        .Check()),
              IsEmpty());
}

}  // namespace
}  // namespace clausebook::checking
