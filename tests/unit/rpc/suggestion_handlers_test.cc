// What clauses suggest and what could not be read, over ReviewHandlers.
#include "tests/unit/rpc/review_test.h"

namespace clausebook::rpc {
namespace {

TEST_F(ReviewHandlersTest, ASuggestionTellsWhatWhereAndWhy) {
  EXPECT_THAT(States(), ElementsAre("use.sold OPEN", "retention.after_uninstall OPEN",
                                    "encryption.at_rest OPEN"));
  const v1::Suggestion sold = On("use.sold");
  EXPECT_THAT(sold.name(), ::testing::StartsWith(revision_ + "/suggestions/use-sold-"));
  const v1::Fact& fact = sold.fact();
  EXPECT_EQ(fact.state(), v1::FACT_STATE_PROPOSED);
  EXPECT_EQ(fact.operator_(), v1::OPERATOR_EQUALS);
  EXPECT_FALSE(fact.value().bool_value());
  EXPECT_EQ(fact.evidence().clause().quote(), "We never sell your data.");
  EXPECT_EQ(fact.evidence().clause().revision(), revision_);
  EXPECT_EQ("vendors/acme/facts/" + sold.name().substr(sold.name().rfind('/') + 1),
            fact.name());
  EXPECT_FALSE(fact.has_create_time());
  EXPECT_EQ(sold.line(), 3);
  EXPECT_THAT(sold.heading_path(), ElementsAre("Privacy"));
  EXPECT_FALSE(sold.why().empty());
  EXPECT_FALSE(sold.pattern().empty());
  const auto again =
      Must(Call(&ReviewHandlers::GetSuggestion, "name: '" + sold.name() + "'"));
  EXPECT_EQ(again.suggestion().SerializeAsString(), sold.SerializeAsString());
}

TEST_F(ReviewHandlersTest, SuggestionsAreNoFacts) {
  ASSERT_THAT(List(), ::testing::SizeIs(3));
  EXPECT_EQ(Must(Call(&FactHandlers::ListFacts, "parent: 'vendors/acme'")).facts_size(),
            0);
}

TEST_F(ReviewHandlersTest, ListsCanBeNarrowedAndPaged) {
  Must(Decide(On("use.sold").name(), "reject {}"));
  EXPECT_THAT(States("states: SUGGESTION_STATE_OPEN"),
              ElementsAre("retention.after_uninstall OPEN", "encryption.at_rest OPEN"));
  EXPECT_THAT(States("states: SUGGESTION_STATE_REJECTED"),
              ElementsAre("use.sold REJECTED"));
  v1::ListSuggestionsRequest request;
  request.set_parent(revision_);
  request.set_page_size(2);
  const auto first = Must(Call(&ReviewHandlers::ListSuggestions, request));
  EXPECT_EQ(first.suggestions_size(), 2);
  request.set_page_token(first.next_page_token());
  const auto second = Must(Call(&ReviewHandlers::ListSuggestions, request));
  ASSERT_EQ(second.suggestions_size(), 1);
  EXPECT_EQ(second.suggestions(0).fact().property(), "encryption.at_rest");
  EXPECT_TRUE(second.next_page_token().empty());
}

TEST_F(ReviewHandlersTest, UnreadClausesAreListedUntilAFactRestsOnThem) {
  revision_ = AddRevision(kPrivacy, "2025-02-01",
                          "We may share your data with a partner in some cases.\n");
  const auto list = [&] {
    return Must(Call(&ReviewHandlers::ListUnreadClauses, "parent: '" + revision_ + "'"));
  };
  ASSERT_EQ(list().unread_clauses_size(), 1);
  EXPECT_EQ(list().unread_clauses(0).line(), 1);
  EXPECT_EQ(list().unread_clauses(0).clause().text(),
            "We may share your data with a partner in some cases.");
  EXPECT_FALSE(list().unread_clauses(0).why().empty());
  Must(
      Call(&FactHandlers::CreateFact,
           "parent: 'vendors/acme' fact_id: 'handled' fact { scope {} property: "
           "'security.measures' operator: OPERATOR_EQUALS value { string_value: 'some' } "
           "evidence { clause { revision: '" +
               revision_ + "' quote: 'in some cases' } } }"));
  EXPECT_EQ(list().unread_clauses_size(), 0);
}

TEST_F(ReviewHandlersTest, ADocumentThatIsNotRecordedSuggestsTheSame) {
  v1::SuggestFactsRequest request;
  request.set_parent("vendors/acme");
  request.mutable_policy_revision()->set_media_type("text/markdown");
  request.mutable_policy_revision()->set_text(std::string(kText) +
                                              "\nOnly “App one” uses cookies, maybe.\n");
  const Instant before = Must(store_.Read(nullptr))->LatestCommit();
  const auto read = Must(Call(&ReviewHandlers::SuggestFacts, request));
  EXPECT_EQ(Must(store_.Read(nullptr))->LatestCommit(), before);
  EXPECT_EQ(read.suggestion_count(), read.suggestions_size());
  ASSERT_GE(read.suggestions_size(), 3);
  EXPECT_EQ(read.suggestions(0).fact().property(), "use.sold");
  EXPECT_THAT(read.suggestions(0).name(), ::testing::StartsWith("suggestions/use-sold-"));
  EXPECT_TRUE(read.suggestions(0).fact().evidence().clause().revision().empty());
  EXPECT_EQ(read.policy_revision().text(), request.policy_revision().text());
  EXPECT_EQ(read.policy_revision().sha256().size(), 64u);
  EXPECT_TRUE(read.policy_revision().name().empty());

  request.clear_parent();
  EXPECT_GE(Must(Call(&ReviewHandlers::SuggestFacts, request)).suggestions_size(), 3);
}

TEST_F(ReviewHandlersTest, WhatCannotBeReadIsSaidWithItsField) {
  v1::SuggestFactsRequest request;
  request.mutable_policy_revision()->set_media_type("application/yaml");
  request.mutable_policy_revision()->set_text("modules: {}\n");
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::SuggestFacts, request)),
              ElementsAre("policy_revision.media_type"));
  request.mutable_policy_revision()->set_media_type("text/plain");
  request.mutable_policy_revision()->set_text("\xff");
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::SuggestFacts, request)),
              ElementsAre("policy_revision.text"));
  request.mutable_policy_revision()->set_text("We never sell your data.");
  request.set_parent("vendors/nobody");
  EXPECT_EQ(ReasonOf(Call(&ReviewHandlers::SuggestFacts, request)), "NOT_FOUND");
}

TEST_F(ReviewHandlersTest, AManifestSuggestsNothing) {
  Must(Call(
      &PolicyHandlers::CreatePolicy,
      "parent: 'vendors/acme' policy_id: 'manifest' policy { title: 'Manifest' kind: "
      "POLICY_KIND_FORGE_MANIFEST app: 'vendors/acme/apps/one' }"));
  v1::CreatePolicyRevisionRequest request;
  request.set_parent("vendors/acme/policies/manifest");
  request.mutable_policy_revision()->set_effective_date("2025-01-01");
  request.mutable_policy_revision()->set_media_type("application/yaml");
  request.mutable_policy_revision()->set_text(
      "modules:\n  macro: [{key: m}]\napp: {id: x}\n");
  const std::string manifest =
      Must(Call(&PolicyHandlers::CreatePolicyRevision, request)).policy_revision().name();
  EXPECT_THAT(
      FieldsOf(Call(&ReviewHandlers::ListSuggestions, "parent: '" + manifest + "'")),
      ElementsAre("parent"));
  EXPECT_THAT(Items(), ::testing::SizeIs(3)) << "and puts nothing up for review";
}

}  // namespace
}  // namespace clausebook::rpc
