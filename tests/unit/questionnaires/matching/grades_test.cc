// Who asks for more than a question of the catalogue does (a grade, a time, a standard,
// by whom, for each) is not answered by it: a Yes would say what nothing on record says.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "service/questionnaires/matching/matcher.h"
#include "tests/unit/questionnaires/matching/grammar_fixture.h"

namespace clausebook::questionnaires::matching {
namespace {

class GradesTest : public GrammarFixture {
 protected:
  static std::string Asked(const std::string& text) {
    const auto result = matcher_->Match({text, "", ""});
    std::string out;
    if (!result.ok()) return std::string(result.status().message());
    for (const MatchedPart& part : result->parts) {
      if (part.question.empty()) continue;
      absl::StrAppend(&out, out.empty() ? "" : " ", part.opposite ? "not " : "",
                      part.question);
    }
    return out;
  }

  // Whether the verdict question `rule` answers the text, one way or the other.
  static bool Answers(const Rule& rule, const std::string& text) {
    for (const MatchedPart& part : matcher_->MatchByGrammar(text, 0).parts) {
      if (part.question == rule.question) return true;
    }
    return false;
  }
};

TEST_F(GradesTest, WhatIsAddedToAWordingIsNotOverheard) {
  for (const Rule& rule : matcher_->grammar().rules) {
    if (!rule.verdict) continue;
    std::vector<std::string> wordings = rule.asks;
    wordings.insert(wordings.end(), rule.opposites.begin(), rule.opposites.end());
    for (const std::string& wording : wordings) {
      for (const char* more : {" annually",
                               " at least once a year",
                               " every 30 days",
                               " within 24 hours",
                               " without undue delay",
                               " immediately",
                               " promptly",
                               " automatically",
                               " securely",
                               " in accordance with NIST SP 800-53",
                               " to ISO 27001:2022",
                               " using AES-256",
                               " with TLS 1.2 or higher",
                               " using FIPS 140-2 validated modules",
                               " to industry standards",
                               " following best practices",
                               " with strong encryption",
                               " with keys that we manage",
                               " in a hardware security module",
                               " per customer and year",
                               " for all employees and contractors",
                               " 24/7",
                               " with our prior written consent",
                               " in Germany only",
                               " by default",
                               " and tested",
                               " at the application level"}) {
        const std::string text = absl::StrCat(
            absl::StripSuffix(absl::StripSuffix(wording, "?"), "."), more, "?");
        EXPECT_FALSE(Answers(rule, text)) << rule.question << ": " << text;
      }
    }
  }
}

TEST_F(GradesTest, AGradeIsNotAnsweredByTheGeneralQuestion) {
  for (const char* text :
       {"Are you SOC 2 Type 1 certified?",
        "Are you ISO 27001:2022 certified?",
        "Are you ISO/IEC 27001:2013 certified?",
        "Do you have a SOC report?",
        "Is data encrypted at rest with AES-256?",
        "Is data at rest encrypted (AES 128)?",
        "Is data at rest encrypted with AES?",
        "Is strong encryption used for data at rest?",
        "Is data in transit encrypted using industry standard libraries?",
        "Are secure protocols used for data in transit?",
        "Is data encrypted at rest, in transit and in use?",
        "Is our data encrypted at rest with a key per customer?",
        "Do you use TLS 1.2 or higher?",
        "Is data in transit encrypted with TLS 1.3?",
        "Is data in transit encrypted (TLS 1.2+)?",
        "Are penetration tests performed by an independent third party?",
        "Do you perform third-party penetration testing?",
        "Do you perform annual penetration tests?",
        "Do you notify us of a breach without undue delay?",
        "Do you promptly notify customers of a breach?",
        "Is our data backed up daily?",
        "Is our data automatically backed up?",
        "Is the disaster recovery plan tested annually?",
        "Can our data be exported in a machine-readable format?",
        "Is our data securely deleted on request?",
        "Is our data physically separated from other customers' data?"}) {
    EXPECT_EQ(Asked(text), "") << text;
  }
}

TEST_F(GradesTest, AGradeThatIsKnownIsAskedForByItsOwnQuestion) {
  EXPECT_EQ(Asked("Do you have a SOC 2 Type II report?"), "vendor-soc2-type2");
  EXPECT_EQ(Asked("Has the vendor completed a SOC 2 Type 2 audit?"), "vendor-soc2-type2");
  EXPECT_EQ(Asked("The vendor does not hold a SOC 2 Type II report."),
            "not vendor-soc2-type2");
  EXPECT_EQ(Asked("Do you have a SOC 2 report?"), "vendor-soc2");
  EXPECT_EQ(Asked("Do you notify us of a breach within 24 hours?"), "breach-deadline");
  EXPECT_EQ(Asked("Will our data be deleted within 30 days of our request?"),
            "deletion-deadline");
  EXPECT_EQ(Asked("Can our data be pinned to the EU?"), "residency-regions");
}

// What others do is not what the vendor does.
TEST_F(GradesTest, TheVendorsOwnSuppliersAreNotTheVendor) {
  for (const char* text :
       {"Do your suppliers encrypt our data at rest?",
        "Are your vendors SOC 2 certified?",
        "Do your service providers encrypt data in transit?",
        "Do your contractors sign a confidentiality agreement?",
        "Do your partners sell our data?", "Is your supplier ISO 27001 certified?"}) {
    EXPECT_EQ(Asked(text), "") << text;
  }
  EXPECT_EQ(Asked("Does the supplier encrypt our data at rest?"), "encrypted-at-rest");
  EXPECT_EQ(Asked("Is the service provider ISO 27001 certified?"), "vendor-iso27001");
}

// What was so at any time is not answered by what is so.
TEST_F(GradesTest, ThePastIsNotThePresent) {
  EXPECT_EQ(Asked("Have you ever sold customer data?"), "");
  EXPECT_EQ(Asked("Have you ever shared our data with third parties?"), "");
  EXPECT_EQ(Asked("Will our data ever be sold?"), "data-sold");
}

TEST_F(GradesTest, WhatTheCustomerDoesIsNotWhatTheVendorDoes) {
  for (const char* text :
       {"Do we have to notify you of breaches?", "Can we encrypt our data at rest?",
        "Can we penetration test the app?", "Should customers back up their data?",
        "Can users share data with third parties?", "Can we use sub-processors?",
        "Can users store passwords in the app?"}) {
    EXPECT_EQ(Asked(text), "") << text;
  }
  EXPECT_EQ(Asked("Can we delete our data ourselves?"), "deletion-self-service");
  EXPECT_EQ(Asked("Will we be notified of breaches?"), "breach-notification");
  EXPECT_EQ(Asked("Does the bank's data leave Atlassian?"), "sends-data-out");
  EXPECT_EQ(Asked("Do our users have to give the app an API token?"),
            "requires-api-tokens");
}

TEST_F(GradesTest, WhatWasOrMustOrCouldBeIsNotWhatIs) {
  for (const char* text :
       {"Was data sold?", "Has data been shared with third parties?",
        "Were customers notified of the breach?", "Is a DPA required?",
        "Is ISO 27001 certification required?", "Should data be encrypted at rest?",
        "Is it possible to encrypt data at rest?", "Will you get SOC 2?"}) {
    EXPECT_EQ(Asked(text), "") << text;
  }
  EXPECT_EQ(Asked("Has the app been penetration tested?"), "penetration-tested");
  EXPECT_EQ(Asked("Have your employees access to our data?"), "vendor-staff-access");
}

// A value says what it is, so nothing is claimed that is not on record.
TEST_F(GradesTest, WhoAsksForAValueMayJudge) {
  EXPECT_EQ(Asked("Which strong encryption algorithms do you use?"),
            "encryption-details");
  EXPECT_EQ(Asked("Please describe your robust security measures."), "security-measures");
  EXPECT_EQ(Asked("Do you have a robust information security policy?"), "");
}

}  // namespace
}  // namespace clausebook::questionnaires::matching
