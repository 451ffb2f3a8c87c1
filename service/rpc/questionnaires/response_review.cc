// The part of ResponseHandlers that records decisions about items.
#include <algorithm>

#include "service/admission/identity.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/response_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/questionnaires/response_handlers.h"
#include "service/rpc/questionnaires/review_outcome.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// So that the reply to the approval of very many still fits into a message.
constexpr std::size_t kMostItemsTold = 1000;

void ShowOutcome(const ReviewOutcome& outcome, Date today,
                 v1::ReviewResponseItemsResponse* response) {
  const std::size_t told = std::min(outcome.items.size(), kMostItemsTold);
  for (std::size_t i = 0; i < told; ++i) {
    *response->add_response_items() =
        ToProto(outcome.response.ref, outcome.items[i], today);
  }
  *response->mutable_response() = ToProto(outcome.response, today);
}

// Four eyes, where they are asked for: who had the questionnaire filled decides nothing
// of it but that it has to be looked at again. Of a response without a creator (recorded
// before callers were known) nobody is kept away.
absl::Status CheckSecondPerson(const HandlerDeps& deps, const CallContext& context,
                               const ReviewOutcome& outcome) {
  if (!deps.second_person || context.caller == nullptr) return absl::OkStatus();
  const std::string& creator = outcome.response.creator;
  if (admission::SubjectOf(creator) != context.caller->subject) return absl::OkStatus();
  const bool decides =
      std::any_of(outcome.reviews.begin(), outcome.reviews.end(),
                  [](const model::ItemReview& review) {
                    return review.decision != model::ItemDecision::kReopen;
                  });
  if (!decides) return absl::OkStatus();
  return MakeError(
      "Whoever had the questionnaire filled cannot approve or override its answers: this "
      "server wants a second person to look at them.",
      {.reason = Reason::kSecondPersonNeeded, .metadata = {{"creator", creator}}});
}

}  // namespace

absl::Status ResponseHandlers::ReviewResponseItems(
    const CallContext& context, const v1::ReviewResponseItemsRequest& request,
    v1::ReviewResponseItemsResponse* response) const {
  FieldFaults faults;
  const ItemReviewRequest checked = CheckItemReviews(faults, context, request);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  if (request.validate_only()) {
    CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
    CB_ASSIGN_OR_RETURN(const auto outcome,
                        PlanItemReview(checked, *snapshot, Instant{}));
    CB_RETURN_IF_ERROR(CheckSecondPerson(deps_, context, outcome));
    ShowOutcome(outcome, checked.today, response);
    return absl::OkStatus();
  }
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_ASSIGN_OR_RETURN(const auto outcome, PlanItemReview(checked, tx, tx.time()));
        CB_RETURN_IF_ERROR(CheckSecondPerson(deps_, context, outcome));
        CB_RETURN_IF_ERROR(tx.AddItemReviews(checked.response, outcome.reviews));
        ShowOutcome(outcome, checked.today, response);
        *response->mutable_commit_time() = ToProto(tx.time());
        return absl::OkStatus();
      });
}

}  // namespace clausebook::rpc
