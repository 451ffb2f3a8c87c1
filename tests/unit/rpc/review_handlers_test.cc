// Suggestions, what awaits review, and decisions, over ReviewHandlers.
#include "service/rpc/review_handlers.h"

#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

constexpr char kPrivacy[] = "vendors/acme/policies/privacy";
constexpr char kText[] =
    "# Privacy\n\nWe never sell your data. Data is deleted within 30 days after you "
    "uninstall the app.\n\nAll data is encrypted at rest.\n";

class ReviewHandlersTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "one");
    AddPolicy("vendors/acme", "privacy");
    revision_ = AddRevision(kPrivacy, "2025-01-01", kText);
  }

  std::vector<v1::Suggestion> List(const std::string& more = "") {
    const auto response = Must(Call(&ReviewHandlers::ListSuggestions,
                                    "parent: '" + revision_ + "' page_size: 1000 " + more));
    return {response.suggestions().begin(), response.suggestions().end()};
  }
  // The suggestion on a property.
  v1::Suggestion On(const std::string& property) {
    for (const auto& suggestion : List()) {
      if (suggestion.fact().property() == property) return suggestion;
    }
    throw std::invalid_argument("nothing suggested on " + property);
  }
  // `use.sold OPEN`, in the order of the list.
  std::vector<std::string> States(const std::string& more = "") {
    std::vector<std::string> states;
    for (const auto& suggestion : List(more)) {
      states.push_back(suggestion.fact().property() + " " +
                       v1::SuggestionState_Name(suggestion.state())
                           .substr(sizeof("SUGGESTION_STATE")));
    }
    return states;
  }
  std::vector<std::string> Items(const std::string& parent = "vendors/acme") {
    std::vector<std::string> items;
    const auto response =
        Must(Call(&ReviewHandlers::ListReviewItems,
                  "parent: '" + parent + "' page_size: 1000"));
    for (const auto& item : response.review_items()) {
      items.push_back(item.has_suggestion() ? item.suggestion().fact().property()
                                            : "! " + item.fact().fact().name());
    }
    return items;
  }
  static v1::RecordDecisionsRequest Decision(const std::string& item,
                                             const std::string& verdict) {
    return Parse<v1::RecordDecisionsRequest>(
        "parent: 'vendors/acme' reviewer: 'Mara Lind' decisions { item: '" + item + "' " +
        verdict + " }");
  }
  absl::StatusOr<v1::RecordDecisionsResponse> Decide(const std::string& item,
                                                     const std::string& verdict) {
    return Call(&ReviewHandlers::RecordDecisions, Decision(item, verdict));
  }
  v1::Fact Fact(const std::string& name) {
    return Must(Call(&FactHandlers::GetFact, "name: '" + name + "'")).fact();
  }

  std::string revision_;
};

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
  EXPECT_EQ(Must(Call(&FactHandlers::ListFacts, "parent: 'vendors/acme'")).facts_size(), 0);
}

TEST_F(ReviewHandlersTest, AcceptingRecordsTheFactWithWhoAndWhen) {
  const v1::Suggestion sold = On("use.sold");
  const auto done = Must(Decide(sold.name(), "accept {}"));
  ASSERT_EQ(done.outcomes_size(), 1);
  EXPECT_EQ(done.outcomes(0).item(), sold.name());
  EXPECT_EQ(done.outcomes(0).recorded().name(), sold.fact().name());
  EXPECT_EQ(done.commit_time().seconds(), clock_.Now().micros / 1'000'000);

  const v1::Fact fact = Fact(sold.fact().name());
  EXPECT_EQ(fact.state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(fact.property(), "use.sold");
  EXPECT_EQ(fact.evidence().clause().quote(), "We never sell your data.");
  EXPECT_EQ(fact.approval().reviewer(), "Mara Lind");
  EXPECT_EQ(fact.approval().date(), "2026-01-01");
  EXPECT_EQ(fact.approval().pattern(), sold.pattern());
  EXPECT_EQ("vendors/acme/facts/" + fact.approval().suggestion(), fact.name());

  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_ACCEPTED);
  EXPECT_EQ(On("use.sold").accepted_as(), fact.name());
  EXPECT_THAT(Items(), ElementsAre("retention.after_uninstall", "encryption.at_rest"));
}

TEST_F(ReviewHandlersTest, WhatWasDecidedIsNotDecidedAgain) {
  const v1::Suggestion sold = On("use.sold");
  const auto first = Must(Decide(sold.name(), "accept {}"));
  for (const char* verdict : {"accept {}", "accept { fact_id: 'other' }", "reject {}"}) {
    const auto again = Decide(sold.name(), verdict);
    EXPECT_EQ(ReasonOf(again), "NOT_AWAITING_REVIEW") << verdict;
    EXPECT_EQ(MetadataOf(again, "fact"), first.outcomes(0).recorded().name());
  }
  const v1::Suggestion rest = On("encryption.at_rest");
  Must(Decide(rest.name(), "reject { reason: 'Only of backups.' }"));
  const auto again = Decide(rest.name(), "reject {}");
  EXPECT_EQ(ReasonOf(again), "NOT_AWAITING_REVIEW");
  EXPECT_THAT(MessageOf(again), HasSubstr("refused by Mara Lind on 2026-01-01"));
}

TEST_F(ReviewHandlersTest, RejectingIsRememberedForLaterRevisions) {
  const v1::Suggestion sold = On("use.sold");
  const auto done = Must(Decide(sold.name(), "reject { reason: 'Only of marketing.' }"));
  EXPECT_FALSE(done.outcomes(0).has_recorded());
  const v1::Rejection& rejection = done.outcomes(0).rejection();
  EXPECT_EQ(rejection.statement(), "use.sold is false");
  EXPECT_EQ(rejection.reviewer(), "Mara Lind");
  EXPECT_EQ(rejection.date(), "2026-01-01");
  EXPECT_EQ(rejection.reason(), "Only of marketing.");
  EXPECT_EQ(rejection.pattern(), sold.pattern());
  EXPECT_EQ(On("use.sold").rejection().SerializeAsString(), rejection.SerializeAsString());
  EXPECT_THAT(Items(), ElementsAre("retention.after_uninstall", "encryption.at_rest"));

  revision_ = AddRevision(kPrivacy, "2025-06-01", std::string("Hello.\n\n") + kText);
  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_REJECTED);
  EXPECT_THAT(Items(), ElementsAre("retention.after_uninstall", "encryption.at_rest"));

  const auto listed =
      Must(Call(&ReviewHandlers::ListRejections, "parent: 'vendors/acme'"));
  ASSERT_EQ(listed.rejections_size(), 1);
  EXPECT_EQ(listed.rejections(0).SerializeAsString(), rejection.SerializeAsString());
}

TEST_F(ReviewHandlersTest, ARejectedOneCanStillBeAccepted) {
  const v1::Suggestion sold = On("use.sold");
  Must(Decide(sold.name(), "reject {}"));
  Must(Decide(sold.name(), "accept {}"));
  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_ACCEPTED);
  Must(Call(&FactHandlers::RetractFact, "name: '" + sold.fact().name() + "'"));
  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_REJECTED);
}

TEST_F(ReviewHandlersTest, AReviewerMayEditWhatIsRecorded) {
  const v1::Suggestion kept = On("retention.after_uninstall");
  v1::RecordDecisionsRequest request = Decision(kept.name(), "accept { fact_id: 'kept' }");
  auto* accept = request.mutable_decisions(0)->mutable_accept();
  *accept->mutable_fact() = kept.fact();
  accept->mutable_fact()->mutable_value()->set_duration_value("P31D");
  accept->mutable_fact()->set_caveat("Backups may take longer.");
  accept->mutable_fact()->clear_evidence();
  Must(Call(&ReviewHandlers::RecordDecisions, request));
  const v1::Fact fact = Fact("vendors/acme/facts/kept");
  EXPECT_EQ(fact.value().duration_value(), "P31D");
  EXPECT_EQ(fact.caveat(), "Backups may take longer.");
  EXPECT_EQ(fact.evidence().clause().quote(), kept.fact().evidence().clause().quote());
  EXPECT_EQ(On("retention.after_uninstall").accepted_as(), fact.name());
}

TEST_F(ReviewHandlersTest, AnEditIsCheckedLikeEveryFact) {
  const v1::Suggestion kept = On("retention.after_uninstall");
  const auto edit = [&](const std::string& fact) {
    return FieldsOf(Decide(kept.name(), "accept { fact { " + fact + " } }"));
  };
  const std::string claim =
      "scope {} property: 'use.sold' operator: OPERATOR_EQUALS value { bool_value: true } ";
  EXPECT_THAT(edit("property: 'no.such' operator: OPERATOR_EQUALS"),
              ElementsAre("decisions[0].accept.fact.scope",
                          "decisions[0].accept.fact.property",
                          "decisions[0].accept.fact.value"));
  EXPECT_THAT(edit(claim + "evidence { clause { revision: '" + revision_ +
                   "' quote: 'No such words.' } }"),
              ElementsAre("decisions[0].accept.fact.evidence.clause.quote"));
  EXPECT_THAT(edit(claim + "evidence { clause { revision: '" + revision_ +
                   "' quote: 'We never sell your data.' } }"),
              ElementsAre("decisions[0].accept.fact.evidence"))
      << "another clause is another fact";
  EXPECT_THAT(Items(), ::testing::SizeIs(3)) << "nothing was recorded";
}

TEST_F(ReviewHandlersTest, DecisionsAreRecordedTogetherOrNotAtAll) {
  v1::RecordDecisionsRequest request = Decision(On("use.sold").name(), "accept {}");
  *request.add_decisions() =
      Decision(revision_ + "/suggestions/no-such", "reject {}").decisions(0);
  const auto failed = Call(&ReviewHandlers::RecordDecisions, request);
  EXPECT_EQ(ReasonOf(failed), "NOT_FOUND");
  EXPECT_EQ(ResourceOf(failed), "Suggestion " + revision_ + "/suggestions/no-such");
  EXPECT_EQ(On("use.sold").state(), v1::SUGGESTION_STATE_OPEN);

  *request.mutable_decisions(1) =
      Decision(On("encryption.at_rest").name(), "reject {}").decisions(0);
  const auto done = Must(Call(&ReviewHandlers::RecordDecisions, request));
  EXPECT_EQ(done.outcomes_size(), 2);
  EXPECT_THAT(Items(), ElementsAre("retention.after_uninstall"));
}

TEST_F(ReviewHandlersTest, OnlyCheckingRecordsNothing) {
  v1::RecordDecisionsRequest request = Decision(On("use.sold").name(), "accept {}");
  *request.add_decisions() =
      Decision(On("encryption.at_rest").name(), "reject {}").decisions(0);
  request.set_validate_only(true);
  const auto checked = Must(Call(&ReviewHandlers::RecordDecisions, request));
  ASSERT_EQ(checked.outcomes_size(), 2);
  EXPECT_EQ(checked.outcomes(0).recorded().approval().reviewer(), "Mara Lind");
  EXPECT_FALSE(checked.outcomes(0).recorded().has_create_time());
  EXPECT_EQ(checked.outcomes(1).rejection().statement(), "encryption.at_rest is true");
  EXPECT_FALSE(checked.has_commit_time());
  EXPECT_THAT(Items(), ::testing::SizeIs(3));
}

TEST_F(ReviewHandlersTest, ARepeatedRequestIsDoneOnce) {
  v1::RecordDecisionsRequest request = Decision(On("use.sold").name(), "accept {}");
  request.set_request_id("0e3c4a7e-3a52-4d5c-9d0a-2b7d3c1f9a55");
  const auto first = Must(Call(&ReviewHandlers::RecordDecisions, request));
  const auto again = Must(Call(&ReviewHandlers::RecordDecisions, request));
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
}

TEST_F(ReviewHandlersTest, EarlierKnowledgeHasEarlierStates) {
  const std::string before = KnownNow();
  Must(Decide(On("use.sold").name(), "reject {}"));
  Must(Decide(On("encryption.at_rest").name(), "accept {}"));
  EXPECT_THAT(States(), ElementsAre("use.sold REJECTED", "retention.after_uninstall OPEN",
                                    "encryption.at_rest ACCEPTED"));
  EXPECT_THAT(States(before), ElementsAre("use.sold OPEN", "retention.after_uninstall OPEN",
                                          "encryption.at_rest OPEN"));
  EXPECT_EQ(Must(Call(&ReviewHandlers::ListRejections,
                      "parent: '" + std::string(kPrivacy) + "' " + before))
                .rejections_size(),
            0);
}

TEST_F(ReviewHandlersTest, ListsCanBeNarrowedAndPaged) {
  Must(Decide(On("use.sold").name(), "reject {}"));
  EXPECT_THAT(States("states: SUGGESTION_STATE_OPEN"),
              ElementsAre("retention.after_uninstall OPEN", "encryption.at_rest OPEN"));
  EXPECT_THAT(States("states: SUGGESTION_STATE_REJECTED"), ElementsAre("use.sold REJECTED"));
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
  Must(Call(&FactHandlers::CreateFact,
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
  request.mutable_policy_revision()->set_text(
      std::string(kText) + "\nOnly “App one” uses cookies, maybe.\n");
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
  Must(Call(&PolicyHandlers::CreatePolicy,
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
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::ListSuggestions, "parent: '" + manifest + "'")),
              ElementsAre("parent"));
  EXPECT_THAT(Items(), ::testing::SizeIs(3)) << "and puts nothing up for review";
}

TEST_F(ReviewHandlersTest, WrongRequestsAreRefusedWithTheirFields) {
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::RecordDecisions,
                            "parent: 'acme' decisions { item: 'x' }")),
              ElementsAre("parent", "reviewer", "decisions[0].item", "decisions[0]"));
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::RecordDecisions,
                            "parent: 'vendors/acme' reviewer: 'Mara'")),
              ElementsAre("decisions"));
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::RecordDecisions,
                            "parent: 'vendors/acme' reviewer: 'Mara' decisions { item: "
                            "'vendors/other/facts/f' reject {} } decisions { item: "
                            "'vendors/acme/facts/f' reject {} } decisions { item: "
                            "'vendors/acme/facts/f' accept { fact_id: 'No!' } }")),
              ElementsAre("decisions[0].item", "decisions[2].item",
                          "decisions[2].accept.fact_id"));
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::ListReviewItems, "parent: 'vendors/-'")),
              ElementsAre("parent"));
  EXPECT_EQ(ResourceOf(Call(&ReviewHandlers::ListReviewItems,
                            "parent: 'vendors/acme/policies/none'")),
            "Policy vendors/acme/policies/none");
  EXPECT_EQ(ResourceOf(Call(&ReviewHandlers::ListSuggestions,
                            "parent: '" + std::string(kPrivacy) + "/revisions/x'")),
            "PolicyRevision vendors/acme/policies/privacy/revisions/x");
  EXPECT_EQ(ReasonOf(Decide("vendors/acme/facts/none", "reject {}")), "NOT_FOUND");
}

TEST_F(ReviewHandlersTest, AnIdThatIsTakenIsNotTakenAgain) {
  AddFact("vendors/acme", "mine");
  const v1::Suggestion sold = On("use.sold");
  const auto taken = Decide(sold.name(), "accept { fact_id: 'mine' }");
  EXPECT_EQ(ReasonOf(taken), "ALREADY_EXISTS");
  EXPECT_EQ(ResourceOf(taken), "Fact vendors/acme/facts/mine");
  const std::string id = sold.fact().name().substr(sizeof("vendors/acme/facts"));
  AddFact("vendors/acme", id);
  EXPECT_EQ(Must(Decide(sold.name(), "accept {}")).outcomes(0).recorded().name(),
            sold.fact().name() + "-2");
}

// Facts whose clause a newer revision changed.
class FactReviewTest : public ReviewHandlersTest {
 protected:
  static constexpr char kEdited[] =
      "# Privacy\n\nWe never sell your data. Data is deleted within 30 days, at the "
      "latest, after you uninstall the app.\n";

  void SetUp() override {
    ReviewHandlersTest::SetUp();
    kept_ = Accept("retention.after_uninstall");
    rest_ = Accept("encryption.at_rest");
    Must(Decide(On("use.sold").name(), "reject {}"));
    new_ = AddRevision(kPrivacy, "2025-06-01", kEdited);
  }
  std::string Accept(const std::string& property) {
    return Must(Decide(On(property).name(), "accept {}")).outcomes(0).recorded().name();
  }
  v1::FactInReview InReview(const std::string& fact) {
    const auto response =
        Must(Call(&ReviewHandlers::ListReviewItems, "parent: 'vendors/acme'"));
    for (const auto& item : response.review_items()) {
      if (item.fact().fact().name() == fact) return item.fact();
    }
    throw std::invalid_argument("not in review: " + fact);
  }

  std::string kept_, rest_, new_;
};

TEST_F(FactReviewTest, TheyAreListedBeforeWhatTheNewTextSuggests) {
  EXPECT_THAT(Items(), ElementsAre("! " + rest_, "! " + kept_, "retention.after_uninstall"));
  const v1::FactInReview edited = InReview(kept_);
  EXPECT_EQ(edited.fact().state(), v1::FACT_STATE_AWAITING_REVIEW);
  EXPECT_EQ(edited.change().kind(), v1::CLAUSE_CHANGE_KIND_EDITED);
  EXPECT_EQ(edited.old_revision(), revision_);
  EXPECT_EQ(edited.new_revision(), new_);
  EXPECT_EQ(edited.end_date(), "2025-06-01");
  EXPECT_EQ(edited.confirmed().name(), kept_ + "-2");
  EXPECT_EQ(edited.confirmed().evidence().clause().revision(), new_);
  EXPECT_EQ(InReview(rest_).change().kind(), v1::CLAUSE_CHANGE_KIND_DROPPED);
  EXPECT_FALSE(InReview(rest_).has_confirmed());
}

TEST_F(FactReviewTest, ConfirmingEndsItAndRecordsItByTheNewText) {
  const auto done = Must(Decide(kept_, "accept {}")).outcomes(0);
  EXPECT_EQ(done.ended().name(), kept_);
  EXPECT_EQ(done.ended().valid_until(), "2025-06-01");
  EXPECT_EQ(done.ended().state(), v1::FACT_STATE_EXPIRED);
  EXPECT_EQ(done.recorded().name(), kept_ + "-2");
  EXPECT_EQ(done.recorded().state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(done.recorded().approval().reviewer(), "Mara Lind");
  // What held before the change still did.
  EXPECT_EQ(Must(Call(&FactHandlers::GetFact, "name: '" + kept_ + "' as_of: '2025-05-31'"))
                .fact()
                .state(),
            v1::FACT_STATE_ACTIVE);
  EXPECT_THAT(Items(), ElementsAre("! " + rest_))
      << "which settles what the new text suggests";
  EXPECT_EQ(ReasonOf(Decide(kept_, "accept {}")), "NOT_AWAITING_REVIEW");
}

TEST_F(FactReviewTest, RejectingEndsIt) {
  const auto done = Must(Decide(rest_, "reject { reason: 'It is gone.' }")).outcomes(0);
  EXPECT_EQ(done.ended().valid_until(), "2025-06-01");
  EXPECT_FALSE(done.has_recorded());
  const auto events =
      Must(Call(&FactHandlers::ListFactEvents, "parent: '" + rest_ + "'"));
  ASSERT_EQ(events.fact_events_size(), 3);
  EXPECT_EQ(events.fact_events(1).reason(),
            "No longer so, by review of Mara Lind: It is gone.");
  EXPECT_EQ(events.fact_events(0).fact().approval().reviewer(), "Mara Lind");
}

TEST_F(FactReviewTest, WithoutAClauseThereMustBeAnotherQuote) {
  EXPECT_THAT(FieldsOf(Decide(rest_, "accept {}")),
              ElementsAre("decisions[0].accept.fact.evidence"));
  v1::RecordDecisionsRequest request = Decision(rest_, "accept {}");
  v1::Fact& fact = *request.mutable_decisions(0)->mutable_accept()->mutable_fact();
  fact = InReview(rest_).fact();
  fact.mutable_evidence()->mutable_clause()->set_quote("We never sell your data.");
  fact.mutable_evidence()->mutable_clause()->clear_byte_begin();
  fact.mutable_evidence()->mutable_clause()->clear_byte_end();
  EXPECT_THAT(FieldsOf(Call(&ReviewHandlers::RecordDecisions, request)),
              ElementsAre("decisions[0].accept.fact.evidence"))
      << "not in the old text";
  fact.mutable_evidence()->mutable_clause()->set_revision(new_);
  const auto done = Must(Call(&ReviewHandlers::RecordDecisions, request)).outcomes(0);
  EXPECT_EQ(done.recorded().evidence().clause().quote(), "We never sell your data.");
}

TEST_F(FactReviewTest, AFactWhoseClauseStandsAwaitsNothing) {
  AddFact("vendors/acme", "said");
  EXPECT_EQ(ReasonOf(Decide("vendors/acme/facts/said", "reject {}")),
            "NOT_AWAITING_REVIEW");
}

}  // namespace
}  // namespace clausebook::rpc
