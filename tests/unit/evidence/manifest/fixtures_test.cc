// The invented manifests and descriptors of tests/testing/manifests: what is read out of
// each stands beside it, for a person to read.
// CLAUSEBOOK_UPDATE_GOLDEN=1 writes it anew; read the diff before you commit it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "tests/unit/evidence/manifest/readings.h"

namespace clausebook::evidence {
namespace {

std::string FirstLine(const std::string& quote) {
  const std::size_t end = quote.find('\n');
  return end == std::string::npos ? quote : quote.substr(0, end) + " …";
}

std::string Listing(const ReadText& read) {
  std::string out = "app " + read.reading.app_id + "\nkey " + read.reading.app_key +
                    "\nname " + read.reading.name + "\n" +
                    (read.reading.valid ? "valid\n" : "does not validate\n");
  for (const Notice& notice : read.reading.notices) {
    out += (notice.fault ? "fault " : "notice ") + std::to_string(notice.line) + " " +
           notice.path + ": " + notice.message + "\n";
  }
  for (const auto& fact : read.reading.facts) {
    out += "\n" + answering::StatementOf(fact) + "\n  " +
           std::to_string(read.Line(fact)) + " " + read.Path(fact) + " | " +
           FirstLine(read.Quote(fact)) + "\n";
    if (!fact.caveat.empty()) out += "  caveat: " + fact.caveat + "\n";
  }
  return out;
}

class FixtureTest : public ::testing::TestWithParam<const char*> {};

TEST_P(FixtureTest, IsReadAsItSaysBesideIt) {
  const std::string name = GetParam();
  const std::string listing = Listing(ReadFixture(name));
  if (std::getenv("CLAUSEBOOK_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(std::string(CLAUSEBOOK_SOURCE_DIR) + "/tests/testing/manifests/" +
                  name + ".facts")
        << listing;
  }
  EXPECT_EQ(listing, Fixture(name + ".facts"))
      << "If the new reading is right, run this test with CLAUSEBOOK_UPDATE_GOLDEN=1.";
}

TEST_P(FixtureTest, ClausesAreInOrderAndNoneIsEmptyOrNamedTwice) {
  const ReadText read = ReadFixture(GetParam());
  std::set<std::string> ids;
  std::int64_t last = 0;
  std::int32_t ordinal = 0;
  for (const auto& clause : read.reading.clauses) {
    EXPECT_TRUE(ids.insert(clause.id).second) << PathOf(clause);
    EXPECT_TRUE(model::IsValidId(clause.id)) << clause.id;
    EXPECT_LT(clause.range.begin, clause.range.end) << PathOf(clause);
    EXPECT_LE(clause.range.end, static_cast<std::int64_t>(read.text.size()));
    EXPECT_GE(clause.range.begin, last);
    EXPECT_EQ(clause.ordinal, ordinal++);
    last = clause.range.begin;
  }
}

TEST_P(FixtureTest, FactsFitTheCatalogueAndLeaveScopeAndRevisionToTheCaller) {
  const ReadText read = ReadFixture(GetParam());
  const bool json = std::string(GetParam()).find(".json") != std::string::npos;
  for (const auto& fact : read.reading.facts) {
    const auto* property = TheCatalog().FindProperty(fact.property);
    ASSERT_NE(property, nullptr) << fact.property;
    EXPECT_THAT(property->evidence_kinds,
                ::testing::Contains(json ? "descriptor" : "manifest"))
        << fact.property;
    EXPECT_EQ(*TheCatalog().CheckValue(*property, fact.op, fact.value), fact.value);
    EXPECT_EQ(*TheCatalog().CheckQualifiers(*property, fact.qualifiers), fact.qualifiers);
    EXPECT_EQ(fact.scope, model::Scope{});
    const auto& evidence = std::get<model::ClauseEvidence>(fact.evidence);
    EXPECT_EQ(evidence.revision, model::RevisionRef{});
    EXPECT_FALSE(read.Path(fact).empty());
  }
}

TEST_P(FixtureTest, NoQuestionFindsTheFileAtOddsWithItself) {
  Known known(ReadFixture(GetParam()));
  for (const auto& question : TheCatalog().questions()) {
    EXPECT_NE(known.VerdictOf(question.id), answering::Verdict::kConflict) << question.id;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, FixtureTest,
    ::testing::Values("quiet.yml", "egress.yml", "open.yml", "remotes.yml",
                      "connect-on-forge.yml", "channels.yml", "badge.yml", "old.yml",
                      "agent.yml", "template.yml", "customer-managed.yml", "regions.yml",
                      "analytics.yml", "aliases.yml", "newer.yml", "legacy.yml",
                      "windows.yml", "repeated.yml", "jwt.json", "static.json",
                      "template.json", "bitbucket.json", "regions.json", "links.json",
                      "repeated.json", "properties.json", "hipchat.json"),
    [](const auto& info) {
      std::string name = info.param;
      for (char& c : name) {
        if (c == '.' || c == '-') c = '_';
      }
      return name;
    });

}  // namespace
}  // namespace clausebook::evidence
