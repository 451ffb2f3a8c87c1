// What comes of decisions about the items of a response, or why they cannot stand.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_OUTCOME_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_OUTCOME_H_

#include <vector>

#include "absl/status/statusor.h"
#include "service/rpc/questionnaires/review_request.h"
#include "storage/store.h"

namespace clausebook::rpc {

struct ReviewOutcome {
  // What is to be recorded: the decisions that were asked for, in reading order, with
  // those that follow from `approve_proposed`.
  std::vector<model::ItemReview> reviews;
  // The items that they are about, and the response, as they then stand.
  std::vector<model::ReviewedItem> items;
  model::Response response;
};

// Reads only. The decisions are of the time `time`. NOT_FOUND for the response or an
// item; INVALID_ARGUMENT for an answer that its cell cannot hold; FAILED_PRECONDITION
// kNothingToApprove or kInconsistentAnswers. Answers that do not go out, and such as
// nobody has approved, do not disagree with anything: that is said when they would.
absl::StatusOr<ReviewOutcome> PlanItemReview(const ItemReviewRequest& request,
                                             storage::ReadSnapshot& snapshot,
                                             Instant time);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_OUTCOME_H_
