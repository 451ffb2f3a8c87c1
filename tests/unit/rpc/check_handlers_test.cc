// CheckService: which requests it takes, and what comes back of the findings.
#include "service/rpc/check_handlers.h"

#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

constexpr char kManifest[] = R"(app:
  id: ari:cloud:ecosystem::app/00000000-0000-4000-8000-00000000000a
  runtime: {name: nodejs22.x}
modules:
  function:
    - {key: main, handler: index.run}
  scheduledTrigger: [{key: daily, function: main, interval: day}]
permissions:
  scopes: [read:jira-work]
  external:
    fetch:
      backend: [api.buoy.example]
)";

class CheckHandlersTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "one");
    AddApp("acme", "two");
  }

  absl::StatusOr<v1::CheckAppsResponse> Check(const std::string& request) {
    return Call(&CheckHandlers::CheckApps, "parent: 'vendors/acme' " + request);
  }

  absl::StatusOr<v1::CheckAppsResponse> CheckManifest(const std::string& text,
                                                      const std::string& more = "") {
    v1::CheckAppsRequest request =
        Parse<v1::CheckAppsRequest>("parent: 'vendors/acme' " + more);
    request.mutable_declaration()->set_app("vendors/acme/apps/one");
    request.mutable_declaration()->set_kind(v1::POLICY_KIND_FORGE_MANIFEST);
    request.mutable_declaration()->set_text(text);
    return Call(&CheckHandlers::CheckApps, request);
  }

  // A fact that a clause of the policy states.
  void AddQuotedFact(const std::string& id, const std::string& rest) {
    if (revision_.empty()) {
      AddPolicy("vendors/acme", "privacy");
      revision_ = AddRevision("vendors/acme/policies/privacy", "2020-01-01",
                              "# Privacy\n\nWe send nothing to third parties.\n");
    }
    Must(Call(&FactHandlers::CreateFact,
              "parent: 'vendors/acme' fact_id: '" + id + "' fact { scope {} " + rest +
                  " evidence { clause { quote: 'We send nothing to third parties.' "
                  "revision: '" +
                  revision_ + "' } } }"));
  }

 private:
  std::string revision_;
};

TEST_F(CheckHandlersTest, NothingIsFoundWhereNothingIsKnown) {
  const auto response = Must(Check(""));
  EXPECT_EQ(response.findings_size(), 0);
  EXPECT_EQ(response.app_count(), 2);
  EXPECT_FALSE(response.truncated());
  EXPECT_FALSE(response.as_of().empty());
}

TEST_F(CheckHandlersTest, AFindingHasBothSidesAndWhatItIs) {
  AddQuotedFact("none",
                "property: 'egress.third_parties' operator: OPERATOR_EXACTLY value { "
                "set_value {} }");
  const auto response = Must(CheckManifest(kManifest, "apps: 'vendors/acme/apps/one'"));
  ASSERT_EQ(response.findings_size(), 1);
  const v1::Finding& finding = response.findings(0);
  EXPECT_EQ(finding.pattern(), "third-parties-denied");
  EXPECT_EQ(finding.code(), "C1");
  EXPECT_EQ(finding.gravity(), v1::GRAVITY_HIGH);
  EXPECT_EQ(finding.app(), "vendors/acme/apps/one");
  EXPECT_THAT(finding.message(), HasSubstr("api.buoy.example"));
  EXPECT_FALSE(finding.title().empty());
  EXPECT_FALSE(finding.help().empty());
  ASSERT_EQ(finding.left_size(), 1);
  EXPECT_EQ(finding.left(0).clause().entry_path(),
            "permissions.external.fetch.backend[0]");
  EXPECT_EQ(finding.left(0).clause().line(), 12);
  ASSERT_EQ(finding.right_size(), 1);
  EXPECT_EQ(finding.right(0).clause().quote(), "We send nothing to third parties.");
  EXPECT_EQ(finding.right(0).fact(), "vendors/acme/facts/none");
}

TEST_F(CheckHandlersTest, ADeclarationIsNotKept) {
  EXPECT_EQ(Must(CheckManifest(kManifest)).findings_size(), 1);
  EXPECT_EQ(Must(Check("")).findings_size(), 0);
  EXPECT_EQ(
      Must(Call(&PolicyHandlers::ListPolicies, "parent: 'vendors/acme'")).policies_size(),
      0);
}

TEST_F(CheckHandlersTest, ADeclarationTakesThePlaceOfWhatIsHeld) {
  Must(Call(
      &PolicyHandlers::CreatePolicy,
      "parent: 'vendors/acme' policy_id: 'manifest' policy { title: 'Manifest' kind: "
      "POLICY_KIND_FORGE_MANIFEST app: 'vendors/acme/apps/one' }"));
  v1::CreatePolicyRevisionRequest revision;
  revision.set_parent("vendors/acme/policies/manifest");
  revision.mutable_policy_revision()->set_effective_date("2020-01-01");
  revision.mutable_policy_revision()->set_media_type("application/yaml");
  revision.mutable_policy_revision()->set_text(kManifest);
  Must(Call(&PolicyHandlers::CreatePolicyRevision, revision));
  EXPECT_EQ(Must(Check("")).findings_size(), 1);
  std::string quiet = kManifest;
  quiet.resize(quiet.find("  external:"));
  EXPECT_EQ(Must(CheckManifest(quiet)).findings_size(), 0);
}

TEST_F(CheckHandlersTest, TheGravestFirstThenByApp) {
  AddFact("vendors/acme", "word");  // storage.off_platform = false, attested
  AddQuotedFact("kept",
                "property: 'storage.off_platform' operator: OPERATOR_EQUALS value { "
                "bool_value: true }");
  const auto response =
      Must(CheckManifest(kManifest,
                         "apps: 'vendors/acme/apps/two' apps: 'vendors/acme/apps/one'"
                         " apps: 'vendors/acme/apps/two'"));
  std::vector<std::string> found;
  for (const auto& finding : response.findings()) {
    found.push_back(finding.pattern() + " " + finding.app());
  }
  EXPECT_THAT(found, ElementsAre("attested-otherwise vendors/acme/apps/one",
                                 "undisclosed-host vendors/acme/apps/one"));
  EXPECT_EQ(response.app_count(), 2);
  // What the same facts say of several apps is said once.
  EXPECT_THAT(response.findings(0).apps(),
              ElementsAre("vendors/acme/apps/one", "vendors/acme/apps/two"));
  EXPECT_THAT(response.findings(1).apps(), ElementsAre("vendors/acme/apps/one"));
}

TEST_F(CheckHandlersTest, AsOfAndKnownAt) {
  const std::string before = KnownNow();
  AddFact("vendors/acme", "word");
  AddQuotedFact("kept",
                "property: 'storage.off_platform' operator: OPERATOR_EQUALS value { "
                "bool_value: true }");
  EXPECT_EQ(Must(Check("")).findings_size(), 1);
  EXPECT_EQ(Must(Check(before)).findings_size(), 0);
  const auto then = Must(Check("as_of: '2020-06-01'"));  // before the word was given
  EXPECT_EQ(then.findings_size(), 0);
  EXPECT_EQ(then.as_of(), "2020-06-01");
}

TEST_F(CheckHandlersTest, WhatIsOddAboutTheDeclarationIsSaid) {
  const auto response = Must(CheckManifest(std::string(kManifest) + "extra: 1\n"));
  ASSERT_EQ(response.notices_size(), 1);
  EXPECT_TRUE(response.notices(0).fault());
  EXPECT_EQ(response.notices(0).line(), 13);
  EXPECT_EQ(response.findings_size(), 1);
}

TEST_F(CheckHandlersTest, WhatIsWrongWithARequest) {
  using Check = CheckHandlers;
  EXPECT_THAT(FieldsOf(Call(&Check::CheckApps, "")), ElementsAre("parent"));
  EXPECT_THAT(FieldsOf(Call(&Check::CheckApps, "parent: 'platforms/forge'")),
              ElementsAre("parent"));
  EXPECT_EQ(ReasonOf(Call(&Check::CheckApps, "parent: 'vendors/nobody'")), "NOT_FOUND");
  EXPECT_EQ(ResourceOf(this->Check("apps: 'vendors/acme/apps/three'")),
            "App vendors/acme/apps/three");
  EXPECT_THAT(FieldsOf(this->Check("apps: 'one' as_of: 'soon' declaration {}")),
              ElementsAre("apps[0]", "as_of", "declaration.app", "declaration.kind"));
  EXPECT_THAT(FieldsOf(this->Check("apps: 'vendors/other/apps/one'")),
              ElementsAre("apps[0]"));
  EXPECT_THAT(FieldsOf(CheckManifest(kManifest, "apps: 'vendors/acme/apps/two'")),
              ElementsAre("declaration.app"));
  EXPECT_THAT(FieldsOf(CheckManifest("a: [")), ElementsAre("declaration.text"));
  EXPECT_THAT(FieldsOf(CheckManifest("")), ElementsAre("declaration.text"));
  EXPECT_THAT(FieldsOf(this->Check("known_at { seconds: 4102444800 }")),
              ElementsAre("known_at"));
}

TEST_F(CheckHandlersTest, TheDeclaredAppHasToExist) {
  v1::CheckAppsRequest request = Parse<v1::CheckAppsRequest>(
      "parent: 'vendors/acme' declaration { app: "
      "'vendors/acme/apps/nine' kind: POLICY_KIND_FORGE_MANIFEST }");
  request.mutable_declaration()->set_text(kManifest);
  EXPECT_EQ(ResourceOf(Call(&CheckHandlers::CheckApps, request)),
            "App vendors/acme/apps/nine");
}

TEST_F(CheckHandlersTest, AllAppsMeansAll) {
  for (int i = 0; i < 600; ++i) AddApp("acme", "app-" + std::to_string(i));
  EXPECT_EQ(Must(Check("")).app_count(), 602);
}

}  // namespace
}  // namespace clausebook::rpc
