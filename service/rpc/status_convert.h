// Our statuses as gRPC statuses with google.rpc details.
#ifndef CLAUSEBOOK_SERVICE_RPC_STATUS_CONVERT_H_
#define CLAUSEBOOK_SERVICE_RPC_STATUS_CONVERT_H_

#include <grpcpp/support/status.h>

#include <string>

#include "absl/status/status.h"

namespace clausebook::rpc {

// Always with ErrorInfo and RequestInfo; with BadRequest, ResourceInfo, RetryInfo and
// BookProblems where the status has them. A status that was not made by MakeError
// becomes INTERNAL without its text: it may hold what is nobody's business.
grpc::Status ToGrpcStatus(const absl::Status& status, const std::string& request_id);

// `NOT_FOUND`: as gRPC calls it; "?" for what is no status code.
const char* CodeName(int code);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_STATUS_CONVERT_H_
