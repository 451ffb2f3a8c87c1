// What the catalogue's questions make of evidence: the traps that real policies set.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "service/answering/answering.h"
#include "service/catalog/catalog.h"
#include "tests/testing/evidence_builder.h"

namespace clausebook::catalog {
namespace {

using answering::Answer;
using answering::Verdict;
using model::Operator;
using model::Value;
using ::testing::Contains;
using testing::Day;
using testing::EvidenceBuilder;
using ::testing::HasSubstr;

const Catalog& TheCatalog() {
  static const Catalog catalog = *Catalog::Embedded();
  return catalog;
}

class Semantics : public ::testing::Test {
 protected:
  Answer Ask(const std::string& question) {
    const answering::AppDossier dossier({.catalog = &TheCatalog(),
                                         .app = {"acme", "notes"},
                                         .app_display_name = "Notes",
                                         .vendor_display_name = "Acme",
                                         .as_of = Day("2026-01-01"),
                                         .vendor = vendor_.base(),
                                         .platforms = {forge_.base()}});
    return dossier.Ask(*TheCatalog().FindQuestion(question));
  }
  Verdict VerdictOf(const std::string& question) { return Ask(question).verdict; }

  testing::FactBuilder Fact(const std::string& property, Operator op, Value value) {
    return vendor_.Fact("f" + std::to_string(++count_), property, op, std::move(value));
  }
  testing::FactBuilder PlatformFact(const std::string& property, Operator op,
                                    Value value) {
    return forge_.Fact("p" + std::to_string(++count_), property, op, std::move(value));
  }

  EvidenceBuilder vendor_ = EvidenceBuilder::Vendor("acme");
  EvidenceBuilder forge_ = EvidenceBuilder::Platform("forge");
  int count_ = 0;
};

TEST_F(Semantics, SilenceLeavesEveryQuestionUnknown) {
  for (const Question& question : TheCatalog().questions()) {
    const Answer answer = Ask(question.id);
    EXPECT_EQ(answer.verdict, Verdict::kUnknown) << question.id;
    EXPECT_FALSE(answer.settling_properties.empty()) << question.id;
    EXPECT_EQ(answer.sentence.find('{'), std::string::npos) << answer.sentence;
  }
}

TEST_F(Semantics, OurServersAreNotAnyServer) {
  Fact("egress.vendor_servers", Operator::kEquals, Value::Bool(false));
  Fact("storage.locations", Operator::kExcludes, Value::Set({"vendor_servers"}));
  EXPECT_EQ(VerdictOf("sends-data-to-vendor-servers"), Verdict::kNo);
  EXPECT_EQ(VerdictOf("sends-data-to-third-parties"), Verdict::kUnknown);
  EXPECT_EQ(VerdictOf("stores-data-off-atlassian"), Verdict::kUnknown);
  EXPECT_EQ(VerdictOf("sends-data-out"), Verdict::kUnknown);
}

TEST_F(Semantics, CustodyAtAtlassianMeansNoStorageElsewhereButNamesNoPlace) {
  Fact("storage.locations", Operator::kExactly, Value::Set({"atlassian"}));
  const Answer answer = Ask("stores-data-off-atlassian");
  EXPECT_EQ(answer.verdict, Verdict::kNo);
  EXPECT_EQ(answer.sentence,
            "No. Notes does not store customer data outside of Atlassian's systems.");
  EXPECT_EQ(VerdictOf("stores-eud-off-atlassian"), Verdict::kNo);
  EXPECT_EQ(VerdictOf("storage-countries"), Verdict::kUnknown);
}

TEST_F(Semantics, AnOpenListOfCustodiansProvesNothing) {
  Fact("storage.locations", Operator::kIncludes, Value::Set({"atlassian"}));
  EXPECT_EQ(VerdictOf("stores-data-off-atlassian"), Verdict::kUnknown);
}

TEST_F(Semantics, TwoReadingsOfOneThingThatDisagreeAreAConflict) {
  Fact("storage.locations", Operator::kExactly, Value::Set({"atlassian"}));
  Fact("storage.off_platform", Operator::kEquals, Value::Bool(true))
      .About("data_category", {"configuration"});
  EXPECT_EQ(VerdictOf("stores-data-off-atlassian"), Verdict::kConflict);
}

TEST_F(Semantics, WebTrafficOfTheSiteIsNotDataOfTheApp) {
  Fact("storage.off_platform", Operator::kEquals, Value::Bool(true))
      .About("data_category", {"web_traffic"});
  Fact("egress.third_parties", Operator::kIncludes, Value::Set({"google"}))
      .About("data_category", {"web_traffic"});
  EXPECT_EQ(VerdictOf("stores-data-off-atlassian"), Verdict::kUnknown);
  EXPECT_EQ(VerdictOf("sends-data-to-third-parties"), Verdict::kUnknown);
  EXPECT_EQ(VerdictOf("shares-any-data-with-third-parties"), Verdict::kYes);
}

TEST_F(Semantics, AnalyticsOnCloudServicesMayOrMayNotMeanTheApp) {
  Fact("analytics.providers", Operator::kIncludes, Value::Set({"google_analytics"}))
      .About("surface", {"website", "documentation", "cloud_service_unspecified"})
      .About("data_category", {"web_traffic"});
  EXPECT_EQ(VerdictOf("uses-analytics"), Verdict::kYes);
  EXPECT_EQ(VerdictOf("app-uses-analytics"), Verdict::kUnknown);
  const Answer providers = Ask("analytics-providers");
  EXPECT_EQ(providers.verdict, Verdict::kValue);
  EXPECT_THAT(providers.sentence, HasSubstr("Google Analytics"));
}

TEST_F(Semantics, ADenialForOnePurposeDeniesThatPurposeOnly) {
  Fact("use.marketing_sharing", Operator::kEquals, Value::Bool(false));
  Fact("use.sold", Operator::kEquals, Value::Bool(false)).About("purpose", {"marketing"});
  EXPECT_EQ(VerdictOf("shared-for-marketing"), Verdict::kNo);
  EXPECT_EQ(VerdictOf("data-sold"), Verdict::kUnknown);
  EXPECT_EQ(VerdictOf("sends-data-to-third-parties"), Verdict::kUnknown);
}

TEST_F(Semantics, ProhibitedStaffMayNotButAreNotSaidToBeUnable) {
  Fact("access.vendor_staff", Operator::kEquals, Value::String("prohibited"));
  EXPECT_EQ(VerdictOf("vendor-staff-access"), Verdict::kNo);
  EXPECT_EQ(VerdictOf("vendor-staff-technically-able"), Verdict::kUnknown);
}

TEST_F(Semantics, OnlyAppCodeHasAccessMeansNoStaffAndNoThirdParties) {
  Fact("access.parties", Operator::kExactly, Value::Set({"app_code"}));
  EXPECT_EQ(VerdictOf("vendor-staff-access"), Verdict::kNo);
  EXPECT_EQ(VerdictOf("third-party-access"), Verdict::kNo);
}

TEST_F(Semantics, NotForgeDoesNotSayWhereTheCodeRuns) {
  Fact("hosting.platform", Operator::kNotEquals, Value::String("forge"));
  EXPECT_EQ(VerdictOf("hosting-platform"), Verdict::kUnknown);
  EXPECT_EQ(VerdictOf("hosted-by-atlassian"), Verdict::kUnknown);
  EXPECT_EQ(VerdictOf("connect-modules"), Verdict::kUnknown);
}

TEST_F(Semantics, ThePlatformsEncryptionIsEnoughOnlyWhereNothingIsStoredElsewhere) {
  PlatformFact("encryption.at_rest", Operator::kEquals, Value::Bool(true))
      .About("actor", {"atlassian"});
  EXPECT_EQ(VerdictOf("encrypted-at-rest"), Verdict::kUnknown);
  Fact("hosting.platform", Operator::kEquals, Value::String("forge"));
  EXPECT_EQ(VerdictOf("encrypted-at-rest"), Verdict::kUnknown);
  Fact("storage.locations", Operator::kExactly, Value::Set({"atlassian"}));
  const Answer answer = Ask("encrypted-at-rest");
  EXPECT_EQ(answer.verdict, Verdict::kYes);
  // The promise, where the app runs, and that it stores nowhere else.
  EXPECT_EQ(answer.citations.size(), 3u);
}

TEST_F(Semantics, StoringElsewhereDoesNotRefuteEncryption) {
  PlatformFact("encryption.at_rest", Operator::kEquals, Value::Bool(true))
      .About("actor", {"atlassian"});
  Fact("hosting.platform", Operator::kEquals, Value::String("forge"));
  Fact("storage.off_platform", Operator::kEquals, Value::Bool(true));
  EXPECT_EQ(VerdictOf("encrypted-at-rest"), Verdict::kUnknown);
  Fact("encryption.at_rest", Operator::kEquals, Value::Bool(false))
      .About("actor", {"vendor_server"})
      .About("data_category", {"product_content"});
  EXPECT_EQ(VerdictOf("encrypted-at-rest"), Verdict::kNo);
}

TEST_F(Semantics, ThePlatformsCertificateIsNotTheVendors) {
  Fact("hosting.platform", Operator::kEquals, Value::String("forge"));
  PlatformFact("certification.platform_held", Operator::kIncludes,
               Value::Set({"iso27001", "soc2_type2"}));
  EXPECT_EQ(VerdictOf("vendor-iso27001"), Verdict::kUnknown);
  EXPECT_EQ(VerdictOf("certifications"), Verdict::kUnknown);
  const Answer answer = Ask("platform-certifications");
  EXPECT_EQ(answer.verdict, Verdict::kValue);
  EXPECT_THAT(answer.sentence, HasSubstr("They are not Acme's."));
}

TEST_F(Semantics, AManifestWithoutHostsDoesNotProveThatNothingLeaves) {
  for (const char* hosts :
       {"egress.backend_hosts", "egress.client_hosts", "egress.asset_hosts",
        "egress.script_hosts", "egress.remotes"}) {
    Fact(hosts, Operator::kExactly, Value::Set({}));
  }
  EXPECT_EQ(VerdictOf("declares-egress"), Verdict::kNo);
  EXPECT_EQ(VerdictOf("sends-data-out"), Verdict::kUnknown);
}

TEST_F(Semantics, AManifestAloneCanRuleOutRunsOnAtlassianButNotGrantIt) {
  Fact("runs_on_atlassian.manifest_eligible", Operator::kEquals, Value::Bool(true));
  const Answer answer = Ask("runs-on-atlassian");
  EXPECT_EQ(answer.verdict, Verdict::kUnknown);
  EXPECT_THAT(answer.settling_properties, Contains("access.requires_pat"));
  Fact("access.requires_pat", Operator::kEquals, Value::Bool(false));
  EXPECT_EQ(VerdictOf("runs-on-atlassian"), Verdict::kYes);
}

TEST_F(Semantics, RetentionAfterUninstallIsComparedWithNoneAndForEver) {
  Fact("retention.after_uninstall", Operator::kAtMost, Value::Duration("P30D"));
  EXPECT_EQ(VerdictOf("retention-indefinite"), Verdict::kNo);
  EXPECT_EQ(VerdictOf("data-kept-after-uninstall"), Verdict::kUnknown);
  EXPECT_THAT(Ask("retention-after-uninstall").sentence, HasSubstr("at most 30 days"));
  Fact("retention.after_uninstall", Operator::kAtLeast, Value::Duration("P7D"));
  EXPECT_EQ(VerdictOf("data-kept-after-uninstall"), Verdict::kYes);
}

TEST_F(Semantics, ADisclaimerIsNoGuarantee) {
  Fact("policy.security_guarantee", Operator::kEquals, Value::Bool(false));
  EXPECT_EQ(VerdictOf("security-guaranteed"), Verdict::kNo);
  EXPECT_EQ(VerdictOf("encrypted-in-transit"), Verdict::kUnknown);
}

}  // namespace
}  // namespace clausebook::catalog
