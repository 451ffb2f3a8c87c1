#include "service/rpc/convert/review_convert.h"

#include <variant>

#include "service/rpc/convert/fact_convert.h"
#include "service/rpc/convert/resource_convert.h"

namespace clausebook::rpc {
namespace {

v1::SuggestionState EnumOf(evidence::SuggestionState state) {
  return static_cast<v1::SuggestionState>(static_cast<int>(state) + 1);
}
static_assert(static_cast<int>(evidence::SuggestionState::kOpen) + 1 ==
              v1::SUGGESTION_STATE_OPEN);
static_assert(static_cast<int>(evidence::SuggestionState::kRejected) + 1 ==
              v1::SUGGESTION_STATE_REJECTED);

}  // namespace

v1::Rejection ToProto(const model::Rejection& rejection) {
  v1::Rejection proto;
  proto.set_name(RejectionName(rejection.policy, rejection.suggestion));
  proto.set_clause(rejection.clause);
  proto.set_pattern(rejection.pattern);
  proto.set_statement(rejection.statement);
  proto.set_reviewer(rejection.reviewer);
  proto.set_date(FormatDate(rejection.date));
  proto.set_reason(rejection.reason);
  *proto.mutable_create_time() = ToProto(rejection.create_time);
  return proto;
}

v1::Fact ProposedFact(const model::FactRef& ref, const model::FactContent& content,
                      std::string_view text) {
  model::Fact fact;
  fact.ref = ref;
  fact.content = content;
  v1::Fact proto = ToProto(fact, answering::FactState::kProposed, std::string(text));
  proto.clear_create_time();
  proto.clear_generation();
  return proto;
}

SuggestionView::SuggestionView(const model::RevisionEvidence& revision)
    : revision_(revision), lines_(*revision.revision.text) {
  for (const model::Clause& clause : revision.clauses) clauses_[clause.id] = &clause;
}

v1::Suggestion SuggestionView::Show(const evidence::Suggestion& suggestion,
                                    const std::string& fact_id) const {
  const model::RevisionRef& ref = revision_.revision.ref;
  const model::FactContent& content = suggestion.proposal.content;
  const auto& place = std::get<model::ClauseEvidence>(content.evidence);
  v1::Suggestion proto;
  *proto.mutable_fact() =
      ProposedFact({ref.policy.publisher, fact_id}, content, *revision_.revision.text);
  if (recorded()) {
    proto.set_name(ToName(model::SuggestionRef{ref, suggestion.id}));
  } else {
    proto.set_name("suggestions/" + suggestion.id);
    auto* clause = proto.mutable_fact()->mutable_evidence()->mutable_clause();
    clause->clear_revision();
    clause->set_clause("clauses/" + place.clause);
    if (ref.policy.publisher.id.empty()) proto.mutable_fact()->clear_name();
  }
  proto.set_pattern(suggestion.proposal.pattern);
  proto.set_why(suggestion.proposal.why);
  for (const std::string& heading : clauses_.at(place.clause)->heading_path) {
    proto.add_heading_path(heading);
  }
  proto.set_line(lines_.Of(place.range.begin));
  proto.set_state(EnumOf(suggestion.state));
  if (suggestion.fact != nullptr) proto.set_accepted_as(ToName(suggestion.fact->ref));
  if (suggestion.state == evidence::SuggestionState::kRejected) {
    *proto.mutable_rejection() = rpc::ToProto(*suggestion.rejection);
  }
  return proto;
}

v1::UnreadClause SuggestionView::Show(const evidence::UnreadClause& unread) const {
  const model::Clause& clause = *clauses_.at(unread.clause);
  v1::UnreadClause proto;
  *proto.mutable_clause() =
      rpc::ToProto(revision_.revision.ref, clause, *revision_.revision.text);
  if (!recorded()) proto.mutable_clause()->set_name("clauses/" + unread.clause);
  proto.set_why(unread.why);
  proto.set_line(lines_.Of(clause.range.begin));
  return proto;
}

v1::FactInReview ToProto(const evidence::FactInReview& review, std::string_view text,
                         const std::string& confirmed_id) {
  v1::FactInReview proto;
  *proto.mutable_fact() =
      ToProto(*review.fact, answering::FactState::kAwaitingReview, std::string(text));
  *proto.mutable_change() =
      ChangeView(review.old_revision, review.new_revision).Show(review.change);
  proto.set_old_revision(ToName(review.old_revision->revision.ref));
  proto.set_new_revision(ToName(review.new_revision->revision.ref));
  proto.set_end_date(FormatDate(review.ends));
  if (review.confirmed) {
    *proto.mutable_confirmed() =
        ProposedFact({review.fact->ref.publisher, confirmed_id}, *review.confirmed,
                     *review.new_revision->revision.text);
  }
  return proto;
}

}  // namespace clausebook::rpc
