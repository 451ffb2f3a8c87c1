// SuggestFacts as its users meet it: what is proposed of which apps, with which place
// and caveat, and what is left unread.
#include "service/evidence/suggest/suggest.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/base/error.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/suggest/notation.h"

namespace clausebook::evidence {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

const catalog::Catalog& TheCatalog() {
  static const catalog::Catalog catalog = *catalog::Catalog::Embedded();
  return catalog;
}

SuggestContext TwoApps() {
  SuggestContext context;
  context.vendor_name = "Lanternfish";
  for (const char* name : {"Tidewatch", "Soundings"}) {
    model::App app;
    app.ref.app = name[0] == 'T' ? "tidewatch" : "soundings";
    app.display_name = std::string(name) + " for Jira";
    context.apps.push_back(app);
  }
  return context;
}

Suggestions Read(const std::string& text,
                 model::MediaType type = model::MediaType::kPlainText) {
  const auto clauses = SegmentText(text, type);
  EXPECT_TRUE(clauses.ok()) << clauses.status();
  const auto suggestions = SuggestFacts(text, *clauses, TwoApps(), TheCatalog());
  EXPECT_TRUE(suggestions.ok()) << suggestions.status();
  return *suggestions;
}

std::vector<std::string> Facts(const Suggestions& suggestions) {
  std::vector<std::string> facts;
  for (const Proposal& proposal : suggestions.proposals) {
    facts.push_back(suggest::WriteFact(proposal.content));
  }
  return facts;
}

TEST(SuggestTest, WordsThatChangeNothingAreNoHindrance) {
  EXPECT_THAT(Facts(Read("Currently, there are of course no sub-processors.")),
              Contains("subprocessors.list exactly "));
}

TEST(SuggestTest, AsidesArePassedOverAndDenyNothing) {
  EXPECT_THAT(Facts(Read("Our logs, which hold no content, are purged after 30 days.")),
              Contains("logs.retention equals P30D"));
  EXPECT_THAT(Facts(Read("The app stores account IDs (no names) in Jira.")),
              Contains("storage.end_user_data_categories includes identifiers"));
}

TEST(SuggestTest, ProposalQuotesItsClauseAndWaitsForApproval) {
  const std::string text = "We like fish. We never sell your data.";
  const Suggestions read = Read(text);
  ASSERT_THAT(Facts(read), ElementsAre("use.sold equals false"));
  const Proposal& proposal = read.proposals[0];
  const auto& evidence = std::get<model::ClauseEvidence>(proposal.content.evidence);
  EXPECT_EQ(text.substr(evidence.range.begin, evidence.range.end - evidence.range.begin),
            "We never sell your data.");
  EXPECT_EQ(proposal.pattern, "not-sold");
  EXPECT_FALSE(proposal.why.empty());
  EXPECT_FALSE(proposal.content.approved);
}

TEST(SuggestTest, LabelsAndHeadingsAreTheSubjectsOfFewWords) {
  const auto md = model::MediaType::kMarkdown;
  EXPECT_THAT(
      Facts(Read("- Data sold: no\n- Bug bounty: yes\n", md)),
      UnorderedElementsAre("use.sold equals false", "security.bug_bounty equals true"));
  EXPECT_THAT(Facts(Read("## Sub-processors\n\nNone.\n\n## Prices\n\nNone.\n", md)),
              ElementsAre("subprocessors.list exactly "));
  EXPECT_THAT(Facts(Read("- Data used to train AI: no\n", md)),
              ElementsAre("use.ai_training equals false"))
      << "and not that it is";
}

TEST(SuggestTest, CellsStandUnderTheirColumn) {
  const Suggestions read = Read(
      "| Data | Stored | Where |\n|---|---|---|\n| OAuth tokens | Yes | Vault |\n"
      "| Page content | No | - |\n",
      model::MediaType::kMarkdown);
  EXPECT_THAT(Facts(read),
              Contains("storage.end_user_data_categories includes credentials"));
  EXPECT_THAT(Facts(read),
              Contains("storage.end_user_data_categories excludes product_content"));
}

TEST(SuggestTest, WhatIsNotStoredHasNoPlaceAndNoPeriod) {
  const auto facts = [](const std::string& rows) {
    return Facts(
        Read("| Data | Stored? | Where | Retention |\n|---|---|---|---|\n" + rows,
             model::MediaType::kMarkdown));
  };
  EXPECT_THAT(facts("| Page content | No | In memory, while a PDF is made | 1 day |\n"),
              ElementsAre("storage.end_user_data_categories excludes product_content"));
  EXPECT_THAT(facts("| Page content | ❌ | Forge storage | 1 day |\n"),
              ElementsAre("storage.end_user_data_categories excludes product_content"));
  EXPECT_THAT(facts("| User names | – | – | – |\n"), IsEmpty());
  EXPECT_THAT(facts("| Settings | ✅ | Forge storage | 1 day |\n"),
              Contains("storage.end_user_data_categories includes configuration"));
}

TEST(SuggestTest, NoUnderAnEditionOrACompanyIsOfThatOne) {
  EXPECT_THAT(Facts(Read("| Feature | Forge edition | Connect edition |\n|---|---|---|\n"
                         "| Data stored by us | No | Yes |\n"
                         "| Data encrypted at rest | No | No |\n",
                         model::MediaType::kMarkdown)),
              IsEmpty());
}

TEST(SuggestTest, RowsOfPlansAndOfUnknownAppsTellNothingOfAll) {
  for (const char* table :
       {"| Plan | Backups |\n|---|---|\n| Free | No |\n| Enterprise | Daily |\n",
        "| App | Encrypted at rest |\n|---|---|\n| Driftnet | No |\n",
        "| Feature | Sends data to |\n|---|---|\n| Export | Nobody |\n"}) {
    EXPECT_THAT(Facts(Read(table, model::MediaType::kMarkdown)), IsEmpty()) << table;
  }
}

TEST(SuggestTest, NothingIsReadOfWhatIsToComeOrOfOthersDuties) {
  for (const char* heading :
       {"Roadmap", "Your responsibilities", "What Atlassian does"}) {
    const std::string text =
        std::string("## ") + heading + "\n\n- Data encrypted at rest\n";
    EXPECT_THAT(Facts(Read(text, model::MediaType::kMarkdown)), IsEmpty()) << heading;
  }
}

TEST(SuggestTest, ADenialOfThemIsOfWhatWasNamedLast) {
  EXPECT_THAT(Facts(Read("Tidewatch reads issue summaries. The app never stores them.")),
              Contains("storage.off_platform equals false | about "
                       "data_category=product_content"));
  EXPECT_THAT(Facts(Read("Prompts go to a model. The app never stores them.")),
              Not(Contains(HasSubstr("storage."))));
}

TEST(SuggestTest, ParagraphsOfALawAreNoEnumeration) {
  EXPECT_THAT(Facts(Read("Under Art. 6(1)(b) and Art. 6(1)(f) GDPR we never sell data.")),
              Contains("use.sold equals false"));
}

TEST(SuggestTest, WhatIsReservedAtTheEndOfAnEnumerationIsReservedForAllOfIt) {
  for (const char* text :
       {"We do not (i) sell your data or (ii) disclose it except with your consent.",
        "We do not share your data, save (a) with our processors or (b) if a law "
        "asks."}) {
    for (const Proposal& proposal : Read(text).proposals) {
      EXPECT_THAT(proposal.content.caveat, Not(IsEmpty())) << text;
    }
  }
}

TEST(SuggestTest, LogsOfOthersAreNotTheVendors) {
  for (const char* text : {"Atlassian keeps access logs. They are deleted after 30 days.",
                           "You can read your logs. They are deleted after 30 days."}) {
    EXPECT_THAT(Facts(Read(text)), Not(Contains(HasSubstr("logs.retention")))) << text;
  }
}

TEST(SuggestTest, EveryItemOfAnEnumerationIsDenied) {
  EXPECT_THAT(
      Facts(Read("We shall not (i) sell your data; (ii) use your data for "
                 "advertising; or (iii) use it to train AI models.")),
      UnorderedElementsAre("use.sold equals false", "use.advertising equals false",
                           "use.ai_training equals false"));
}

TEST(SuggestTest, TheyAreTheLogsOrBackupsOfTheSentenceBefore) {
  EXPECT_THAT(Facts(Read("We make backups every night. They are kept for 14 days.")),
              Contains("retention.backups equals P14D"));
  EXPECT_THAT(Facts(Read("We look at logs. They are deleted after 30 days.")),
              Contains("logs.retention equals P30D"));
}

TEST(SuggestTest, TheyAreTheLogsThatTheSentenceBeganWith) {
  const Suggestions read = Read("Logs contain account IDs. They are kept for 14 days.");
  EXPECT_THAT(Facts(read), Contains("logs.retention equals P14D"));
  EXPECT_THAT(Facts(read), Not(Contains(HasSubstr("retention.active"))));
}

TEST(SuggestTest, ThemAndTheseAreTheDataOfTheSentenceBefore) {
  EXPECT_THAT(
      Facts(Read("The app stores API tokens. These are kept until you remove them.")),
      Contains("retention.active equals indefinite | about "
               "data_category=credentials"));
  EXPECT_THAT(Facts(Read("We answer support tickets. We delete them after two years.")),
              Contains("retention.active equals P2Y | about data_category=support"));
  EXPECT_THAT(Facts(Read("Backups are made nightly. Retention is 14 days.")),
              Contains("retention.backups equals P14D"));
}

TEST(SuggestTest, ItIsTheOnlyCompanyOfTheSentenceBefore) {
  EXPECT_THAT(Facts(Read("We use Sentry. It receives stack traces.")),
              Contains("egress.third_parties includes sentry | about "
                       "data_category=logs_diagnostics"));
  EXPECT_THAT(Facts(Read("We use Sentry and Mailgun. It receives stack traces.")),
              Not(Contains(HasSubstr("about data_category=logs"))));
}

TEST(SuggestTest, YesAndAFewWordsAreReadWithTheirQuestion) {
  EXPECT_THAT(Facts(Read("Can we choose the hosting region?\n\nYes: EU or US.")),
              Contains("residency.regions includes eu, us"));
  EXPECT_THAT(Facts(Read("Will you tell us about new sub-processors?\n\n"
                         "Yes, by e-mail, 30 days in advance.")),
              UnorderedElementsAre("subprocessors.change_notice equals true",
                                   "subprocessors.notice_period equals P30D"));
}

TEST(SuggestTest, CompaniesBetweenSemicolonsAreOneList) {
  EXPECT_THAT(Facts(Read("Sub-processors engaged: AWS; Datadog; Zendesk.")),
              ElementsAre("subprocessors.list includes Datadog, Zendesk, aws"));
}

TEST(SuggestTest, WhatGoesOnBehindAConditionKeepsItsSubject) {
  const Suggestions read =
      Read("This data is read only when you search and is not stored outside of Jira.");
  EXPECT_THAT(Facts(read), Contains("storage.off_platform equals false"));
}

TEST(SuggestTest, ItemsUnderALeadInHaveLabelsOfTheirOwn) {
  const auto md = model::MediaType::kMarkdown;
  EXPECT_THAT(Facts(Read("This is what happens:\n\n- API tokens: deleted immediately "
                         "when you uninstall the app\n",
                         md)),
              Contains("retention.after_uninstall at_most P0D | about "
                       "data_category=credentials"));
}

TEST(SuggestTest, CapitalsTellTheStatesFromThePronoun) {
  EXPECT_THAT(Facts(Read("We offer data residency in the EU and US.")),
              Contains("residency.regions includes eu, us"));
  EXPECT_THAT(Facts(Read("We offer data residency in the EU; ask us.")),
              Not(Contains(HasSubstr(", us"))));
}

TEST(SuggestTest, WordsThatBeginAParagraphAreItsHeading) {
  const auto md = model::MediaType::kMarkdown;
  const auto facts = [&](const std::string& text) { return Facts(Read(text, md)); };
  EXPECT_THAT(facts("**Backups.** Every copy is kept for 30 days.\n"),
              ElementsAre("retention.backups equals P30D"));
  EXPECT_THAT(facts("- **Sub-processors.** Sentry and AWS.\n- Prices vary.\n"),
              ElementsAre("subprocessors.list includes aws, sentry"));
  EXPECT_THAT(facts("**Backups:** We make them nightly. Kept for 35 days.\n"),
              Contains("retention.backups equals P35D"));
  EXPECT_THAT(facts("Backups — taken daily, deleted after 30 days.\n"),
              UnorderedElementsAre("availability.backups equals true",
                                   "retention.backups equals P30D"));
  EXPECT_THAT(facts("**Sub-processors**\n\nNone.\n\n**Prices**\n\nNone.\n"),
              ElementsAre("subprocessors.list exactly "));
  EXPECT_THAT(facts("**Backups.** See below.\n\nEvery copy is kept for 30 days.\n"),
              IsEmpty())
      << "another paragraph";
  EXPECT_THAT(facts("**We sell nothing.** Backups are pretty.\n"),
              Not(Contains(HasSubstr("backup"))));
}

TEST(SuggestTest, AnswersMayBeEmphaticOrLeaveTheRestOut) {
  for (const char* answer : {"Certainly not.", "No.", "Not yet."}) {
    EXPECT_THAT(Facts(Read(std::string("Do you sell our data?\n\n") + answer)),
                ElementsAre("use.sold equals false"))
        << answer;
  }
  EXPECT_THAT(Facts(Read("Do you use sub-processors?\n\nNone apart from Atlassian.")),
              ElementsAre("subprocessors.list exactly atlassian"))
      << "and not that there are none";
}

TEST(SuggestTest, AnAppIsKnownByTheShortNameInItsName) {
  SuggestContext context = TwoApps();
  context.apps[0].display_name = "Rapid Ledger Sheets (RLS) for Jira";
  const std::string text = "RLS does not store customer data on our servers.";
  const auto read = SuggestFacts(text, *SegmentText(text, model::MediaType::kPlainText),
                                 context, TheCatalog());
  ASSERT_TRUE(read.ok());
  ASSERT_FALSE(read->proposals.empty());
  EXPECT_EQ(read->proposals[0].content.scope.apps, std::vector<std::string>{"tidewatch"});
}

TEST(SuggestTest, AnAddressIsTheVendorsOwn) {
  EXPECT_THAT(Facts(Read("Lanternfish GmbH, Hafenweg 1, 20457 Hamburg, Germany")),
              Contains("vendor.address equals Hafenweg 1, 20457 Hamburg, Germany"));
  EXPECT_THAT(Facts(Read("Copper Kettle GmbH, Hafenweg 1, 20457 Hamburg, Germany")),
              Not(Contains(HasSubstr("vendor.address"))));
}

TEST(SuggestTest, AVendorIsKnownByTheFirstWordOfItsName) {
  SuggestContext context = TwoApps();
  const auto read = [&](const std::string& text, const std::string& vendor) {
    context.vendor_name = vendor;
    const auto clauses = SegmentText(text, model::MediaType::kPlainText);
    return Facts(*SuggestFacts(text, *clauses, context, TheCatalog()));
  };
  const std::string said = "Ferrule is a data processor.";
  EXPECT_THAT(read(said, "Ferrule Systems GmbH"),
              ElementsAre("legal.gdpr_role includes processor"));
  EXPECT_THAT(read(said, "Harbour Systems GmbH"), IsEmpty());
  EXPECT_THAT(read("Ferrule Partners is a data processor.", "Ferrule Systems"),
              IsEmpty());
  // "Data" is no name, though a vendor's may begin with it.
  EXPECT_THAT(read("Data is stored in Ireland.", "Data Works Ltd"),
              ElementsAre("location.storage_countries includes Ireland"));
}

TEST(SuggestTest, TrademarksAndPicturesAreNoLetters) {
  EXPECT_THAT(Facts(Read("Tidewatch™ is a Forge app.")),
              Contains("hosting.platform equals forge | only tidewatch"));
  EXPECT_THAT(
      Facts(Read("🔒 Data is encrypted in transit.\n\n⚠️ Data is not sold.")),
      UnorderedElementsAre("encryption.in_transit equals true", "use.sold equals false"));
}

TEST(SuggestTest, NamesOfAppsAreNoWords) {
  const std::string text = "App data of Ludlow Leave is stored by Atlassian.";
  SuggestContext context;
  model::App app;
  app.ref.app = "leave";
  app.display_name = "Ludlow Leave";
  context.apps.push_back(app);
  const auto clauses = SegmentText(text, model::MediaType::kPlainText);
  const auto read = SuggestFacts(text, *clauses, context, TheCatalog());
  ASSERT_TRUE(read.ok());
  EXPECT_THAT(Facts(*read),
              ElementsAre("storage.locations includes atlassian | "
                          "about data_category=configuration, credentials, "
                          "derived, identifiers, product_content, profile | "
                          "only leave"));
}

TEST(SuggestTest, TheVendorsNameAndCountryAreSaidOnce) {
  EXPECT_THAT(
      Facts(Read("Lanternfish GmbH, Hafenweg 1, Kiel, Germany.\n\n"
                 "Lanternfish GmbH never sells your data.")),
      UnorderedElementsAre("vendor.identity equals Lanternfish GmbH",
                           "vendor.country equals Germany", "use.sold equals false"));
}

TEST(SuggestTest, WhatFollowsAYesIsMoreExact) {
  EXPECT_THAT(Facts(Read("Do you support data residency?\n"
                         "Yes, we follow the location of your Jira.\n\nThe end.")),
              ElementsAre("residency.supported equals inherited"));
}

TEST(SuggestTest, BoldWordsThatBeginAParagraphAreItsHeading) {
  EXPECT_THAT(Facts(Read("**Data Center.** Nothing is transmitted to us.\n\n"
                         "We never sell your data.\n",
                         model::MediaType::kMarkdown)),
              ElementsAre("use.sold equals false"));
}

TEST(SuggestTest, ExceptedAppIsSomethingElseAndNotTheOpposite) {
  const Suggestions read =
      Read("Except for “Soundings”, all our apps are built with Atlassian Forge.");
  EXPECT_THAT(Facts(read),
              UnorderedElementsAre("hosting.platform equals forge | except soundings",
                                   "hosting.platform not_equals forge | only soundings"));
}

TEST(SuggestTest, WhatFollowsFromAnExceptionSharesIt) {
  const Suggestions read = Read(
      "Except for Soundings, all our apps are built with Atlassian Forge. This means "
      "that "
      "we do not send any data to our servers.");
  EXPECT_THAT(Facts(read),
              Contains("egress.vendor_servers equals false | except soundings"));
}

TEST(SuggestTest, UniversalSentenceReachesAnExceptedAppByItsLetterWithACaveat) {
  const Suggestions read = Read(
      "Except for Soundings, all our apps are built with Atlassian Forge. All data is "
      "stored on Atlassian systems.");
  const auto facts = Facts(read);
  const auto at = std::find(facts.begin(), facts.end(),
                            "storage.off_platform equals false | only soundings");
  ASSERT_NE(at, facts.end());
  EXPECT_THAT(read.proposals[at - facts.begin()].content.caveat,
              HasSubstr("by its letter"));
}

TEST(SuggestTest, AnExceptionOfAnUnknownAppIsLeftToAPerson) {
  const Suggestions read =
      Read("Except for our Driftnet app, all our apps are built with Atlassian Forge.");
  EXPECT_THAT(read.proposals, IsEmpty());
  ASSERT_EQ(read.unread.size(), 1u);
  EXPECT_THAT(read.unread[0].why, HasSubstr("none of the apps on record"));
}

TEST(SuggestTest, HeadingsStateNothing) {
  EXPECT_THAT(
      Read("# Data encryption and retention for 30 days\n\n# We never sell your data\n",
           model::MediaType::kMarkdown)
          .proposals,
      IsEmpty());
}

TEST(SuggestTest, ADenialForOnePurposeDeniesThatPurposeOnly) {
  EXPECT_THAT(
      Facts(Read("We do NOT sell or share your Data with third parties for any marketing "
                 "purposes.")),
      UnorderedElementsAre("use.sold equals false | about purpose=marketing",
                           "use.marketing_sharing equals false"));
}

TEST(SuggestTest, ConditionsAndMayBecomeCaveats) {
  const Suggestions read = Read("We may share your data with Stripe if you pay by card.");
  ASSERT_EQ(read.proposals.size(), 1u);
  EXPECT_THAT(read.proposals[0].content.caveat, HasSubstr("“may”"));
  EXPECT_THAT(read.proposals[0].content.caveat, HasSubstr("“if you pay by card”"));
}

TEST(SuggestTest, WhatIsNotSaidOfTodayOrOnlyHopedForIsUnread) {
  for (const char* text :
       {"From 1 January 2031 we will not store your data on our servers.",
        "We previously stored data on our servers.",
        "We strive to encrypt all data at rest.",
        "The vast majority of our apps do not send data to our servers.",
        "We do not share your data with any other third party."}) {
    const Suggestions read = Read(text);
    EXPECT_THAT(read.proposals, IsEmpty()) << text;
    EXPECT_EQ(read.unread.size(), 1u) << text;
  }
}

TEST(SuggestTest, VagueMeasuresAreNoEncryption) {
  EXPECT_THAT(Facts(Read("We use commercially acceptable means to protect your data.")),
              ElementsAre("security.measures equals use commercially acceptable means"));
}

TEST(SuggestTest, AQuestionIsAnsweredByYesOrNo) {
  EXPECT_THAT(Facts(Read("Do you sell data?\nNo.\nIs data encrypted at rest?\nYes.\n")),
              ElementsAre("use.sold equals false", "encryption.at_rest equals true"));
  EXPECT_THAT(Read("Do you sell data?\nNo, except when you ask us to.\n").proposals,
              IsEmpty());
}

TEST(SuggestTest, AListIsReadWithItsLeadIn) {
  EXPECT_THAT(
      Facts(Read("We do not:\n- sell your data\n- use your data for advertising\n")),
      ElementsAre("use.sold equals false", "use.advertising equals false"));
}

TEST(SuggestTest, AppsAreFoundInSentencesAndInHeadingsUnderTheTitle) {
  EXPECT_THAT(Facts(Read("Only Soundings uses cookies.")),
              ElementsAre("storage.user_terminal includes cookies | only soundings"));
  EXPECT_THAT(
      Facts(Read("# Privacy\n\n## Tidewatch for Jira\n\nData is encrypted at rest.\n",
                 model::MediaType::kMarkdown)),
      ElementsAre("encryption.at_rest equals true | only tidewatch"));
}

TEST(SuggestTest, UnreadClausesAreListedOnlyIfTheyMayMatter) {
  const Suggestions read =
      Read("We love our customers. Personal data is a word with many meanings.");
  ASSERT_EQ(read.unread.size(), 1u);
  EXPECT_THAT(read.unread[0].why, HasSubstr("no pattern reads it"));
}

TEST(SuggestTest, AVeryLongSentenceIsUnreadAndCostsLittle) {
  std::string text = "We do not store data";
  for (int i = 0; i < 20000; ++i) text += " and your data";
  const Suggestions read = Read(text + ".");
  EXPECT_THAT(read.proposals, IsEmpty());
  ASSERT_EQ(read.unread.size(), 1u);
  EXPECT_THAT(read.unread[0].why, HasSubstr("too long"));
}

TEST(SuggestTest, ClausesHaveToLieInTheText) {
  model::Clause clause;
  clause.id = "c1";
  clause.range = {0, 9};
  const auto beyond = SuggestFacts("short", {clause}, {}, TheCatalog());
  ASSERT_EQ(GetErrorDetail(beyond.status())->violations[0].field, "clauses");
  const auto no_text = SuggestFacts("\xff", {}, {}, TheCatalog());
  EXPECT_EQ(GetErrorDetail(no_text.status())->violations[0].field, "text");
}

}  // namespace
}  // namespace clausebook::evidence
