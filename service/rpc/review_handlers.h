// Handlers of ReviewService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_REVIEW_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_REVIEW_HANDLERS_H_

#include <memory>

#include "absl/status/status.h"
#include "clausebook/v1/review_service.pb.h"
#include "service/rpc/handlers.h"
#include "service/rpc/proposal_reader.h"

namespace clausebook::rpc {

class ReviewHandlers {
 public:
  explicit ReviewHandlers(HandlerDeps deps)
      : deps_(deps), reader_(std::make_shared<ProposalReader>(deps.catalog)) {}

  absl::Status ListSuggestions(const CallContext& context,
                               const v1::ListSuggestionsRequest& request,
                               v1::ListSuggestionsResponse* response) const;
  absl::Status GetSuggestion(const CallContext& context,
                             const v1::GetSuggestionRequest& request,
                             v1::GetSuggestionResponse* response) const;
  absl::Status ListUnreadClauses(const CallContext& context,
                                 const v1::ListUnreadClausesRequest& request,
                                 v1::ListUnreadClausesResponse* response) const;
  absl::Status SuggestFacts(const CallContext& context,
                            const v1::SuggestFactsRequest& request,
                            v1::SuggestFactsResponse* response) const;
  absl::Status ListReviewItems(const CallContext& context,
                               const v1::ListReviewItemsRequest& request,
                               v1::ListReviewItemsResponse* response) const;
  absl::Status RecordDecisions(const CallContext& context,
                               const v1::RecordDecisionsRequest& request,
                               v1::RecordDecisionsResponse* response) const;
  absl::Status ListRejections(const CallContext& context,
                              const v1::ListRejectionsRequest& request,
                              v1::ListRejectionsResponse* response) const;

 private:
  HandlerDeps deps_;
  std::shared_ptr<ProposalReader> reader_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_REVIEW_HANDLERS_H_
