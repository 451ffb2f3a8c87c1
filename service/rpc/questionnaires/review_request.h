// A request of ReviewResponseItems, checked as far as that needs no store.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_REQUEST_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_REQUEST_H_

#include <string>
#include <vector>

#include "clausebook/v1/response_service.pb.h"
#include "service/rpc/field_faults.h"
#include "service/rpc/handlers.h"
#include "storage/model/response.h"

namespace clausebook::rpc {

struct ItemReviewRequest {
  model::ResponseRef response;
  // Of one item each, in the request's order: `reviews[i]` is that of `decisions[i]`.
  std::vector<model::ItemReview> reviews;
  bool approve_proposed = false;
  std::string reviewer;
  Date today;
};

// Adds faults; what it returns is only good if there are none.
ItemReviewRequest CheckItemReviews(FieldFaults& faults, const CallContext& context,
                                   const v1::ReviewResponseItemsRequest& request);

// `decisions[3].override.answer`.
std::string DecisionField(int position, const std::string& path);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_REVIEW_REQUEST_H_
