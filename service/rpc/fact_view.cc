#include "service/rpc/fact_view.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/fact_convert.h"
#include "service/rpc/known_reads.h"

namespace clausebook::rpc {

absl::StatusOr<answering::FactState> FactView::StateOf(const model::Fact& fact) {
  CB_RETURN_IF_ERROR(TurnTo(fact.ref.publisher));
  return answering::StateOf(fact, *base_, as_of_);
}

absl::StatusOr<v1::Fact> FactView::Show(const model::Fact& fact) {
  CB_ASSIGN_OR_RETURN(const auto state, StateOf(fact));
  const auto* clause = std::get_if<model::ClauseEvidence>(&fact.content.evidence);
  if (clause == nullptr) return ToProto(fact, state, "");
  CB_ASSIGN_OR_RETURN(const auto text, TextOf(clause->revision));
  return ToProto(fact, state, *text);
}

absl::Status FactView::TurnTo(const model::Publisher& publisher) {
  if (base_ != nullptr && base_->publisher == publisher) return absl::OkStatus();
  CB_ASSIGN_OR_RETURN(base_, snapshot_.LoadEvidence(publisher, known_at_));
  texts_.clear();
  for (const model::PolicyEvidence& policy : base_->policies) {
    for (const model::RevisionEvidence& revision : policy.revisions) {
      texts_[revision.revision.ref] = revision.revision.text;
    }
  }
  return absl::OkStatus();
}

// A retracted fact may rest on a revision that does not stand any more.
absl::StatusOr<std::shared_ptr<const std::string>> FactView::TextOf(
    const model::RevisionRef& revision) {
  auto& text = texts_[revision];
  if (text == nullptr) {
    CB_ASSIGN_OR_RETURN(const auto found, snapshot_.GetRevision(revision));
    text = found.text;
  }
  return text;
}

absl::StatusOr<model::Fact> FindFact(storage::ReadSnapshot& snapshot,
                                     const model::FactRef& ref, Instant known_at) {
  const storage::Page all{"", std::numeric_limits<int>::max()};
  storage::FactFilter filter{ref.publisher, ref.fact, /*include_retracted=*/false};
  CB_ASSIGN_OR_RETURN(auto facts, snapshot.ListFacts(filter, all, known_at));
  if (facts.empty()) {
    filter.include_retracted = true;
    CB_ASSIGN_OR_RETURN(facts, snapshot.ListFacts(filter, all, known_at));
  }
  if (facts.empty()) {
    CB_ASSIGN_OR_RETURN(facts, snapshot.ListFacts(filter, all, kEndOfTime));
    if (facts.empty()) return NotFound("Fact", ToName(ref));
    return NotKnownThen("Fact", ToName(ref), known_at, facts.front().create_time);
  }
  return std::move(facts.back());
}

bool Covers(const model::Scope& scope, const std::string& app) {
  const auto has = [&](const std::vector<std::string>& apps) {
    return std::find(apps.begin(), apps.end(), app) != apps.end();
  };
  return scope.apps.empty() ? !has(scope.except_apps) : has(scope.apps);
}

}  // namespace clausebook::rpc
