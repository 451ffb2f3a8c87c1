// The part of ReviewHandlers that records decisions.
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "service/base/status_macros.h"
#include "service/rpc/convert/review_convert.h"
#include "service/rpc/fact_view.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/review_handlers.h"
#include "service/rpc/review_plan.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// Reads the revisions of the suggestions before the transaction, which then finds them
// read.
absl::Status ReadAhead(const HandlerDeps& deps, ProposalReader& reader,
                       const CallContext& context, const DecisionRequest& checked) {
  std::set<model::RevisionRef> revisions;
  for (const DecisionRequest::Item& item : checked.items) {
    const auto* suggestion = std::get_if<model::SuggestionRef>(&item);
    if (suggestion != nullptr) revisions.insert(suggestion->revision);
  }
  if (revisions.empty()) return absl::OkStatus();
  CB_ASSIGN_OR_RETURN(auto snapshot, deps.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto basis,
                      ReadBasis(deps, *snapshot, checked.publisher, kEndOfTime));
  for (const model::RevisionRef& revision : revisions) {
    const auto found = FindRevision(basis, revision, "item");
    if (!found.ok()) continue;  // told when the decision is looked at
    CB_RETURN_IF_ERROR(reader.Read(basis, *found->policy, *found->revision).status());
  }
  return absl::OkStatus();
}

absl::Status Take(const DecisionStep& step, storage::WriteTransaction& tx, FactView& view,
                  v1::DecisionOutcome* outcome) {
  if (step.end) {
    CB_RETURN_IF_ERROR(tx.RetractFact(*step.end, step.reason).status());
    CB_ASSIGN_OR_RETURN(const auto ended, tx.AddFact(*step.end, step.ended));
    CB_ASSIGN_OR_RETURN(*outcome->mutable_ended(), view.Show(ended));
  }
  if (step.retract) {
    CB_ASSIGN_OR_RETURN(const auto fact, tx.RetractFact(*step.retract, step.reason));
    if (!step.record) {
      CB_ASSIGN_OR_RETURN(*outcome->mutable_ended(), view.Show(fact));
    }
  }
  if (step.record) {
    CB_ASSIGN_OR_RETURN(const auto fact,
                        tx.AddFact(step.record->first, step.record->second));
    CB_ASSIGN_OR_RETURN(*outcome->mutable_recorded(), view.Show(fact));
  }
  if (step.reject) {
    CB_ASSIGN_OR_RETURN(const auto rejection, tx.AddRejection(*step.reject));
    *outcome->mutable_rejection() = ToProto(rejection);
  }
  return absl::OkStatus();
}

// The same as Take would tell, of what is not written.
absl::Status TellOutcome(const DecisionStep& step, storage::ReadSnapshot& snapshot,
                         FactView& view, v1::DecisionOutcome* outcome) {
  const auto show = [&](const model::FactRef& ref, const model::FactContent& content,
                        v1::Fact* proto) -> absl::Status {
    model::Fact fact;
    fact.ref = ref;
    fact.content = content;
    CB_ASSIGN_OR_RETURN(*proto, view.Show(fact));
    proto->clear_create_time();
    proto->clear_generation();
    return absl::OkStatus();
  };
  if (step.end) {
    CB_RETURN_IF_ERROR(show(*step.end, step.ended, outcome->mutable_ended()));
  }
  if (step.record) {
    const auto& [ref, content] = *step.record;
    CB_RETURN_IF_ERROR(show(ref, content, outcome->mutable_recorded()));
  }
  if (step.retract && !step.record) {
    CB_ASSIGN_OR_RETURN(const auto fact, FindFact(snapshot, *step.retract, kEndOfTime));
    CB_RETURN_IF_ERROR(show(fact.ref, fact.content, outcome->mutable_ended()));
  }
  if (step.reject) {
    *outcome->mutable_rejection() = ToProto(*step.reject);
    outcome->mutable_rejection()->clear_create_time();
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReviewHandlers::RecordDecisions(
    const CallContext& context, const v1::RecordDecisionsRequest& request,
    v1::RecordDecisionsResponse* response) const {
  FieldFaults faults;
  const DecisionRequest checked = CheckDecisions(faults, context, request);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_RETURN_IF_ERROR(ReadAhead(deps_, *reader_, context, checked));
  if (request.validate_only()) {
    CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
    ReviewPlan plan(deps_, checked, request, *reader_);
    CB_ASSIGN_OR_RETURN(const auto steps, plan.Make(*snapshot));
    FactView view(*snapshot, checked.today, kEndOfTime);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      v1::DecisionOutcome* outcome = response->add_outcomes();
      outcome->set_item(request.decisions(static_cast<int>(i)).item());
      CB_RETURN_IF_ERROR(TellOutcome(steps[i], *snapshot, view, outcome));
    }
    return absl::OkStatus();
  }
  return WriteOnce(deps_, context, request, response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     ReviewPlan plan(deps_, checked, request, *reader_);
                     CB_ASSIGN_OR_RETURN(const auto steps, plan.Make(tx));
                     FactView view(tx, checked.today, kEndOfTime);
                     for (std::size_t i = 0; i < steps.size(); ++i) {
                       v1::DecisionOutcome* outcome = response->add_outcomes();
                       outcome->set_item(request.decisions(static_cast<int>(i)).item());
                       CB_RETURN_IF_ERROR(Take(steps[i], tx, view, outcome));
                     }
                     *response->mutable_commit_time() = ToProto(tx.time());
                     return absl::OkStatus();
                   });
}

}  // namespace clausebook::rpc
