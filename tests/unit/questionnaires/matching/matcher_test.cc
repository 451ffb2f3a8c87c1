// From wordings to questions, as somebody sees it who has a questionnaire to fill.
#include "service/questionnaires/matching/matcher.h"

#include <algorithm>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "service/base/error.h"
#include "service/questionnaires/matching/normalise.h"

namespace clausebook::questionnaires::matching {
namespace {

class FakeItems : public KnownItems {
 public:
  std::optional<KnownItem> FindItem(std::string_view edition,
                                    std::string_view item) const override {
    if (edition != "sheet-2") return std::nullopt;
    if (item == "A-1") return KnownItem{WordingDigest("Is data sold?"), {{"data-sold"}}};
    if (item == "A-2") return KnownItem{WordingDigest("Are there fire doors?"), {}};
    if (item == "A-3") {
      return KnownItem{WordingDigest("Is data backed up hourly and off site?"),
                       {},
                       {"backups", "backups-location"}};
    }
    if (item == "A-4") return KnownItem{WordingDigest("Ours."), {{"backups"}}, {}, false};
    if (item == "A-5") return KnownItem{WordingDigest("Is it all kept at home?"), {}};
    return std::nullopt;
  }
};

class FakeConfirmed : public ConfirmedWordings {
 public:
  std::optional<ConfirmedWording> FindWording(std::string_view digest) const override {
    if (digest != WordingDigest("Is it all kept at home?")) return std::nullopt;
    return ConfirmedWording{
        {{"stores-data-off-atlassian", true}}, "Ada", "2026-03-01T00:00:00Z"};
  }
};

class MatcherTest : public testing::Test {
 protected:
  void SetUp() override {
    auto matcher = Matcher::Create(catalog_, &items_);
    ASSERT_TRUE(matcher.ok()) << matcher.status();
    matcher_ = *std::move(matcher);
  }

  MatchResult Match(const std::string& text) const {
    auto result = matcher_->Match({text, "", ""}, &confirmed_);
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *result : MatchResult{};
  }

  // "a; not b; follow-up": what the parts ask.
  std::string Asked(const std::string& text) const {
    std::string out;
    for (const MatchedPart& part : Match(text).parts) {
      if (!out.empty()) out += part.joint == Joint::kOr ? " or " : "; ";
      if (part.joint == Joint::kFollowUp) {
        out += "follow-up";
      } else if (part.question.empty()) {
        out += "none";
      } else {
        out += (part.opposite ? "not " : "") + part.question;
      }
    }
    return out;
  }

  const catalog::Catalog catalog_ = *catalog::Catalog::Embedded();
  FakeItems items_;
  FakeConfirmed confirmed_;
  std::unique_ptr<Matcher> matcher_;
};

// "Confirm" asks for yes or no, unless it goes on with a question for something.
TEST_F(MatcherTest, ConfirmMayAskForMoreThanYesOrNo) {
  const auto where = Match("Please confirm in which countries our data will be stored.");
  ASSERT_EQ(where.parts.size(), 1u);
  EXPECT_EQ(where.parts[0].question, "storage-countries");
  const auto whether = Match("Please confirm that our data is not sold.");
  ASSERT_EQ(whether.parts.size(), 1u);
  EXPECT_EQ(whether.parts[0].question, "data-sold");
  EXPECT_TRUE(whether.parts[0].opposite);
}

TEST_F(MatcherTest, WhatTheSupplierDoesIsAStatement) {
  const auto match = Match("The supplier holds a valid ISO 27001 certificate.");
  ASSERT_EQ(match.parts.size(), 1u);
  EXPECT_EQ(match.parts[0].question, "vendor-iso27001");
  EXPECT_FALSE(match.parts[0].opposite);
}

TEST_F(MatcherTest, AnItemOfAnEditionIsKnownByIdAndText) {
  const auto known = matcher_->Match({"1. Is data sold?", "sheet-2", "A-1"});
  ASSERT_TRUE(known.ok());
  EXPECT_EQ(known->stage, Stage::kItem);
  ASSERT_EQ(known->parts.size(), 1u);
  EXPECT_EQ(known->parts[0].question, "data-sold");
  EXPECT_EQ(known->parts[0].reason, "Item A-1 of sheet-2, with that edition's text.");
  const auto foreign = matcher_->Match({"Are there fire doors?", "sheet-2", "A-2"});
  EXPECT_TRUE(foreign->out_of_scope);
  EXPECT_TRUE(foreign->parts.empty());
}

TEST_F(MatcherTest, AReusedIdStopsEvenWhereTheTextCouldBeRead) {
  const auto result = matcher_->Match({"Is data backed up?", "sheet-2", "A-1"});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->stage, Stage::kNone);
  EXPECT_NE(result->stopped.find("A-1 of sheet-2 has another text"), std::string::npos)
      << result->stopped;
  ASSERT_EQ(result->parts.size(), 1u);
  EXPECT_EQ(result->parts[0].question, "");
  ASSERT_FALSE(result->parts[0].suggestions.empty());
  EXPECT_EQ(result->parts[0].suggestions[0].question, "backups");
}

TEST_F(MatcherTest, WhatAnItemOnlyComesNearIsSuggested) {
  const auto near =
      matcher_->Match({"Is data backed up hourly and off site?", "sheet-2", "A-3"});
  ASSERT_EQ(near->parts.size(), 1u);
  EXPECT_EQ(near->stage, Stage::kNone);
  EXPECT_FALSE(near->out_of_scope);
  EXPECT_EQ(near->parts[0].question, "");
  ASSERT_EQ(near->parts[0].suggestions.size(), 2u);
  EXPECT_EQ(near->parts[0].suggestions[0].question, "backups");
  EXPECT_EQ(near->parts[0].reason,
            "Item A-3 of sheet-2 comes near these questions and asks none of them.");
}

TEST_F(MatcherTest, WhereTheEditionsTextIsNotKnownToTheLetterAnotherIsRead) {
  const auto other = matcher_->Match({"Is data sold?", "sheet-2", "A-4"});
  EXPECT_EQ(other->stopped, "");
  EXPECT_EQ(other->parts.at(0).question, "data-sold");
  const auto ours = matcher_->Match({"Ours.", "sheet-2", "A-4"});
  EXPECT_EQ(ours->parts.at(0).question, "backups");
}

TEST_F(MatcherTest, APersonMayKnowMoreOfAnItemThanItsEdition) {
  const Wording item{"Is it all kept at home?", "sheet-2", "A-5"};
  EXPECT_EQ(matcher_->Match(item, &confirmed_)->stage, Stage::kConfirmed);
  EXPECT_TRUE(matcher_->Match(item)->out_of_scope);
}

TEST_F(MatcherTest, AnUnknownItemIsReadByItsText) {
  const auto result =
      matcher_->Match({"Is our data backed up regularly?", "sheet-2", "Z-9"});
  EXPECT_EQ(result->stopped, "");
  EXPECT_EQ(result->parts.at(0).question, "backups");
}

TEST_F(MatcherTest, AConfirmedWordingSaysByWhom) {
  const MatchResult result = Match("a) Is it all kept at home?");
  EXPECT_EQ(result.stage, Stage::kConfirmed);
  ASSERT_EQ(result.parts.size(), 1u);
  EXPECT_TRUE(result.parts[0].opposite);
  EXPECT_EQ(result.parts[0].reason, "Confirmed by Ada on 2026-03-01T00:00:00Z.");
}

TEST_F(MatcherTest, TheCataloguesWordingsAreKnown) {
  const MatchResult result = Match("3.2 is app data stored on atlassian only");
  EXPECT_EQ(result.stage, Stage::kCatalog);
  EXPECT_EQ(result.parts.at(0).question, "stores-data-off-atlassian");
  EXPECT_TRUE(result.parts.at(0).opposite);
}

TEST_F(MatcherTest, ThePolarityIsThatOfTheWording) {
  EXPECT_EQ(Asked("Is customer data persisted outside Atlassian?"),
            "stores-data-off-atlassian");
  EXPECT_EQ(Asked("Do you store data only on Atlassian?"),
            "not stores-data-off-atlassian");
  EXPECT_EQ(Asked("Do you refrain from storing data outside Atlassian?"),
            "not stores-data-off-atlassian");
  EXPECT_EQ(Asked("Please confirm that you do not sell customer data."), "not data-sold");
  EXPECT_EQ(Asked("Is any customer data held unencrypted?"), "not encrypted-at-rest");
}

TEST_F(MatcherTest, APolarityThatReadersTakeDifferentlyIsNotGuessed) {
  EXPECT_EQ(Asked("Don't you sell our data?"), "none");
  EXPECT_EQ(Asked("Isn't customer data encrypted at rest?"), "none");
}

TEST_F(MatcherTest, SomeIsNotAll) {
  EXPECT_EQ(Asked("Is any customer data encrypted at rest?"), "none");
  EXPECT_EQ(Asked("Is all customer data stored outside Atlassian?"), "none");
  EXPECT_EQ(Asked("Is all customer data encrypted at rest?"), "encrypted-at-rest");
}

TEST_F(MatcherTest, CompoundsAreTakenApart) {
  EXPECT_EQ(Asked("Where is our data stored and for how long?"),
            "storage-countries; retention-period");
  EXPECT_EQ(Asked("Do you store or process customer data outside Atlassian?"),
            "stores-data-off-atlassian or processes-data-off-atlassian");
  EXPECT_EQ(Asked("Is customer data encrypted at rest and in transit?"),
            "encrypted-at-rest; encrypted-in-transit");
  EXPECT_EQ(Asked("List all countries in which our data is stored or processed."),
            "storage-countries or processing-location");
  EXPECT_EQ(Asked("Where is customer data stored and processed?"),
            "storage-countries; processing-location");
  EXPECT_EQ(Asked("Do you hold a SOC 2 report and do you vet your staff?"),
            "vendor-soc2; none");
}

TEST_F(MatcherTest, APronounStandsForWhatWasSaidBefore) {
  EXPECT_EQ(Asked("Are logs shared with third parties and how long are they kept?"),
            "logs-shared; log-retention");
  EXPECT_EQ(Asked("How long is it kept?"), "none");
}

TEST_F(MatcherTest, FollowUpsReferToWhatWentBefore) {
  EXPECT_EQ(Asked("If yes, please describe."), "follow-up");
  EXPECT_EQ(Asked("Do you sell customer data? If so, please explain."),
            "data-sold; follow-up");
  EXPECT_EQ(Asked("Do you use subprocessors? If yes, please list them."),
            "uses-subprocessors; subprocessors");
}

TEST_F(MatcherTest, WhatTheWordingNamesIsAParameter) {
  const MatchResult where = Match("Is our data stored in Germany?");
  ASSERT_EQ(where.parts.size(), 1u);
  EXPECT_EQ(where.parts[0].question, "storage-countries");
  EXPECT_EQ(where.parts[0].parameters.at("country_name"), "germany");
  const MatchResult breach = Match("Do you notify us of a breach within 24 hours?");
  EXPECT_EQ(breach.parts.at(0).question, "breach-deadline");
  EXPECT_EQ(breach.parts.at(0).parameters.at("duration"), "PT24H");
  EXPECT_EQ(Asked("Do you notify us of a data breach within 72 hours?"),
            "breach-within-72-hours");
}

TEST_F(MatcherTest, OfTwoThingsThatAreNamedEachIsAsked) {
  const MatchResult either = Match("Is data stored in Russia or China?");
  ASSERT_EQ(either.parts.size(), 2u);
  EXPECT_EQ(either.parts[0].parameters.at("country_name"), "russia");
  EXPECT_EQ(either.parts[1].parameters.at("country_name"), "china");
  EXPECT_EQ(either.parts[1].joint, Joint::kOr);
}

TEST_F(MatcherTest, TheReasonNamesTheFrameAndTheWords) {
  const MatchResult result = Match("Will customer data ever be sold?");
  EXPECT_EQ(result.stage, Stage::kGrammar);
  EXPECT_EQ(result.parts.at(0).reason,
            "By the words 'customer data', 'sold' (frame 'sell %data any? third_party?' "
            "of data-sold).");
}

TEST_F(MatcherTest, OneForeignWordIsOneTooMany) {
  EXPECT_EQ(Asked("Is customer data encrypted at rest?"), "encrypted-at-rest");
  for (const char* other :
       {"Is customer data encrypted at rest on laptops?",
        "Are backups encrypted at rest?", "Is employee data encrypted at rest?",
        "Is the encryption at rest tested?"}) {
    const MatchResult result = Match(other);
    for (const MatchedPart& part : result.parts) EXPECT_EQ(part.question, "") << other;
    EXPECT_LE(result.parts.at(0).suggestions.size(), 3u);
  }
}

TEST_F(MatcherTest, SuggestionsAreNeverMatches) {
  const MatchResult result = Match("Which parties might conceivably glimpse our data?");
  EXPECT_EQ(result.stage, Stage::kNone);
  ASSERT_EQ(result.parts.size(), 1u);
  EXPECT_EQ(result.parts[0].question, "");
  const auto& offered = result.parts[0].suggestions;
  EXPECT_TRUE(std::any_of(offered.begin(), offered.end(), [](const Ranked& ranked) {
    return ranked.question == "who-can-access";
  }));
}

TEST_F(MatcherTest, AnyTextIsTaken) {
  for (const std::string& text :
       {std::string(), std::string("?"), std::string("\n\t "), std::string(100'000, 'x'),
        std::string("and and or or , , ? ? ;"), std::string(50'000, '?'),
        std::string("\xF0\x9F\x94\x92 \xE6\x95\xB0\xE6\x8D\xAE")}) {
    const MatchResult result = Match(text);
    EXPECT_EQ(result.stage, Stage::kNone);
    EXPECT_GE(result.parts.size(), 1u);
  }
  std::string essay;
  for (int i = 0; i < 200; ++i) essay += "Is customer data encrypted at rest ";
  EXPECT_EQ(Match(essay).stage, Stage::kNone) << "too long for a question";
}

TEST_F(MatcherTest, WhatIsNoUtf8IsRefusedByField) {
  const auto result = matcher_->Match({"Is data \xFF sold?", "", ""});
  EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument);
  const auto detail = GetErrorDetail(result.status());
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->violations.at(0).field, "text");
}

}  // namespace
}  // namespace clausebook::questionnaires::matching
