// The part of ReviewPlan about what one person proposed: facts, and retractions of facts.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/admission/identity.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/review_plan.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// The end of a sentence that may have a reason.
std::string Because(const std::string& reason) {
  return reason.empty() ? std::string(".") : absl::StrCat(": ", reason);
}

}  // namespace

absl::Status ReviewPlan::CheckSecond(int index, const std::string& proposer) const {
  const v1::ReviewDecision& decision = request_.decisions(index);
  if (deps_.facts_second_person &&
      admission::SubjectOf(proposer) == admission::SubjectOf(checked_.reviewer)) {
    return MakeError(
        absl::StrCat("What is to be decided about '", decision.item(),
                     "' was proposed by ", proposer,
                     ": this server wants a second person to accept it."),
        {.reason = Reason::kSecondPersonNeeded,
         .metadata = {{"creator", proposer}, {"resource", decision.item()}}});
  }
  if (decision.accept().has_fact() || !decision.accept().fact_id().empty()) {
    return InvalidField(FieldOf(index) + ".accept",
                        "What one person proposed is accepted as it is. To have it "
                        "otherwise, reject it and record another fact, which somebody "
                        "accepts then.");
  }
  return absl::OkStatus();
}

// Accepted, it is gone; refused, it is recorded anew without the proposal.
absl::StatusOr<DecisionStep> ReviewPlan::AboutRetraction(int index,
                                                         const model::Fact& fact) {
  const v1::ReviewDecision& decision = request_.decisions(index);
  const model::ProposedRetraction& wanted = *fact.content.retraction;
  DecisionStep step;
  step.retract = fact.ref;
  if (decision.has_reject()) {
    step.reason = absl::StrCat("Recorded anew: it stays, says ", checked_.reviewer,
                               Because(decision.reject().reason()));
    model::FactContent content = fact.content;
    content.retraction.reset();
    step.record = {fact.ref, std::move(content)};
    return step;
  }
  CB_RETURN_IF_ERROR(CheckSecond(index, wanted.proposer));
  step.reason = absl::StrCat("Agreed to by ", checked_.reviewer, ", proposed by ",
                             wanted.proposer, Because(wanted.reason));
  return step;
}

// It counts from now on: recorded anew under its id, so that who proposed it stays in the
// history. Whoever proposed it may take it back, but not accept it.
absl::StatusOr<DecisionStep> ReviewPlan::AboutProposed(int index,
                                                       const model::Fact& fact) {
  const v1::ReviewDecision& decision = request_.decisions(index);
  DecisionStep step;
  step.retract = fact.ref;
  if (decision.has_reject()) {
    step.reason = absl::StrCat("Refused by ", checked_.reviewer,
                               Because(decision.reject().reason()));
    return step;
  }
  const auto proposal = fact.content.approval.value_or(model::Approval{});
  CB_RETURN_IF_ERROR(CheckSecond(index, proposal.reviewer));
  step.reason = absl::StrCat("Accepted by ", checked_.reviewer, ", proposed by ",
                             proposal.reviewer, ".");
  model::FactContent content = fact.content;
  content.approved = true;
  content.approval = model::Approval{checked_.reviewer, checked_.today,
                                     proposal.suggestion, proposal.pattern};
  step.record = {fact.ref, std::move(content)};
  return step;
}

const model::Fact* ReviewPlan::FindProposed(const model::FactRef& ref) const {
  const auto& facts = basis_.evidence->facts;
  const auto fact = std::find_if(facts.begin(), facts.end(), [&](const auto& known) {
    return known.ref == ref && (!known.content.approved || known.content.retraction);
  });
  return fact == facts.end() ? nullptr : &*fact;
}

}  // namespace clausebook::rpc
