// What decisions come to: checked against what is known, before anything is written.
#ifndef CLAUSEBOOK_SERVICE_RPC_REVIEW_PLAN_H_
#define CLAUSEBOOK_SERVICE_RPC_REVIEW_PLAN_H_

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clausebook/v1/review_service.pb.h"
#include "service/rpc/field_faults.h"
#include "service/rpc/handlers.h"
#include "service/rpc/review_basis.h"
#include "storage/store.h"

namespace clausebook::rpc {

// A request of RecordDecisions with what can be checked without the store.
struct DecisionRequest {
  using Item = std::variant<model::SuggestionRef, model::FactRef>;
  model::Publisher publisher;
  std::vector<Item> items;  // of the decisions, in their order
  std::string reviewer;
  Date today;
};

// `decisions[2]`.
std::string FieldOf(int index);

DecisionRequest CheckDecisions(FieldFaults& faults, const CallContext& context,
                               const v1::RecordDecisionsRequest& request);

// What one decision does.
struct DecisionStep {
  // To record, under an id that is free.
  std::optional<std::pair<model::FactRef, model::FactContent>> record;
  // The fact in review: to retract for this reason and record again with its end.
  std::optional<model::FactRef> end;
  std::string reason;
  model::FactContent ended;
  // The fact that is proposed, or proposed to be retracted: to retract for this reason,
  // before anything is recorded.
  std::optional<model::FactRef> retract;
  std::optional<model::Rejection> reject;
};

// Plans decisions on one state of the store, all of them before any is carried out.
// Borrows what it is given.
class ReviewPlan {
 public:
  ReviewPlan(const HandlerDeps& deps, const DecisionRequest& checked,
             const v1::RecordDecisionsRequest& request, ProposalReader& reader)
      : deps_(deps), checked_(checked), request_(request), reader_(reader) {}

  // One step for each decision. NOT_FOUND for an item; FAILED_PRECONDITION
  // (kNotAwaitingReview) for what is decided, (kSecondPersonNeeded) for whoever accepts
  // what she proposed herself; INVALID_ARGUMENT, with the field of the
  // decision, and ALREADY_EXISTS for what cannot be recorded.
  absl::StatusOr<std::vector<DecisionStep>> Make(storage::ReadSnapshot& snapshot);

  const evidence::ReviewBasis& basis() const { return basis_; }

 private:
  absl::StatusOr<DecisionStep> MakeStep(int index);
  absl::StatusOr<DecisionStep> AboutSuggestion(int index,
                                               const model::SuggestionRef& ref);
  absl::StatusOr<DecisionStep> AcceptSuggestion(int index,
                                                const model::SuggestionRef& ref,
                                                const evidence::Suggestion& suggestion);
  absl::StatusOr<DecisionStep> RejectSuggestion(int index,
                                                const model::SuggestionRef& ref,
                                                const evidence::Suggestion& suggestion);
  absl::StatusOr<DecisionStep> AboutFact(int index, const model::FactRef& ref);
  absl::StatusOr<DecisionStep> AboutProposed(int index, const model::Fact& fact);
  absl::StatusOr<DecisionStep> AboutRetraction(int index, const model::Fact& fact);
  // Whether the reviewer may accept what `proposer` proposed about the item.
  absl::Status CheckSecond(int index, const std::string& proposer) const;
  // Null unless that fact stands and waits for a second person.
  const model::Fact* FindProposed(const model::FactRef& ref) const;
  // Adds to the step what records the fact anew.
  absl::Status Confirm(int index, const evidence::FactInReview& review,
                       DecisionStep& step);
  absl::StatusOr<const evidence::RevisionSuggestions*> ReadRevision(
      int index, const model::RevisionRef& ref);
  absl::StatusOr<const evidence::FactInReview*> FindFactInReview(
      const model::FactRef& ref);
  // The content to record for an acceptance: what it brings, else `fallback`.
  absl::StatusOr<model::FactContent> Accepted(int index, const v1::Fact* fallback);
  absl::StatusOr<std::string> ChooseId(int index, const std::string& fallback);

  const HandlerDeps& deps_;
  const DecisionRequest& checked_;
  const v1::RecordDecisionsRequest& request_;
  ProposalReader& reader_;
  storage::ReadSnapshot* snapshot_ = nullptr;
  evidence::ReviewBasis basis_;
  std::map<model::RevisionRef, evidence::RevisionSuggestions> read_;
  std::map<model::PolicyRef, std::vector<evidence::FactInReview>> in_review_;
  std::vector<std::string> taken_ids_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_REVIEW_PLAN_H_
