// The example fact books: that they are sound, and what they answer.
//
// The golden sheets (tests/golden/sheets) hold every verdict with the facts it rests on.
// CLAUSEBOOK_UPDATE_GOLDEN=1 writes them anew; read the diff before you commit it.
#include "tests/golden/example_books.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <variant>

#include "service/base/digest.h"

namespace clausebook::testing {
namespace {

using answering::Answer;
using answering::Verdict;

constexpr char kToday[] = "2026-11-23";
constexpr char kWerareText[] = "privacy-policy.txt";

std::optional<ExampleVendor> Lanternfish() {
  const auto platform = ParseOrFail(ReadBookFiles("deploy/demo-platform"));
  const auto book = ParseOrFail(ReadBookFiles("deploy/demo"));
  if (!platform || !book) return std::nullopt;
  return ExampleVendor(*book, {EvidenceOf(*platform)});
}

std::optional<ExampleVendor> Werare(const std::string& text) {
  auto files = ReadBookFiles("tests/golden/werare");
  files[kWerareText] = text;
  const auto book = ParseOrFail(files);
  if (!book) return std::nullopt;
  return ExampleVendor(*book, {});
}

void ExpectSheet(const ExampleVendor& vendor, const std::string& app,
                 const std::string& day) {
  const std::string name = vendor.evidence().publisher.id + "-" + app + "-" + day;
  ExpectGolden(name, vendor.AnswerSheet(app, day));
}

std::set<std::string> CitedFacts(const Answer& answer) {
  std::set<std::string> ids;
  for (const auto& citation : answer.citations) ids.insert(citation.fact.fact);
  return ids;
}

using Facts = std::set<std::string>;

// Every clause that an answer cites, checked as a stranger would: find the document by
// its digest, compare the bytes.
void ExpectCitationsHold(const ExampleVendor& vendor, const std::string& app,
                         const std::vector<const model::EvidenceBase*>& bases) {
  int checked = 0;
  for (const auto& question : EmbeddedCatalog().questions()) {
    for (const auto& citation : vendor.Ask(app, question.id, kToday).citations) {
      const auto* clause = std::get_if<answering::ClauseCitation>(&citation.source);
      if (clause == nullptr) continue;
      const std::string* text = nullptr;
      for (const model::EvidenceBase* base : bases) {
        for (const auto& policy : base->policies) {
          for (const auto& revision : policy.revisions) {
            if (Sha256Hex(*revision.revision.text) == clause->sha256) {
              text = revision.revision.text.get();
            }
          }
        }
      }
      ASSERT_NE(text, nullptr) << question.id;
      EXPECT_EQ(
          text->substr(static_cast<std::size_t>(clause->range.begin),
                       static_cast<std::size_t>(clause->range.end - clause->range.begin)),
          clause->quote);
      ++checked;
    }
  }
  EXPECT_GT(checked, 10);
}

class LanternfishTest : public ::testing::Test {
 protected:
  void SetUp() override {
    vendor_ = Lanternfish();
    ASSERT_TRUE(vendor_.has_value());
  }
  Answer Ask(const std::string& app, const std::string& question,
             const std::string& day = kToday) const {
    return vendor_->Ask(app, question, day);
  }
  std::optional<ExampleVendor> vendor_;
};

TEST_F(LanternfishTest, EveryAppAndDayAnswersAsRead) {
  for (const char* app : {"tidewatch", "pocket-charts", "soundings"}) {
    ExpectSheet(*vendor_, app, kToday);
  }
  ExpectSheet(*vendor_, "soundings", "2024-06-01");
  ExpectSheet(*vendor_, "soundings", "2030-06-01");
}

TEST_F(LanternfishTest, ShowsEveryVerdict) {
  EXPECT_EQ(Ask("tidewatch", "stores-data-off-atlassian").verdict, Verdict::kNo);
  EXPECT_EQ(Ask("soundings", "stores-data-off-atlassian").verdict, Verdict::kYes);
  EXPECT_EQ(Ask("tidewatch", "uses-ai").verdict, Verdict::kUnknown);
  EXPECT_EQ(Ask("soundings", "hosting-platform").verdict, Verdict::kValue);
}

TEST_F(LanternfishTest, TwoDocumentsThatDisagreeAreAConflict) {
  const Answer third_parties = Ask("pocket-charts", "sends-data-to-third-parties");
  EXPECT_EQ(third_parties.verdict, Verdict::kConflict);
  EXPECT_EQ(CitedFacts(third_parties),
            (Facts{"no-third-parties", "error-reports-pocket-charts"}));
  EXPECT_EQ(Ask("tidewatch", "sends-data-to-third-parties").verdict, Verdict::kNo);

  const Answer retention = Ask("soundings", "retention-after-uninstall");
  EXPECT_EQ(retention.verdict, Verdict::kConflict);
  EXPECT_EQ(CitedFacts(retention),
            (Facts{"after-uninstall-soundings", "after-uninstall-soundings-dpa"}));
}

TEST_F(LanternfishTest, PlatformPromisesReachOnlyWhatIsHostedThere) {
  EXPECT_EQ(Ask("tidewatch", "encrypted-at-rest").verdict, Verdict::kYes);
  EXPECT_EQ(Ask("tidewatch", "residency-regions").verdict, Verdict::kValue);
  EXPECT_EQ(Ask("soundings", "residency-regions").verdict, Verdict::kUnknown);
}

TEST_F(LanternfishTest, AnAnswerChangesOnTheDayOnWhichItsRevisionTakesEffect) {
  EXPECT_EQ(Ask("soundings", "stores-data-off-atlassian", "2029-12-31").verdict,
            Verdict::kYes);
  EXPECT_EQ(Ask("soundings", "stores-data-off-atlassian", "2030-01-01").verdict,
            Verdict::kNo);
  EXPECT_EQ(Ask("soundings", "stores-data-off-atlassian", "2024-02-29").verdict,
            Verdict::kUnknown);
}

TEST_F(LanternfishTest, CitedBytesAreInTheDocuments) {
  const auto platform = ParseOrFail(ReadBookFiles("deploy/demo-platform"));
  ASSERT_TRUE(platform.has_value());
  const auto platform_base = EvidenceOf(*platform);
  for (const char* app : {"tidewatch", "pocket-charts", "soundings"}) {
    ExpectCitationsHold(*vendor_, app, {&vendor_->evidence(), platform_base.get()});
  }
}

TEST_F(LanternfishTest, EveryOperatorAndKindOfEvidenceHasItsExample) {
  std::set<model::Operator> operators;
  bool quoted = false;
  bool attested = false;
  for (const model::Fact& fact : vendor_->evidence().facts) {
    operators.insert(fact.content.op);
    const bool clause =
        std::holds_alternative<model::ClauseEvidence>(fact.content.evidence);
    (clause ? quoted : attested) = true;
  }
  EXPECT_EQ(operators.size(), 7U);
  EXPECT_TRUE(quoted);
  EXPECT_TRUE(attested);
}

class WerareTest : public ::testing::Test {
 protected:
  static constexpr char kForge[] = "example-forge-app";
  static constexpr char kExcepted[] = "advanced-user-manager";

  void SetUp() override {
    const auto text = WerareText();
    if (!text) {
      GTEST_SKIP() << kNoWerareText;
    }
    vendor_ = Werare(*text);
    ASSERT_TRUE(vendor_.has_value());
  }
  Answer Ask(const std::string& app, const std::string& question) const {
    return vendor_->Ask(app, question, kToday);
  }
  std::optional<ExampleVendor> vendor_;
};

TEST_F(WerareTest, BothAppsAnswerAsRead) {
  ExpectSheet(*vendor_, kForge, kToday);
  ExpectSheet(*vendor_, kExcepted, kToday);
}

TEST_F(WerareTest, CitedBytesAreInTheDocument) {
  ExpectCitationsHold(*vendor_, kForge, {&vendor_->evidence()});
  ExpectCitationsHold(*vendor_, kExcepted, {&vendor_->evidence()});
}

// "Except for our X app, all our cloud apps are …"
TEST_F(WerareTest, WhereTheExceptedAppRunsIsUnknown) {
  EXPECT_EQ(Ask(kForge, "hosting-platform").verdict, Verdict::kValue);
  EXPECT_EQ(Ask(kExcepted, "hosting-platform").verdict, Verdict::kUnknown);
  EXPECT_EQ(Ask(kExcepted, "hosted-by-vendor").verdict, Verdict::kUnknown);
  EXPECT_EQ(Ask(kExcepted, "hosted-by-atlassian").verdict, Verdict::kUnknown);
  EXPECT_EQ(Ask(kExcepted, "sends-data-to-vendor-servers").verdict, Verdict::kUnknown);
}

// "All stored data …", "As stated above …": by the letter, with the caveat.
TEST_F(WerareTest, BlanketPromiseReachesTheExceptedAppWithACaveat) {
  const Answer forge = Ask(kForge, "stores-data-off-atlassian");
  EXPECT_EQ(forge.verdict, Verdict::kNo);
  EXPECT_TRUE(forge.caveats.empty()) << forge.caveats.front();
  const Answer excepted = Ask(kExcepted, "stores-data-off-atlassian");
  EXPECT_EQ(excepted.verdict, Verdict::kNo);
  ASSERT_EQ(excepted.citations.size(), 1U);
  EXPECT_NE(excepted.citations.front().caveat.find("excepts"), std::string::npos);
}

// The sentence stands there twice, to the byte: facts keep the places apart.
TEST_F(WerareTest, TheSentenceThatStandsThereTwiceIsCitedByItsPlace) {
  std::set<std::int64_t> places;
  for (const model::Fact& fact : vendor_->evidence().facts) {
    if (fact.ref.fact == "atlassian-custody" ||
        fact.ref.fact == "nothing-stored-elsewhere") {
      places.insert(std::get<model::ClauseEvidence>(fact.content.evidence).range.begin);
    }
  }
  EXPECT_EQ(places.size(), 2U);
}

TEST_F(WerareTest, SilenceHeadingsAndVagueWordsSettleNothing) {
  for (const char* question :
       {"retention-period", "retention-after-uninstall", "storage-countries",
        "data-residency", "encrypted-at-rest", "encrypted-in-transit", "certifications",
        "breach-notification", "subprocessors", "deletion-on-request",
        "used-for-ai-training", "runs-on-atlassian", "vendor-identity",
        "security-contact"}) {
    EXPECT_EQ(Ask(kForge, question).verdict, Verdict::kUnknown) << question;
    EXPECT_EQ(Ask(kExcepted, question).verdict, Verdict::kUnknown) << question;
  }
}

TEST_F(WerareTest, ADenialForOnePurposeDeniesThatPurposeOnly) {
  EXPECT_EQ(Ask(kForge, "shared-for-marketing").verdict, Verdict::kNo);
  EXPECT_EQ(Ask(kForge, "data-sold").verdict, Verdict::kUnknown);
}

TEST_F(WerareTest, AnalyticsOnCloudServicesMayOrMayNotMeanTheApp) {
  EXPECT_EQ(Ask(kForge, "uses-analytics").verdict, Verdict::kYes);
  EXPECT_EQ(Ask(kForge, "app-uses-analytics").verdict, Verdict::kUnknown);
  EXPECT_EQ(Ask(kForge, "sends-data-to-third-parties").verdict, Verdict::kUnknown);
}

TEST_F(WerareTest, AProhibitionIsNotAnImpossibility) {
  EXPECT_EQ(Ask(kForge, "vendor-staff-access").verdict, Verdict::kNo);
  EXPECT_EQ(Ask(kForge, "vendor-staff-technically-able").verdict, Verdict::kUnknown);
}

}  // namespace
}  // namespace clausebook::testing
