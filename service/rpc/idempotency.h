// Writes with a request id (AIP-155): once, however often they are sent.
#ifndef CLAUSEBOOK_SERVICE_RPC_IDEMPOTENCY_H_
#define CLAUSEBOOK_SERVICE_RPC_IDEMPOTENCY_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

// Runs `body`, which fills `response`, in one write transaction. With a
// `request_id` the response is stored in the same transaction, and a repetition of
// the same request within 24 hours gets it without a second effect; another request
// under the same id is INVALID_ARGUMENT (kRequestIdReused). Errors are not stored: a
// write that failed may be sent again under its id.
absl::Status WriteOnce(const HandlerDeps& deps, const CallContext& context,
                       const google::protobuf::Message& request,
                       const std::string& request_id, google::protobuf::Message* response,
                       const storage::WriteBody& body);

// The same for a request that has a field `request_id`.
template <typename Request>
absl::Status WriteOnce(const HandlerDeps& deps, const CallContext& context,
                       const Request& request, google::protobuf::Message* response,
                       const storage::WriteBody& body) {
  return WriteOnce(deps, context, request, request.request_id(), response, body);
}

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_IDEMPOTENCY_H_
