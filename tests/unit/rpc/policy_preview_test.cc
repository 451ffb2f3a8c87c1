// What a revision would change, over PolicyHandlers.
#include "tests/unit/rpc/policy_compare_test.h"

namespace clausebook::rpc {
namespace {

using PolicyPreviewTest = PolicyCompareTest;

TEST_F(PolicyPreviewTest, PreviewTellsFactsAndAnswersAndStoresNothing) {
  AddClauseFact("nothing-stored", "We store nothing outside of Atlassian.",
                "property: 'storage.off_platform' value { bool_value: false }");
  AddClauseFact("no-logs", "We keep no logs of what you do.",
                "property: 'security.measures' value { string_value: 'no logs' }");
  AddClauseFact("contact", "Write to us.",
                "property: 'policy.contact' value { string_value: 'us' }",
                "apps: 'vendors/acme/apps/clock'");
  const Instant before = Must(store_.Read(nullptr))->LatestCommit();
  const auto request = Candidate("2099-01-01");
  const auto preview = Must(Call(&PolicyHandlers::PreviewPolicyRevision, request));
  EXPECT_EQ(Must(store_.Read(nullptr))->LatestCommit(), before);

  EXPECT_EQ(preview.previous_revision(), old_);
  EXPECT_EQ(preview.as_of(), "2099-01-01");
  EXPECT_EQ(preview.known_at().seconds(), before.micros / 1'000'000);
  EXPECT_TRUE(preview.policy_revision().text().empty());
  EXPECT_EQ(preview.policy_revision().clause_count(), 5);
  EXPECT_EQ(preview.counts().edited(), 1);
  EXPECT_THAT(preview.carried_over_facts(), ElementsAre("vendors/acme/facts/no-logs"));
  EXPECT_EQ(preview.carried_over_count(), 1);
  ASSERT_EQ(preview.reviews_size(), 2);
  EXPECT_EQ(preview.review_count(), 2);
  EXPECT_EQ(preview.reviews(0).fact().name(), "vendors/acme/facts/contact");
  EXPECT_EQ(preview.reviews(0).change().kind(), v1::CLAUSE_CHANGE_KIND_DROPPED);
  EXPECT_FALSE(preview.reviews(0).change().has_new_clause());
  const v1::FactReview& edited = preview.reviews(1);
  EXPECT_EQ(edited.fact().name(), "vendors/acme/facts/nothing-stored");
  EXPECT_EQ(edited.fact().state(), v1::FACT_STATE_AWAITING_REVIEW);
  EXPECT_EQ(edited.change().kind(), v1::CLAUSE_CHANGE_KIND_EDITED);
  EXPECT_EQ(edited.change().new_clause().text(),
            "We store backups outside of Atlassian.");
  EXPECT_GT(edited.change().words_size(), 0);

  // The fact on one app changes answers about that one only.
  int contact = 0;
  int stores = 0;
  for (const v1::AnswerChange& change : preview.answer_changes()) {
    const std::string& question = change.old_answer().question();
    EXPECT_EQ(question, change.new_answer().question());
    EXPECT_EQ(change.old_answer().as_of(), "2099-01-01");
    if (question == "questions/privacy-contact") {
      ++contact;
      EXPECT_EQ(change.old_answer().app(), "vendors/acme/apps/clock");
    }
    if (question != "questions/stores-data-off-atlassian") continue;
    ++stores;
    EXPECT_EQ(change.old_answer().verdict(), v1::VERDICT_NO);
    EXPECT_EQ(change.new_answer().verdict(), v1::VERDICT_UNKNOWN);
    EXPECT_NE(change.old_answer().sentence(), change.new_answer().sentence());
  }
  EXPECT_EQ(contact, 1);
  EXPECT_EQ(stores, 2);
  EXPECT_GT(preview.answer_change_count(), stores);
  EXPECT_EQ(preview.answer_change_count(), preview.answer_changes_size());
  EXPECT_EQ(preview.compared_app_count(), 2);
  EXPECT_EQ(preview.omitted_app_count(), 0);

  auto one = request;
  one.add_apps("vendors/acme/apps/charts");
  const auto narrow = Must(Call(&PolicyHandlers::PreviewPolicyRevision, one));
  EXPECT_EQ(narrow.compared_app_count(), 1);
  EXPECT_LT(narrow.answer_change_count(), preview.answer_change_count());
}

// What the preview says is what is the case once the revision is recorded.
TEST_F(PolicyPreviewTest, PreviewIsWhatThenHappens) {
  AddClauseFact("nothing-stored", "We store nothing outside of Atlassian.",
                "property: 'storage.off_platform' value { bool_value: false }");
  const auto request = Candidate("2021-01-01");
  const auto preview = Must(Call(&PolicyHandlers::PreviewPolicyRevision, request));
  EXPECT_EQ(AddRevision(kPolicy, "2021-01-01", kNew), preview.policy_revision().name());
  const auto fact =
      Must(Call(&FactHandlers::GetFact, "name: 'vendors/acme/facts/nothing-stored'"));
  EXPECT_EQ(fact.fact().state(), v1::FACT_STATE_AWAITING_REVIEW);
  ASSERT_EQ(preview.review_count(), 1);
  EXPECT_EQ(preview.reviews(0).fact().name(), fact.fact().name());
  EXPECT_EQ(ResourceOf(Call(&PolicyHandlers::PreviewPolicyRevision, request)),
            "PolicyRevision " + preview.policy_revision().name());
}

TEST_F(PolicyPreviewTest, TheSameTextChangesNothing) {
  AddClauseFact("nothing-stored", "We store nothing outside of Atlassian.",
                "property: 'storage.off_platform' value { bool_value: false }");
  const auto preview =
      Must(Call(&PolicyHandlers::PreviewPolicyRevision, Candidate("2022-02-02", kOld)));
  EXPECT_EQ(preview.counts().unchanged(), 5);
  EXPECT_EQ(preview.review_count(), 0);
  EXPECT_EQ(preview.carried_over_count(), 1);
  EXPECT_EQ(preview.answer_change_count(), 0);
}

TEST_F(PolicyPreviewTest, APlatformsPolicyIsPreviewedForAllVendors) {
  AddVendor("beta");
  AddApp("beta", "kites");
  for (const std::string vendor : {"acme", "beta"}) {
    Must(
        Call(&FactHandlers::CreateFact,
             "parent: 'vendors/" + vendor +
                 "' fact_id: 'on-forge' fact { scope {} property: 'hosting.platform' "
                 "operator: OPERATOR_EQUALS value { string_value: 'forge' } evidence { "
                 "attestation { attester: 'Ada' date: '2020-02-02' statement: 'Forge.' } "
                 "} }"));
  }
  AddPolicy("platforms/forge", "trust");
  const std::string trust =
      AddRevision("platforms/forge/policies/trust", "2020-01-01",
                  "All data is encrypted at rest.\n\nIt is backed up.\n");
  Must(Call(&FactHandlers::CreateFact,
            "parent: 'platforms/forge' fact_id: 'at-rest' fact { scope {} property: "
            "'encryption.at_rest' operator: OPERATOR_EQUALS value { bool_value: "
            "true } evidence { clause { revision: '" +
                trust + "' quote: 'All data is encrypted at rest.' } } }"));
  auto request = Candidate("2021-01-01", "It is backed up.\n");
  request.set_parent("platforms/forge/policies/trust");
  const auto preview = Must(Call(&PolicyHandlers::PreviewPolicyRevision, request));
  EXPECT_EQ(preview.compared_app_count(), 3);
  std::vector<std::string> apps;
  for (const auto& change : preview.answer_changes()) {
    if (change.old_answer().question() != "questions/encrypted-at-rest") continue;
    apps.push_back(change.old_answer().app());
    EXPECT_EQ(change.old_answer().verdict(), v1::VERDICT_YES);
    EXPECT_EQ(change.new_answer().verdict(), v1::VERDICT_UNKNOWN);
  }
  EXPECT_THAT(apps, ElementsAre("vendors/acme/apps/charts", "vendors/acme/apps/clock",
                                "vendors/beta/apps/kites"));
}

TEST_F(PolicyPreviewTest, PreviewFaults) {
  const auto preview = [&](const std::string& request) {
    return Call(&PolicyHandlers::PreviewPolicyRevision, request);
  };
  EXPECT_THAT(FieldsOf(preview("parent: 'x' as_of: 'x' apps: 'x'")),
              UnorderedElementsAre("parent", "policy_revision.media_type",
                                   "policy_revision.effective_date",
                                   "policy_revision.text", "as_of", "apps[0]"));
  auto early = Candidate("2099-01-01");
  early.set_as_of("2098-12-31");
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::PreviewPolicyRevision, early)),
              ElementsAre("as_of"));
  auto apps = Candidate("2099-01-01");
  apps.add_apps("vendors/beta/apps/kites");
  apps.add_apps("vendors/acme/apps/charts");
  apps.add_apps("vendors/acme/apps/charts");
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::PreviewPolicyRevision, apps)),
              ElementsAre("apps[0]", "apps[2]"));
  auto nobody = Candidate("2099-01-01");
  nobody.add_apps("vendors/acme/apps/nobody");
  EXPECT_EQ(ResourceOf(Call(&PolicyHandlers::PreviewPolicyRevision, nobody)),
            "App vendors/acme/apps/nobody");
  auto missing = Candidate("2099-01-01");
  missing.set_parent("vendors/acme/policies/none");
  EXPECT_EQ(ResourceOf(Call(&PolicyHandlers::PreviewPolicyRevision, missing)),
            "Policy vendors/acme/policies/none");
  Must(Call(&PolicyHandlers::CreatePolicy,
            "parent: 'vendors/acme' policy_id: 'manifest' policy { title: 'M' kind: "
            "POLICY_KIND_FORGE_MANIFEST app: 'vendors/acme/apps/charts' }"));
  auto manifest = Candidate("2099-01-01");
  manifest.set_parent("vendors/acme/policies/manifest");
  EXPECT_THAT(FieldsOf(Call(&PolicyHandlers::PreviewPolicyRevision, manifest)),
              ElementsAre("policy_revision.media_type"));
}

}  // namespace
}  // namespace clausebook::rpc
