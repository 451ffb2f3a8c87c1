// The editions that are shipped: what they hold, and how their items are matched.
#include "service/questionnaires/editions/editions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "service/questionnaires/editions/recognising.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/questionnaires/matching/normalise.h"
#include "tests/testing/must.h"

namespace clausebook::questionnaires::editions {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Must;

class EditionsTest : public ::testing::Test {
 protected:
  static const catalog::Catalog& TheCatalog() {
    static const auto* const kCatalog =
        new catalog::Catalog(Must(catalog::Catalog::Embedded()));
    return *kCatalog;
  }
  const Edition& Get(const std::string& id) const {
    const Edition* edition = editions_.Find(id);
    if (edition == nullptr) throw std::out_of_range(id);
    return *edition;
  }
  const EditionItem& Get(const std::string& id, const std::string& item) const {
    const EditionItem* found = Get(id).FindItem(item);
    if (found == nullptr) throw std::out_of_range(item);
    return *found;
  }

  const Editions editions_ = Must(Editions::Embedded(TheCatalog()));
};

TEST_F(EditionsTest, AllAreThereById) {
  std::vector<std::string> ids;
  for (const Edition& edition : editions_.all()) ids.push_back(edition.id);
  EXPECT_THAT(
      ids, ElementsAre("caiq-4.0.3", "hecvat-4.1.4", "marketplace-privacy-security",
                       "mvsp-3.0", "vsaq-infrastructure", "vsaq-physical-and-datacenter",
                       "vsaq-security-privacy-programs", "vsaq-webapp"));
  EXPECT_EQ(editions_.Find("caiq"), nullptr);
  EXPECT_EQ(Get("caiq-4.0.3").items.size(), 261u);
  EXPECT_EQ(Get("mvsp-3.0").items.size(), 25u);
}

TEST_F(EditionsTest, EveryMappingNamesAQuestionOfTheCatalogue) {
  for (const Edition& edition : editions_.all()) {
    for (const EditionItem& item : edition.items) {
      for (const std::string& id : QuestionsOf(item)) {
        EXPECT_NE(TheCatalog().FindQuestion(id), nullptr) << edition.id << " " << item.id;
      }
      for (const std::string& id : item.near) {
        EXPECT_NE(TheCatalog().FindQuestion(id), nullptr) << edition.id << " " << item.id;
      }
    }
  }
}

TEST_F(EditionsTest, EveryItemHasADigestAndASection) {
  for (const Edition& edition : editions_.all()) {
    for (const EditionItem& item : edition.items) {
      EXPECT_EQ(item.digest.size(), 64u) << edition.id << " " << item.id;
      EXPECT_NE(item.section, "") << edition.id << " " << item.id;
      EXPECT_EQ(item.text.empty(), edition.texts == Texts::kWithheld &&
                                       item.questions.empty() && item.near.empty())
          << edition.id << " " << item.id;
    }
  }
}

TEST_F(EditionsTest, OnlyEditionsWhoseTextsAreThereCanBeFilledWithoutAFile) {
  EXPECT_TRUE(Get("marketplace-privacy-security").complete());
  EXPECT_TRUE(Get("mvsp-3.0").complete());
  EXPECT_TRUE(Get("vsaq-webapp").complete());
  EXPECT_FALSE(Get("caiq-4.0.3").complete());
  EXPECT_FALSE(Get("hecvat-4.1.4").complete());
  EXPECT_THAT(Get("vsaq-webapp").notice, HasSubstr("Apache License"));
  EXPECT_THAT(Get("mvsp-3.0").notice, HasSubstr("CC0"));
}

// The vocabulary of the catalogue's own list of places, kept in step.
TEST_F(EditionsTest, TheMarketplaceFormHasEveryFieldThatTheCatalogueNames) {
  std::set<std::string> paths;
  for (const EditionItem& item : Get("marketplace-privacy-security").items) {
    if (item.field) paths.insert(item.field->path);
  }
  const std::string prefix = "marketplace-privacy-security: ";
  int named = 0;
  for (const auto& question : TheCatalog().questions()) {
    for (const std::string& place : question.places) {
      if (place.rfind(prefix, 0) != 0) continue;
      const std::string path = place.substr(prefix.size());
      if (path.find('.') == std::string::npos) continue;  // its spelling is not known
      ++named;
      // A place may name a group of fields, or a part of a field's objects.
      bool found = false;
      for (const std::string& field : paths) {
        found |= field.rfind(path, 0) == 0 || path.rfind(field, 0) == 0;
      }
      EXPECT_TRUE(found) << path;
    }
  }
  EXPECT_GT(named, 25);
}

TEST_F(EditionsTest, AFieldSaysWhatItNeeds) {
  const auto& residency = Get("marketplace-privacy-security", "residency-supported");
  EXPECT_THAT(QuestionsOf(residency),
              ElementsAre("data-residency", "stores-eud-off-atlassian"));
  const auto& third = Get("marketplace-privacy-security", "third-parties");
  EXPECT_THAT(third.field->about.at("data_category"), Contains("logs_diagnostics"));
}

TEST_F(EditionsTest, AnotherTextUnderAKnownIdStops) {
  const auto matcher = Must(matching::Matcher::Create(TheCatalog(), &editions_));
  const auto result = Must(matcher->Match(
      {"Is a data protection officer appointed?", "caiq-4.0.3", "DSP-19.1"}));
  EXPECT_THAT(result.stopped, HasSubstr("DSP-19.1 of caiq-4.0.3 has another text"));
  EXPECT_EQ(result.parts.at(0).question, "");
}

TEST_F(EditionsTest, AnItemWithItsTextIsMatchedById) {
  const auto matcher = Must(matching::Matcher::Create(TheCatalog(), &editions_));
  const auto& asked = Get("vsaq-security-privacy-programs", "secprog_incidents_inform");
  const auto known = Must(
      matcher->Match({"7. " + asked.text, "vsaq-security-privacy-programs", asked.id}));
  EXPECT_EQ(known.stage, matching::Stage::kItem);
  EXPECT_EQ(known.parts.at(0).question, "breach-notification");

  const auto& foreign = Get("mvsp-3.0", "2.4");
  EXPECT_TRUE(Must(matcher->Match({foreign.text, "mvsp-3.0", "2.4"})).out_of_scope);

  const auto& near = Get("mvsp-3.0", "4.3");
  const auto suggested = Must(matcher->Match({near.text, "mvsp-3.0", "4.3"}));
  EXPECT_EQ(suggested.parts.at(0).question, "");
  EXPECT_EQ(suggested.parts.at(0).suggestions.at(0).question, "subprocessors");
}

// What asks for a grade ("industry-standard"), for more than one thing or offers a choice
// that promises more is not filled in.
TEST_F(EditionsTest, AnItemThatAsksForMoreOnlyComesNear) {
  const auto matcher = Must(matching::Matcher::Create(TheCatalog(), &editions_));
  for (const auto& [edition, id] : {std::pair("mvsp-3.0", "1.7"),
                                    {"mvsp-3.0", "2.8"},
                                    {"vsaq-webapp", "application_vm_securitycontact"},
                                    {"vsaq-infrastructure", "testing_pentests"}}) {
    const auto result = Must(matcher->Match({Get(edition, id).text, edition, id}));
    EXPECT_EQ(result.parts.at(0).question, "") << edition << " " << id;
    EXPECT_FALSE(result.parts.at(0).suggestions.empty()) << edition << " " << id;
  }
}

// Rows that are pasted out of a list, without its name or ids.
TEST_F(EditionsTest, ATextIsKnownWithoutItsEdition) {
  const auto matcher = Must(matching::Matcher::Create(TheCatalog(), &editions_));
  const auto ask = [&](const std::string& text) {
    return Must(matcher->Match({text, "", ""}));
  };
  const auto& inform = Get("vsaq-security-privacy-programs", "secprog_incidents_inform");
  const auto asked = ask(inform.text);
  EXPECT_EQ(asked.stage, matching::Stage::kItem);
  EXPECT_EQ(asked.parts.at(0).question, "breach-notification");
  const auto near = ask(Get("mvsp-3.0", "4.3").text);
  EXPECT_EQ(near.parts.at(0).question, "");
  EXPECT_EQ(near.parts.at(0).suggestions.at(0).question, "subprocessors");
  EXPECT_TRUE(ask(Get("mvsp-3.0", "2.4").text).out_of_scope);
  // What everybody says is nobody's item.
  EXPECT_FALSE(ask("Please describe:").out_of_scope);
}

// Our wording of the Marketplace's form is not the form's.
TEST_F(EditionsTest, TheMarketplacesOwnWordingDoesNotStop) {
  const auto matcher = Must(matching::Matcher::Create(TheCatalog(), &editions_));
  const auto result = Must(
      matcher->Match({"Do you sell data?", "marketplace-privacy-security", "shared"}));
  EXPECT_EQ(result.stopped, "");
}

TEST_F(EditionsTest, AListIsRecognisedByIdsWithTheirTexts) {
  std::vector<ListedItem> list;
  for (const EditionItem& item : Get("mvsp-3.0").items)
    list.push_back({item.id, item.text});
  EXPECT_EQ(Recognise(editions_, list).edition, &Get("mvsp-3.0"));
  EXPECT_EQ(Recognise(editions_, list).items, list.size());
  // Customers add rows of their own, but not most of them.
  const std::vector<ListedItem> own(list.size(), {"X-1", "Are there fire doors?"});
  std::vector<ListedItem> mixed = list;
  mixed.insert(mixed.end(), own.begin(), own.end());
  EXPECT_EQ(Recognise(editions_, mixed).edition, &Get("mvsp-3.0"));
  mixed.push_back(own[0]);
  EXPECT_EQ(Recognise(editions_, mixed).edition, nullptr);
  // The same ids with other texts are another list.
  for (ListedItem& item : list) item.text = "Are there fire doors?";
  EXPECT_EQ(Recognise(editions_, list).edition, nullptr);
  EXPECT_EQ(Recognise(editions_, {}).edition, nullptr);
}

}  // namespace
}  // namespace clausebook::questionnaires::editions
