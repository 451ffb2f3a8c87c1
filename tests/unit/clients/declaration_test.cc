// What `clausebook manifest` makes of a file, before it is printed.
#include "clients/cli/declarations/declaration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/base/clock.h"

namespace clausebook::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kManifest[] =
    "app:\n"
    "  id: ari:cloud:ecosystem::app/x\n"
    "  runtime: {name: nodejs22.x}\n"
    "modules:\n"
    "  macro:\n"
    "    - {key: net, title: Net}\n"
    "permissions:\n"
    "  external:\n"
    "    images:\n"
    "      - pictures.example\n"
    "      - address: '*.posthog.com'\n"
    "        category: analytics\n"
    "        inScopeEUD: false\n";

Declaration Read(const std::string& text, const std::string& file = "manifest.yml") {
  const auto catalog = catalog::Catalog::Embedded();
  auto read = ReadDeclaration(file, text, KindOfDeclaration(file, text), *catalog,
                              SystemClock().Now());
  EXPECT_TRUE(read.ok()) << read.status();
  return read.ok() ? *std::move(read) : Declaration();
}

v1::Verdict VerdictOf(const Declaration& declaration, const std::string& question) {
  for (const v1::Answer& answer : declaration.answers) {
    if (answer.question() == "questions/" + question) return answer.verdict();
  }
  return v1::VERDICT_UNSPECIFIED;
}

TEST(DeclarationTest, SaysWhatTheFileProvesWithItsLines) {
  const Declaration declaration = Read(kManifest);
  EXPECT_TRUE(declaration.valid);
  EXPECT_EQ(declaration.app_id, "ari:cloud:ecosystem::app/x");
  EXPECT_EQ(VerdictOf(declaration, "runs-on-atlassian"), v1::VERDICT_NO);
  EXPECT_EQ(VerdictOf(declaration, "declares-egress"), v1::VERDICT_YES);
  EXPECT_EQ(VerdictOf(declaration, "sends-data-out"), v1::VERDICT_UNKNOWN);
  const auto obstacles = ObstaclesOf(declaration);
  ASSERT_EQ(obstacles.size(), 1u);
  EXPECT_EQ(obstacles[0]->value, "egress");
  EXPECT_EQ(obstacles[0]->line, 10);
  EXPECT_EQ(obstacles[0]->path, "permissions.external.images[0]");
  EXPECT_EQ(obstacles[0]->quote, "pictures.example");
}

TEST(DeclarationTest, TheTextNamesFileAndLineOfEachFact) {
  const std::string text = RenderDeclaration(Read(kManifest), {100, false});
  EXPECT_THAT(text, HasSubstr("manifest.yml: Forge manifest"));
  EXPECT_THAT(text, HasSubstr("form     no faults"));
  EXPECT_THAT(text, HasSubstr("NO       No. This app does not meet the conditions"));
  EXPECT_THAT(text, HasSubstr("through this app."));
  EXPECT_THAT(text, HasSubstr("manifest.yml:10 permissions.external.images[0]"));
  EXPECT_THAT(text, HasSubstr("egress.asset_hosts is exactly {*.posthog.com, "));
}

TEST(DeclarationTest, FaultsAreSaidOnceAndNotWithEveryFact) {
  const std::string text =
      RenderDeclaration(Read(std::string(kManifest) + "holograms: []\n"), {100, false});
  EXPECT_THAT(text,
              HasSubstr("FAULT    manifest.yml:14: holograms: The key 'holograms'"));
  EXPECT_THAT(text, HasSubstr("form     1 fault: nothing is concluded"));
  EXPECT_THAT(text, Not(HasSubstr("does not validate")));
}

TEST(DeclarationTest, ControlCharactersDoNotReachTheTerminal) {
  const std::string text = RenderDeclaration(
      Read(std::string(kManifest) + "  content:\n    scripts: [\"\\e[2J\"]\n"),
      {100, false});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(DeclarationTest, ADescriptorIsKnownByItsNameOrItsFirstCharacter) {
  EXPECT_EQ(KindOfDeclaration("a.json", ""), DeclarationKind::kConnectDescriptor);
  EXPECT_EQ(KindOfDeclaration("a.yml", "{"), DeclarationKind::kForgeManifest);
  EXPECT_EQ(KindOfDeclaration("-", "\xEF\xBB\xBF\n {"),
            DeclarationKind::kConnectDescriptor);
  EXPECT_EQ(KindOfDeclaration("-", "app:\n"), DeclarationKind::kForgeManifest);
  const Declaration declaration = Read(R"({"key": "a.b", "baseUrl": "https://a.example",
               "authentication": {"type": "none"}, "modules": {}})",
                                       "-");
  EXPECT_EQ(declaration.kind, DeclarationKind::kConnectDescriptor);
  EXPECT_EQ(VerdictOf(declaration, "runs-on-atlassian"), v1::VERDICT_NO);
}

TEST(DeclarationTest, JsonHoldsAllFilesAndWhyOneWasNotRead) {
  const auto json = nlohmann::json::parse(DeclarationsToJson(
      {{"manifest.yml", Read(kManifest), ""}, {"odd\xff.yml", {}, "no YAML"}}));
  ASSERT_EQ(json["files"].size(), 2u);
  const auto& file = json["files"][0];
  EXPECT_EQ(file["kind"], "FORGE_MANIFEST");
  EXPECT_EQ(file["valid"], true);
  EXPECT_EQ(file["answers"].size(), DeclarationQuestions().size());
  const auto host =
      std::find_if(file["facts"].begin(), file["facts"].end(), [](const auto& fact) {
        return fact["statement"] == "egress.asset_hosts includes {pictures.example}";
      });
  ASSERT_NE(host, file["facts"].end());
  EXPECT_EQ((*host)["line"], 10);
  EXPECT_EQ((*host)["value"], "pictures.example");
  EXPECT_EQ((*host)["entryPath"], "permissions.external.images[0]");
  EXPECT_EQ(json["files"][1]["error"], "no YAML");
}

}  // namespace
}  // namespace clausebook::cli
