// Writes with a request id (AIP-155): once, however often they are sent.
#ifndef CLAUSEBOOK_SERVICE_RPC_IDEMPOTENCY_H_
#define CLAUSEBOOK_SERVICE_RPC_IDEMPOTENCY_H_

#include <google/protobuf/message.h>

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

// Runs `body`, which fills `response`, in one write transaction. With a
// `request_id` the response is stored in the same transaction, and a repetition of
// the same request gets it without a second effect; another request under the same
// id is INVALID_ARGUMENT (kRequestIdReused).
absl::StatusOr<storage::Commit> WriteOnce(
    const HandlerDeps& deps, const CallContext& context,
    const google::protobuf::Message& request, const std::string& request_id,
    google::protobuf::Message* response,
    const std::function<absl::Status(storage::WriteTransaction&)>& body);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_IDEMPOTENCY_H_
