#include "service/rpc/review_plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/answering/wording.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/review_convert.h"
#include "service/rpc/fact_request.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kMostDecisions = 1000;
constexpr std::size_t kLongestReason = 1000;

absl::Status NotAwaitingReview(const std::string& item, const std::string& why,
                               const std::string& fact) {
  ErrorDetail detail{.reason = Reason::kNotAwaitingReview,
                     .metadata = {{"resource", item}}};
  if (!fact.empty()) detail.metadata.emplace_back("fact", fact);
  return MakeError(absl::StrCat("'", item, "' does not await review: ", why), detail);
}

std::optional<DecisionRequest::Item> CheckItem(FieldFaults& faults,
                                               const std::string& field,
                                               const std::string& name) {
  if (const auto suggestion = model::ParseSuggestion(name)) return *suggestion;
  if (const auto fact = model::ParseFact(name)) return *fact;
  faults.Add(field, "Required: the resource name of a suggestion or of a fact.");
  return std::nullopt;
}

const model::Publisher& PublisherOf(const DecisionRequest::Item& item) {
  const auto* suggestion = std::get_if<model::SuggestionRef>(&item);
  return suggestion != nullptr ? suggestion->revision.policy.publisher
                               : std::get<model::FactRef>(item).publisher;
}

void CheckVerdict(FieldFaults& faults, const std::string& field,
                  const v1::ReviewDecision& decision) {
  if (decision.has_accept()) {
    if (!decision.accept().fact_id().empty()) {
      CheckId(faults, field + ".accept.fact_id", decision.accept().fact_id());
    }
  } else if (decision.has_reject()) {
    CheckOptionalText(faults, field + ".reject.reason", decision.reject().reason(),
                      kLongestReason);
  } else {
    faults.Add(field, "Required: 'accept' or 'reject'.");
  }
}

}  // namespace

std::string FieldOf(int index) { return absl::StrCat("decisions[", index, "]"); }

DecisionRequest CheckDecisions(FieldFaults& faults, const CallContext& context,
                               const v1::RecordDecisionsRequest& request) {
  DecisionRequest checked;
  checked.today = DateOf(context.now);
  checked.reviewer = request.reviewer();
  const auto publisher = CheckPublisher(faults, "parent", request.parent());
  if (publisher) checked.publisher = *publisher;
  CheckText(faults, "reviewer", request.reviewer());
  CheckRequestId(faults, request.request_id());
  if (request.decisions().empty() || request.decisions_size() > kMostDecisions) {
    faults.Add("decisions", absl::StrCat("Required: 1 to ", kMostDecisions, "."));
    return checked;
  }
  std::set<std::string> seen;
  for (int i = 0; i < request.decisions_size(); ++i) {
    const v1::ReviewDecision& decision = request.decisions(i);
    const std::string field = FieldOf(i);
    const auto item = CheckItem(faults, field + ".item", decision.item());
    if (item && publisher && PublisherOf(*item) != *publisher) {
      faults.Add(field + ".item", "Not an item of 'parent'.");
    } else if (item && !seen.insert(decision.item()).second) {
      faults.Add(field + ".item", "There is another decision about it.");
    }
    CheckVerdict(faults, field, decision);
    checked.items.push_back(item.value_or(model::FactRef{}));
  }
  return checked;
}

absl::StatusOr<std::vector<DecisionStep>> ReviewPlan::Make(
    storage::ReadSnapshot& snapshot) {
  snapshot_ = &snapshot;
  CB_ASSIGN_OR_RETURN(basis_, ReadBasis(deps_, snapshot, checked_.publisher, kEndOfTime));
  std::vector<DecisionStep> steps;
  for (int i = 0; i < request_.decisions_size(); ++i) {
    CB_ASSIGN_OR_RETURN(auto step, MakeStep(i));
    steps.push_back(std::move(step));
  }
  return steps;
}

absl::StatusOr<DecisionStep> ReviewPlan::MakeStep(int index) {
  const auto& item = checked_.items[static_cast<std::size_t>(index)];
  if (const auto* suggestion = std::get_if<model::SuggestionRef>(&item)) {
    return AboutSuggestion(index, *suggestion);
  }
  return AboutFact(index, std::get<model::FactRef>(item));
}

absl::StatusOr<const evidence::RevisionSuggestions*> ReviewPlan::ReadRevision(
    int index, const model::RevisionRef& ref) {
  const auto known = read_.find(ref);
  if (known != read_.end()) return &known->second;
  CB_ASSIGN_OR_RETURN(const auto found,
                      FindRevision(basis_, ref, FieldOf(index) + ".item"));
  CB_ASSIGN_OR_RETURN(auto read, ReadSuggestions(reader_, basis_, found));
  return &read_.emplace(ref, std::move(read)).first->second;
}

absl::StatusOr<DecisionStep> ReviewPlan::AboutSuggestion(
    int index, const model::SuggestionRef& ref) {
  const v1::ReviewDecision& decision = request_.decisions(index);
  CB_ASSIGN_OR_RETURN(const auto* read, ReadRevision(index, ref.revision));
  const auto found =
      std::find_if(read->suggestions.begin(), read->suggestions.end(),
                   [&](const auto& known) { return known.id == ref.suggestion; });
  if (found == read->suggestions.end()) return NotFound("Suggestion", decision.item());
  if (found->fact != nullptr) {
    const std::string name = ToName(found->fact->ref);
    return NotAwaitingReview(decision.item(), absl::StrCat("'", name, "' stands for it."),
                             name);
  }
  const model::Rejection* before = found->rejection;
  if (before != nullptr && !decision.accept().overrule_rejection()) {
    return NotAwaitingReview(decision.item(),
                             absl::StrCat("it was refused by ", before->reviewer, " on ",
                                          FormatDate(before->date), "."),
                             "");
  }
  return decision.has_reject() ? RejectSuggestion(index, ref, *found)
                               : AcceptSuggestion(index, ref, *found);
}

absl::StatusOr<DecisionStep> ReviewPlan::RejectSuggestion(
    int index, const model::SuggestionRef& ref, const evidence::Suggestion& suggestion) {
  const model::FactContent& proposed = suggestion.proposal.content;
  model::Rejection rejection;
  rejection.policy = ref.revision.policy;
  rejection.suggestion = ref.suggestion;
  rejection.clause = std::get<model::ClauseEvidence>(proposed.evidence).clause;
  rejection.pattern = suggestion.proposal.pattern;
  rejection.statement = answering::StatementOf(proposed);
  rejection.reviewer = checked_.reviewer;
  rejection.date = checked_.today;
  rejection.reason = request_.decisions(index).reject().reason();
  DecisionStep step;
  step.reject = std::move(rejection);
  return step;
}

absl::StatusOr<DecisionStep> ReviewPlan::AcceptSuggestion(
    int index, const model::SuggestionRef& ref, const evidence::Suggestion& suggestion) {
  const model::FactContent& proposed = suggestion.proposal.content;
  const auto& place = std::get<model::ClauseEvidence>(proposed.evidence);
  CB_ASSIGN_OR_RETURN(const std::string id, ChooseId(index, ref.suggestion));
  const model::FactRef fact{checked_.publisher, id};
  CB_ASSIGN_OR_RETURN(const auto revision, FindRevision(basis_, ref.revision, "item"));
  const v1::Fact fallback =
      ProposedFact(fact, proposed, *revision.revision->revision.text);
  CB_ASSIGN_OR_RETURN(auto content, Accepted(index, &fallback));
  const auto* chosen = std::get_if<model::ClauseEvidence>(&content.evidence);
  if (chosen == nullptr || chosen->revision != place.revision ||
      chosen->clause != place.clause) {
    return InvalidField(FieldOf(index) + ".accept.fact.evidence",
                        "Not in the clause of the suggestion. To quote another one, "
                        "reject the suggestion and record a fact of its own.");
  }
  content.approved = !deps_.facts_second_person;
  content.approval = model::Approval{checked_.reviewer, checked_.today, suggestion.id,
                                     suggestion.proposal.pattern};
  DecisionStep step;
  step.record = {fact, std::move(content)};
  return step;
}

absl::StatusOr<const evidence::FactInReview*> ReviewPlan::FindFactInReview(
    const model::FactRef& ref) {
  const auto& facts = basis_.evidence->facts;
  const auto fact = std::find_if(facts.begin(), facts.end(),
                                 [&](const auto& known) { return known.ref == ref; });
  if (fact == facts.end()) return NotFound("Fact", ToName(ref));
  const auto* place = std::get_if<model::ClauseEvidence>(&fact->content.evidence);
  if (place == nullptr) return nullptr;
  const model::PolicyRef& policy = place->revision.policy;
  if (!in_review_.contains(policy)) {
    for (const model::PolicyEvidence& known : basis_.evidence->policies) {
      if (known.policy.ref != policy) continue;
      in_review_[policy] =
          evidence::FactsInReview(*basis_.evidence, known, checked_.today);
    }
  }
  for (const evidence::FactInReview& review : in_review_[policy]) {
    if (review.fact->ref == ref) return &review;
  }
  return nullptr;
}

absl::StatusOr<DecisionStep> ReviewPlan::AboutFact(int index, const model::FactRef& ref) {
  if (const model::Fact* proposed = FindProposed(ref)) {
    return proposed->content.approved ? AboutRetraction(index, *proposed)
                                      : AboutProposed(index, *proposed);
  }
  const v1::ReviewDecision& decision = request_.decisions(index);
  CB_ASSIGN_OR_RETURN(const auto* review, FindFactInReview(ref));
  if (review == nullptr) {
    return NotAwaitingReview(decision.item(),
                             "its clause stands in the revisions that count.",
                             decision.item());
  }
  DecisionStep step;
  step.end = ref;
  step.ended = review->ended;
  const auto before = review->fact->content.approval.value_or(model::Approval{});
  step.ended.approval = model::Approval{checked_.reviewer, checked_.today,
                                        before.suggestion, before.pattern};
  if (decision.has_accept()) {
    CB_RETURN_IF_ERROR(Confirm(index, *review, step));
  } else {
    step.reason = absl::StrCat("No longer so, by review of ", checked_.reviewer,
                               decision.reject().reason().empty() ? "." : ": ",
                               decision.reject().reason());
  }
  return step;
}

absl::Status ReviewPlan::Confirm(int index, const evidence::FactInReview& review,
                                 DecisionStep& step) {
  CB_ASSIGN_OR_RETURN(const std::string id, ChooseId(index, review.fact->ref.fact));
  const model::FactRef anew{checked_.publisher, id};
  const model::Revision& revision = review.new_revision->revision;
  std::optional<v1::Fact> fallback;
  if (review.confirmed) {
    fallback = ProposedFact(anew, *review.confirmed, *revision.text);
  }
  CB_ASSIGN_OR_RETURN(auto content, Accepted(index, fallback ? &*fallback : nullptr));
  const auto* chosen = std::get_if<model::ClauseEvidence>(&content.evidence);
  if (chosen == nullptr || chosen->revision != revision.ref) {
    return InvalidField(FieldOf(index) + ".accept.fact.evidence",
                        absl::StrCat("Not in the revision that changed it, '",
                                     ToName(revision.ref), "'."));
  }
  content.approved = !deps_.facts_second_person;
  content.approval = model::Approval{checked_.reviewer, checked_.today, "", ""};
  step.reason = absl::StrCat("Recorded anew as '", ToName(anew), "', by review of ",
                             checked_.reviewer, ".");
  step.record = {anew, std::move(content)};
  return absl::OkStatus();
}

absl::StatusOr<model::FactContent> ReviewPlan::Accepted(int index,
                                                        const v1::Fact* fallback) {
  const v1::Acceptance& acceptance = request_.decisions(index).accept();
  FieldFaults faults;
  const std::string prefix = FieldOf(index) + ".accept.";
  if (fallback == nullptr && !acceptance.fact().has_evidence()) {
    return InvalidField(prefix + "fact.evidence",
                        "Required: the clause was dropped, so there is nothing to quote "
                        "it from. Bring a quote of the new revision, or reject it.");
  }
  v1::Fact wanted = acceptance.has_fact() ? acceptance.fact() : *fallback;
  if (!wanted.has_evidence()) *wanted.mutable_evidence() = fallback->evidence();
  const FactRequest parsed(*deps_.catalog, wanted, checked_.publisher, faults);
  if (faults.empty()) {
    auto content = parsed.Resolve(*snapshot_);
    if (content.ok() || !absl::IsInvalidArgument(content.status())) return content;
    faults.AddFrom(content.status(), "");
  }
  FieldFaults placed;
  placed.AddFrom(faults.ToStatus(), prefix);
  return placed.ToStatus();
}

absl::StatusOr<std::string> ReviewPlan::ChooseId(int index, const std::string& fallback) {
  std::string id = request_.decisions(index).accept().fact_id();
  if (id.empty()) {
    id = FreeFactId(*basis_.evidence, fallback, taken_ids_);
  } else if (FreeFactId(*basis_.evidence, id, taken_ids_) != id) {
    return AlreadyExists("Fact", ToName(model::FactRef{checked_.publisher, id}));
  }
  taken_ids_.push_back(id);
  return id;
}

}  // namespace clausebook::rpc
