// Handlers of ResponseService that need no file; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_RESPONSE_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_RESPONSE_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/response_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class ResponseHandlers {
 public:
  explicit ResponseHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status ListResponses(const CallContext& context,
                             const v1::ListResponsesRequest& request,
                             v1::ListResponsesResponse* response) const;
  absl::Status GetResponse(const CallContext& context,
                           const v1::GetResponseRequest& request,
                           v1::GetResponseResponse* response) const;
  absl::Status ListResponseItems(const CallContext& context,
                                 const v1::ListResponseItemsRequest& request,
                                 v1::ListResponseItemsResponse* response) const;
  absl::Status ReviewResponseItems(const CallContext& context,
                                   const v1::ReviewResponseItemsRequest& request,
                                   v1::ReviewResponseItemsResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_RESPONSE_HANDLERS_H_
