// The catalogue that the program carries, and an operator's files on top of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "service/base/error.h"
#include "service/catalog/catalog.h"

namespace clausebook::catalog {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

const Catalog& EmbeddedCatalog() {
  static const Catalog catalog = *Catalog::Embedded();
  return catalog;
}

bool IsVerdict(const Question& question) {
  return question.kind == Question::Kind::kVerdict;
}

// What would settle a question is shown to customers in these words.
TEST(EmbeddedCatalog, DescriptionsAreNoNotesToAuthors) {
  for (const Property& property : EmbeddedCatalog().properties()) {
    for (const char* word :
         {"NOT_EQUALS", "INCLUDES", "EXCLUDES", "AT_LEAST", "AT_MOST"}) {
      EXPECT_THAT(property.description, Not(HasSubstr(word))) << property.id;
    }
  }
}

TEST(EmbeddedCatalog, HasTheQuestionsThatEverybodyAsks) {
  for (const char* id : {"stores-data-off-atlassian",
                         "processes-data-off-atlassian",
                         "hosting-platform",
                         "runs-on-atlassian",
                         "sends-data-to-vendor-servers",
                         "sends-data-to-third-parties",
                         "third-party-recipients",
                         "uses-analytics",
                         "analytics-providers",
                         "subprocessors",
                         "vendor-staff-access",
                         "who-can-access",
                         "data-sold",
                         "shared-for-marketing",
                         "used-for-ai-training",
                         "personal-data-stored",
                         "data-categories",
                         "retention-period",
                         "retention-after-uninstall",
                         "deletion-on-request",
                         "logs-contain-user-data",
                         "logs-leave-atlassian",
                         "data-residency",
                         "storage-countries",
                         "transfer-outside-eea",
                         "encrypted-in-transit",
                         "encrypted-at-rest",
                         "certifications",
                         "penetration-tested",
                         "bug-bounty",
                         "breach-notification",
                         "gdpr-role",
                         "dpa-available",
                         "data-subject-rights",
                         "scopes-requested",
                         "write-access-requested",
                         "acts-on-behalf-of-user",
                         "requires-api-tokens",
                         "security-contact",
                         "policy-change-notice",
                         "policy-effective-date",
                         "backups"}) {
    EXPECT_NE(EmbeddedCatalog().FindQuestion(id), nullptr) << id;
  }
  EXPECT_GE(EmbeddedCatalog().questions().size(), 100u);
}

TEST(EmbeddedCatalog, SentencesAreWholeAndSayNoMoreThanTheVerdict) {
  for (const Question& question : EmbeddedCatalog().questions()) {
    SCOPED_TRACE(question.id);
    const Sentences& s = question.sentences;
    if (IsVerdict(question)) {
      EXPECT_THAT(s.yes, StartsWith("Yes. "));
      EXPECT_THAT(s.no, StartsWith("No. "));
      EXPECT_THAT(s.yes, EndsWith("."));
      EXPECT_THAT(s.no, EndsWith("."));
    } else {
      EXPECT_THAT(s.value, AnyOf(EndsWith("."), EndsWith("{value}")));
    }
    EXPECT_THAT(s.unknown, StartsWith("Not known: "));
    EXPECT_THAT(s.unknown, EndsWith("."));
    EXPECT_THAT(s.conflict, HasSubstr("disagree"));
    EXPECT_THAT(s.conflict, HasSubstr("cited"));
    EXPECT_THAT(s.conflict, EndsWith("."));
    for (const auto& sentence : {s.yes, s.no, s.unknown, s.conflict, s.value}) {
      EXPECT_THAT(sentence, Not(HasSubstr("  ")));
      EXPECT_THAT(sentence, Not(HasSubstr("\n")));
    }
  }
}

TEST(EmbeddedCatalog, ProhibitionIsNotWordedAsImpossibility) {
  const Question* question = EmbeddedCatalog().FindQuestion("vendor-staff-access");
  EXPECT_THAT(question->sentences.no, Not(HasSubstr("cannot")));
  EXPECT_THAT(question->sentences.no, HasSubstr("technically possible"));
}

TEST(EmbeddedCatalog, EveryQuestionIsAlsoAskedInOtherWordsAndVerdictsTheOtherWayRound) {
  for (const Question& question : EmbeddedCatalog().questions()) {
    SCOPED_TRACE(question.id);
    EXPECT_THAT(question.wording, EndsWith("?"));
    EXPECT_GE(question.aliases.size(), 2u);
    EXPECT_LE(question.aliases.size(), 4u);
    const bool opposite = std::any_of(question.aliases.begin(), question.aliases.end(),
                                      [](const Alias& alias) { return alias.opposite; });
    // Only a yes-or-no question has an opposite; each has one.
    EXPECT_EQ(opposite, IsVerdict(question));
  }
}

TEST(EmbeddedCatalog, DescriptionsAreSentences) {
  for (const Property& property : EmbeddedCatalog().properties()) {
    EXPECT_THAT(property.description, EndsWith(".")) << property.id;
  }
  for (const Question& question : EmbeddedCatalog().questions()) {
    if (!question.definition.empty()) {
      EXPECT_THAT(question.definition, EndsWith(".")) << question.id;
    }
  }
}

TEST(EmbeddedCatalog, PlatformsInheritOnlyToAppsThatUseNothingElse) {
  EXPECT_THAT(EmbeddedCatalog().FindPlatform("forge")->hosting_values,
              ElementsAre("forge"));
  EXPECT_THAT(EmbeddedCatalog().FindPlatform("connect")->hosting_values,
              ElementsAre("connect"));
  EXPECT_THAT(EmbeddedCatalog().FindPlatform("data-center")->hosting_values,
              ElementsAre("data_center"));
}

TEST(EmbeddedCatalog, NearestPropertiesHelpWithSlips) {
  EXPECT_EQ(EmbeddedCatalog().NearestProperties("storage.offplatform").front(),
            "storage.off_platform");
  EXPECT_LE(EmbeddedCatalog().NearestProperties("storage.x").size(), 3u);
}

constexpr char kOperator[] = R"yaml(
properties:
  - id: acme.reviewed
    type: bool
    description: Our own security team has reviewed the app.
    evidence: [attestation]
questions:
  - id: acme-reviewed
    topic: our own rules
    wording: Has our security team reviewed the app?
    ask:
      all:
        - {property: acme.reviewed, is: true}
        - not: {property: storage.off_platform, is: true, about: {data_category: [app_data]}}
    answers:
      yes: "Yes. {app} was reviewed."
      no: "No. {app} was not reviewed."
      unknown: "Not known: nobody has said so."
      conflict: "The sources disagree; both are cited."
)yaml";

TEST(OperatorFiles, AddPropertiesAndQuestionsOfTheirOwn) {
  const auto catalog = Catalog::WithFiles({{"acme.yaml", kOperator}});
  ASSERT_TRUE(catalog.ok()) << catalog.status().message();
  ASSERT_NE(catalog->FindProperty("acme.reviewed"), nullptr);
  const Question* question = catalog->FindQuestion("acme-reviewed");
  ASSERT_NE(question, nullptr);
  EXPECT_THAT(PropertiesOf(*question),
              ElementsAre("acme.reviewed", "storage.off_platform"));
  EXPECT_EQ(catalog->questions().size(), EmbeddedCatalog().questions().size() + 1);
  EXPECT_EQ(catalog->questions().back().id, "acme-reviewed");
  EXPECT_NE(catalog->digest(), EmbeddedCatalog().digest());
}

TEST(OperatorFiles, TheExampleOfTheGuideIsRead) {
  std::ifstream in(CLAUSEBOOK_CATALOG_GUIDE);
  ASSERT_TRUE(in);
  std::ostringstream guide;
  guide << in.rdbuf();
  const std::string fence = "```yaml\n";
  const std::size_t begin = guide.str().find(fence) + fence.size();
  const std::size_t end = guide.str().find("```", begin);
  ASSERT_LT(begin, end);
  const auto catalog =
      Catalog::WithFiles({{"acme.yaml", guide.str().substr(begin, end - begin)}});
  ASSERT_TRUE(catalog.ok()) << catalog.status().message();
  EXPECT_NE(catalog->FindQuestion("acme-cleared"), nullptr);
}

TEST(OperatorFiles, CannotRedefineAName) {
  const auto catalog = Catalog::WithFiles(
      {{"acme.yaml",
        "properties:\n  - {id: use.sold, type: bool, description: D., evidence: "
        "[policy]}\n"}});
  const auto detail = GetErrorDetail(catalog.status());
  ASSERT_TRUE(detail);
  ASSERT_THAT(detail->faults, SizeIs(1));
  EXPECT_EQ(detail->faults[0].path, "acme.yaml");
  EXPECT_EQ(detail->faults[0].line, 2);
  EXPECT_THAT(detail->faults[0].message,
              HasSubstr("'use.sold' exists already: properties/use.yaml:"));
}

TEST(OperatorFiles, NoneGivesTheEmbeddedCatalogue) {
  const auto catalog = Catalog::WithFiles({});
  ASSERT_TRUE(catalog.ok());
  EXPECT_EQ(catalog->digest(), EmbeddedCatalog().digest());
}

}  // namespace
}  // namespace clausebook::catalog
