// The part of ResponseHandlers that records decisions about items.
#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/admission/identity.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/matching/normalise.h"
#include "service/rpc/convert/response_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/questionnaires/confirmed_wordings.h"
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

absl::Status SecondPersonNeeded(const std::string& message, const std::string& creator,
                                const std::string& resource) {
  return MakeError(
      absl::StrCat(message, ": this server wants a second person to look at them."),
      {.reason = Reason::kSecondPersonNeeded,
       .metadata = {{"creator", creator}, {"resource", resource}}});
}

bool Approves(const model::ReviewedItem& item) {
  return item.review && item.review->decision == model::ItemDecision::kApprove;
}

// Whoever said what a wording asks has decided on its answer as much as who had it
// filled.
absl::Status CheckNotOwnWordings(const std::string& subject, const ReviewOutcome& outcome,
                                 storage::ReadSnapshot& snapshot) {
  const auto rests_on_wording = [](const model::ReviewedItem& item) {
    return Approves(item) && item.item.stage == model::MatchStage::kConfirmed;
  };
  if (std::ranges::none_of(outcome.items, rests_on_wording)) return absl::OkStatus();
  const model::Response& response = outcome.response;
  CB_ASSIGN_OR_RETURN(
      const auto wordings,
      VendorWordings::Load(snapshot, response.ref.vendor, response.known_at));
  for (const model::ReviewedItem& item : outcome.items) {
    if (!rests_on_wording(item)) continue;
    const auto wording = wordings->FindWording(
        questionnaires::matching::WordingDigest(item.item.question));
    if (!wording || admission::SubjectOf(wording->confirmed_by) != subject) continue;
    const std::string name =
        ToName(model::ResponseItemRef{response.ref, item.item.number});
    return SecondPersonNeeded(
        absl::StrCat("Whoever said what the wording of '", name,
                     "' asks cannot approve the answer that comes of it"),
        wording->confirmed_by, name);
  }
  return absl::OkStatus();
}

// Four eyes, where they are asked for: who had the questionnaire filled decides nothing
// of it but that it has to be looked at again. Of a response without a creator (recorded
// before callers were known) nobody is kept away.
absl::Status CheckSecondPerson(const HandlerDeps& deps, const CallContext& context,
                               const ReviewOutcome& outcome,
                               storage::ReadSnapshot& snapshot) {
  if (!deps.second_person || context.caller == nullptr) return absl::OkStatus();
  const std::string& creator = outcome.response.creator;
  const bool decides =
      std::any_of(outcome.reviews.begin(), outcome.reviews.end(),
                  [](const model::ItemReview& review) {
                    return review.decision != model::ItemDecision::kReopen;
                  });
  if (decides && admission::SubjectOf(creator) == context.caller->subject) {
    return SecondPersonNeeded(
        "Whoever had the questionnaire filled cannot approve or override its answers",
        creator, ToName(outcome.response.ref));
  }
  return CheckNotOwnWordings(context.caller->subject, outcome, snapshot);
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
    CB_RETURN_IF_ERROR(CheckSecondPerson(deps_, context, outcome, *snapshot));
    ShowOutcome(outcome, checked.today, response);
    return absl::OkStatus();
  }
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_ASSIGN_OR_RETURN(const auto outcome, PlanItemReview(checked, tx, tx.time()));
        CB_RETURN_IF_ERROR(CheckSecondPerson(deps_, context, outcome, tx));
        CB_RETURN_IF_ERROR(tx.AddItemReviews(checked.response, outcome.reviews));
        ShowOutcome(outcome, checked.today, response);
        *response->mutable_commit_time() = ToProto(tx.time());
        return absl::OkStatus();
      });
}

}  // namespace clausebook::rpc
