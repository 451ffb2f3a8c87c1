// The table of proofs, as MANIFEST.md shows it and as the catalogue has it.
// CLAUSEBOOK_UPDATE_GOLDEN=1 writes MANIFEST.md's tables anew.
#include "service/evidence/manifest/proofs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "service/evidence/manifest/address.h"
#include "service/evidence/manifest/analytics_tools.h"
#include "service/evidence/manifest/module_types.h"
#include "tests/unit/evidence/manifest/readings.h"

namespace clausebook::evidence {
namespace {

std::string OperatorText(model::Operator op) {
  switch (op) {
    case model::Operator::kEquals:
      return "=";
    case model::Operator::kIncludes:
      return "includes";
    case model::Operator::kExactly:
      return "is exactly";
    default:
      return "?";
  }
}

std::string ValueText(const Proof& proof) {
  switch (proof.says) {
    case Says::kTrue:
      return "true";
    case Says::kFalse:
      return "false";
    case Says::kFixed:
      return proof.fixed;
    case Says::kGiven:
      return "what it names";
  }
  return "";
}

std::string Table() {
  std::string table =
      "| found | proves | about | world | strength | caveat | source |\n"
      "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const Proof& proof : Proofs()) {
    table += std::string("| ") + proof.found + " | `" + proof.property + "` " +
             OperatorText(proof.op) + " " + ValueText(proof) + " | " + proof.about +
             " | " + std::string(NameOf(proof.world)) + " | " +
             std::string(NameOf(proof.strength)) + " | " + proof.caveat + " | " +
             proof.source + " |\n";
  }
  table += "\n| source | |\n| --- | --- |\n";
  for (const Source& source : Sources()) {
    table += std::string("| ") + source.id + " | " + source.text + " |\n";
  }
  return table;
}

std::string GuidePath() {
  return std::string(CLAUSEBOOK_SOURCE_DIR) + "/service/evidence/manifest/MANIFEST.md";
}

TEST(Proofs, StandInTheGuide) {
  const std::string begin = "<!-- proofs -->\n";
  std::ifstream in(GuidePath());
  std::stringstream buffer;
  buffer << in.rdbuf();
  std::string guide = buffer.str();
  const std::size_t at = guide.find(begin);
  ASSERT_NE(at, std::string::npos);
  if (std::getenv("CLAUSEBOOK_UPDATE_GOLDEN") != nullptr) {
    guide = guide.substr(0, at + begin.size()) + Table();
    std::ofstream(GuidePath()) << guide;
  }
  EXPECT_EQ(guide.substr(at + begin.size()), Table());
}

TEST(Proofs, FitTheCatalogueAndNameASource) {
  std::set<std::string> sources;
  for (const Source& source : Sources()) sources.insert(source.id);
  for (const Proof& proof : Proofs()) {
    const auto* property = TheCatalog().FindProperty(proof.property);
    ASSERT_NE(property, nullptr) << proof.property;
    EXPECT_TRUE(sources.count(proof.source)) << proof.source;
    const bool boolean = property->type == catalog::PropertyType::kBool;
    EXPECT_EQ(boolean, proof.says == Says::kTrue || proof.says == Says::kFalse)
        << proof.property;
    // Only what is closed may say that there is nothing else.
    EXPECT_TRUE(proof.op != model::Operator::kExactly || proof.world == World::kClosed)
        << proof.property;
    if (proof.says != Says::kFixed) continue;
    const auto value = property->type == catalog::PropertyType::kSet
                           ? model::Value::Set({proof.fixed})
                           : model::Value::String(proof.fixed);
    EXPECT_TRUE(TheCatalog().CheckValue(*property, proof.op, value).ok())
        << proof.property;
  }
}

TEST(Proofs, EveryKindOfEntryHasARow) {
  std::set<EntryKind> kinds;
  for (const Proof& proof : Proofs()) kinds.insert(proof.entry);
  EXPECT_EQ(kinds.size(), static_cast<std::size_t>(EntryKind::kConnectMigration) + 1);
}

TEST(AnalyticsTools, AreFoundByHostsWithinTheirDomains) {
  const auto tools = LoadAnalyticsTools();
  ASSERT_TRUE(tools.ok()) << tools.status();
  EXPECT_EQ(tools->as_of, "2026-08-22");
  const auto provider = [&](std::string_view host) {
    const AnalyticsTool* tool = tools->Find(host);
    return tool == nullptr ? "" : tool->provider;
  };
  EXPECT_EQ(provider("api.mixpanel.com"), "mixpanel");
  EXPECT_EQ(provider("*.eu.posthog.com"), "posthog");
  EXPECT_EQ(provider("in.accoil.com"), "accoil");
  EXPECT_EQ(provider("mixpanel.com"), "");  // `*.` does not include the domain itself
  EXPECT_EQ(provider("notmixpanel.com"), "");
  EXPECT_EQ(provider("*"), "");
  const auto* property = TheCatalog().FindProperty("analytics.providers");
  for (const AnalyticsTool& tool : tools->tools) {
    EXPECT_TRUE(TheCatalog()
                    .CheckValue(*property, model::Operator::kIncludes,
                                model::Value::Set({tool.provider}))
                    .ok())
        << tool.provider;
  }
}

TEST(ModuleTypes, AreThoseOfThePlatformAndTheFormOfConnectModules) {
  const auto types = LoadModuleTypes();
  ASSERT_TRUE(types.ok()) << types.status();
  EXPECT_EQ(types->as_of.size(), 10u);
  for (const char* type :
       {"macro", "jira:issuePanel", "rovo:mcp", "migration:dataResidency",
        "connect-jira:webPanels", "connect-confluence:lifecycle"}) {
    EXPECT_TRUE(types->Has(type)) << type;
  }
  for (const char* type : {"", "resources", "jira:hologram", "connect-trello:powerUp"}) {
    EXPECT_FALSE(types->Has(type)) << type;
  }
}

}  // namespace
}  // namespace clausebook::evidence
