// What makes a manifest invalid, and what is still read out of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/evidence/manifest/readings.h"

namespace clausebook::evidence {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct ShapeCase {
  const char* name;
  const char* rest;   // after a valid head
  const char* fault;  // part of `line path: message`
};

class ShapeTest : public ::testing::TestWithParam<ShapeCase> {};

TEST_P(ShapeTest, IsAFaultWithItsPlace) {
  const ReadText read = ReadForge(WithHead(GetParam().rest));
  EXPECT_FALSE(read.reading.valid);
  EXPECT_THAT(read.Faults(), Contains(HasSubstr(GetParam().fault)));
  // Facts say so, and nothing is concluded from what is not there.
  for (const auto& fact : read.reading.facts) {
    EXPECT_THAT(fact.caveat, HasSubstr("Read from a file that does not validate: "));
    EXPECT_NE(fact.op, model::Operator::kExactly) << fact.property;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, ShapeTest,
    ::testing::Values(
        ShapeCase{"UnknownTopKey", "function: []\n", "5 function: The key 'function'"},
        ShapeCase{"UnknownEgressKey",
                  "permissions:\n  external:\n    webhooks: [a.example]\n",
                  "7 permissions.external.webhooks: "},
        ShapeCase{"UnknownEntryKey",
                  "permissions:\n  external:\n    images:\n      - address: a.example\n"
                  "        purpose: fun\n",
                  "9 permissions.external.images[0].purpose: "},
        ShapeCase{"RemoteOutsideFetch",
                  "permissions:\n  external:\n    images:\n      - remote: r\n",
                  "'remote' stands only under"},
        ShapeCase{
            "UnknownRemote",
            "permissions:\n  external:\n    fetch:\n      client:\n        - remote: "
            "r\n",
            "There is no remote with this key."},
        ShapeCase{"RefusedScheme",
                  "permissions:\n  external:\n    images: ['http://a.example']\n",
                  "7 permissions.external.images[0]: The platform refuses 'http:'"},
        ShapeCase{"OtherCategory",
                  "permissions:\n  external:\n    images:\n      - address: a.example\n"
                  "        category: ads\n",
                  "The only category is 'analytics'."},
        ShapeCase{"EudAsText",
                  "permissions:\n  external:\n    images:\n      - address: a.example\n"
                  "        inScopeEUD: no\n",
                  "9 permissions.external.images[0].inScopeEUD: This has to be true or"},
        ShapeCase{"RemoteWithoutUrl", "remotes:\n  - key: r\n",
                  "6 remotes[0]: A remote without baseUrl"},
        ShapeCase{"MisspeltBaseUrl",
                  "remotes:\n  - key: r\n    baseURL: https://r.example\n",
                  "7 remotes[0].baseURL: "},
        ShapeCase{"StorageWithoutEud",
                  "remotes:\n  - key: r\n    baseUrl: https://r.example\n    operations: "
                  "[storage]\n",
                  "comes storage.inScopeEUD"},
        ShapeCase{"UnknownOperation",
                  "remotes:\n  - key: r\n    baseUrl: https://r.example\n    operations: "
                  "[store]\n",
                  "'store' is not one of: storage compute fetch other."},
        ShapeCase{"UnknownRegion",
                  "remotes:\n  - key: r\n    baseUrl: {default: https://r.example, FR: "
                  "https://fr.example}\n",
                  "'FR' is not a region."},
        ShapeCase{"ConnectWithoutRemote",
                  "connectModules:\n  jira:webhooks:\n    - key: h\n",
                  "Connect modules need app.connect.remote"},
        ShapeCase{"StaticWithoutOutputs",
                  "modules:\n  webtrigger:\n    - key: t\n      function: f\n      "
                  "response: {type: static}\n",
                  "A static response has outputs"},
        ShapeCase{"EmptyModuleType", "modules:\n  function: []\n",
                  "6 modules.function: A module type holds a list"},
        ShapeCase{"ModuleWithoutKey", "modules:\n  macro:\n    - title: x\n",
                  "7 modules.macro[0]: The key 'key' is missing."},
        ShapeCase{"OnlyFunctions", "modules:\n  function: [{key: f, handler: index.f}]\n",
                  "5 modules: There has to be a module besides functions"},
        ShapeCase{"TwoModulesWithOneKey", "modules:\n  macro: [{key: m}, {key: m}]\n",
                  "Another module has the key 'm': modules.macro[0].key."},
        ShapeCase{"LongFunctionKey",
                  "modules:\n  function:\n    - key: abcdefghijklmnopqrstuvwx\n      "
                  "handler: index.f\n",
                  "A function's key has at most 23 characters."},
        ShapeCase{
            "UnknownFunction",
            "modules:\n  macro:\n    - key: m\n      resolver: {function: f}\n",
            "modules.macro[0].resolver.function: There is no function with the key"},
        ShapeCase{"UnknownEndpoint",
                  "modules:\n  trigger:\n    - {key: t, endpoint: e}\n",
                  "There is no endpoint with the key 'e'."},
        ShapeCase{"EndpointAtNothing", "modules:\n  endpoint:\n    - key: e\n",
                  "An endpoint has either a remote or a service."},
        ShapeCase{"EndpointAtAnUnknownRemote",
                  "modules:\n  endpoint:\n    - {key: e, remote: r}\n",
                  "There is no remote with the key 'r'."},
        ShapeCase{"EndpointAtAnUnknownService",
                  "modules:\n  endpoint:\n    - {key: e, service: s}\n",
                  "There is no service with the key 's'."},
        ShapeCase{"ContainerWithoutResources",
                  "services:\n  - key: s\n    containers:\n      - {key: c, tag: t, "
                  "health: {type: http}}\n",
                  "services[0].containers[0]: The key 'resources' is missing."},
        ShapeCase{
            "ConnectAtAnUnknownRemote",
            "  connect: {key: a.b, remote: r}\nconnectModules:\n  jira:webhooks: []\n",
            "There is no remote with the key 'r'."},
        ShapeCase{
            "ConnectAtAConfigurableRemote",
            "  connect: {key: a.b, remote: r}\nconnectModules:\n  jira:webhooks: []\n"
            "remotes:\n  - key: r\n    configurable: {name: n, description: d}\n",
            "The remote of Connect modules cannot be configurable."},
        ShapeCase{
            "RemotesWithDifferentRegions",
            "remotes:\n  - key: a\n    baseUrl: {default: https://a.example, EU: "
            "https://a-eu.example}\n  - key: b\n    baseUrl: https://b.example\n    "
            "operations: [storage]\n    storage: {inScopeEUD: true}\n",
            "8 remotes[1]: Another remote has a base URL for a region"},
        ShapeCase{"TokenWithoutScopes",
                  "remotes:\n  - key: r\n    baseUrl: https://r.example\n    auth: "
                  "{appUserToken: {enabled: true}}\npermissions:\n  scopes: "
                  "[read:app-user-token]\n",
                  "8 remotes[0].auth: A token is given out"},
        ShapeCase{"UnknownContentRule",
                  "permissions:\n  content:\n    scripts: [unsafe-everything]\n",
                  "7 permissions.content.scripts[0]: 'unsafe-everything' is no rule"},
        ShapeCase{"UnknownTriggerAuthentication",
                  "modules:\n  webtrigger:\n    - key: t\n      function: f\n      "
                  "request: {authentication: jwt}\n",
                  "request.authentication is 'hmacSharedSecret' or 'none'."},
        ShapeCase{"RepeatedKey", "permissions:\n  scopes: []\n  scopes: [a:b]\n",
                  "7 : The key 'scopes' stands twice in one map, first on line 6"},
        ShapeCase{"MergeKey", "permissions:\n  <<: {scopes: []}\n",
                  "6 permissions[\"<<\"]: The key '<<' is not known here."},
        ShapeCase{"NullSection", "permissions:\n",
                  "5 permissions: This has to be a map."}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Shape, OldFilesGiveWhatTheyCan) {
  const ReadText read = ReadFixture("old.yml");
  EXPECT_FALSE(read.reading.valid);
  EXPECT_EQ(read.reading.name, "Hello Harbour");
  EXPECT_THAT(read.On("egress.backend_hosts"),
              ElementsAre(HasSubstr("includes {abc123.ngrok.io}")));
  EXPECT_THAT(read.On("hosting.code_location"), ElementsAre(HasSubstr("{atlassian}")));
  EXPECT_THAT(read.On("runs_on_atlassian.obstacles"),
              ElementsAre(HasSubstr("{egress} @ permissions.external.fetch.backend[0]")));
}

TEST(Shape, AManifestHasModules) {
  const ReadText read = ReadForge(
      "app:\n  id: ari:cloud:ecosystem::app/x\n  runtime: {name: nodejs22.x}\n");
  EXPECT_THAT(read.Faults(),
              ElementsAre(HasSubstr("There is neither 'modules' nor 'connectModules'.")));
}

TEST(Shape, AMissingRuntimeLeavesNoDoubtAboutThePlatform) {
  const ReadText read = ReadForge("app:\n  id: ari:cloud:ecosystem::app/x\n");
  EXPECT_FALSE(read.reading.valid);
  EXPECT_THAT(read.On("hosting.platform"), ElementsAre(HasSubstr("is forge")));
  // A key that we do not know may be where remotes stood once.
  const ReadText odd =
      ReadForge("app:\n  id: ari:cloud:ecosystem::app/x\nbackends: [a.example]\n");
  EXPECT_THAT(odd.On("hosting.platform"), IsEmpty());
}

TEST(Shape, AModuleTypeThatIsNotKnownConcludesNothingAndLeavesTheEntries) {
  const ReadText read = ReadForge(WithHead("modules:\n  jira:hologram:\n    - key: h\n"));
  EXPECT_THAT(read.Faults(),
              ElementsAre(HasSubstr("6 modules.jira:hologram: There is no module type")));
  // What such a module does is not known; where remotes would stand is.
  EXPECT_THAT(read.On("egress.off_platform"), IsEmpty());
  EXPECT_THAT(read.On("hosting.platform"), ElementsAre(HasSubstr("is forge")));
}

TEST(Shape, InnerKeysOfModulesMayBeNewerThanTheRules) {
  const ReadText read =
      ReadForge(WithHead("modules:\n  macro:\n    - {key: m, brightness: 3}\n"));
  EXPECT_THAT(read.Faults(), IsEmpty());
}

TEST(Shape, AFileWithoutAnAppIdIsNamedByWhatItHas) {
  const ReadText read =
      ReadForge("modules:\n  macro:\n    - key: m\n      function: f\n");
  EXPECT_FALSE(read.reading.valid);
  EXPECT_EQ(read.reading.app_id, "");
  EXPECT_EQ(read.Path(read.Fact("hosting.platform is forge")), "modules");
}

TEST(Shape, FactsAreBounded) {
  std::string text = "permissions:\n  scopes:\n";
  for (int i = 0; i < 5000; ++i) text += "    - read:s" + std::to_string(i) + ":jira\n";
  const auto reading = ReadForgeManifest(WithHead(text), TheCatalog());
  ASSERT_FALSE(reading.ok());
  EXPECT_EQ(reading.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(reading.status().message()),
              HasSubstr("Up to here the file gives 4000 facts"));
}

TEST(Shape, NoticesAreBounded) {
  std::string text = "app:\n  id: ari:cloud:ecosystem::app/x\nodd:\n";
  for (int i = 0; i < 5000; ++i) text += "k" + std::to_string(i) + ": 1\n";
  const ReadText read = ReadForge(text);
  EXPECT_LE(read.reading.notices.size(), 200u);
}

}  // namespace
}  // namespace clausebook::evidence
