// The gRPC services: every RPC of the contract bound to its handler.
#ifndef CLAUSEBOOK_SERVICE_RPC_SERVICES_H_
#define CLAUSEBOOK_SERVICE_RPC_SERVICES_H_

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/service_type.h>

#include <memory>
#include <string>
#include <vector>

#include "service/rpc/call.h"
#include "service/rpc/handlers.h"
#include "service/view/answer_view.h"

namespace clausebook::rpc {

// Makes all services. What they are given outlives them.
std::vector<std::unique_ptr<grpc::Service>> MakeServices(const HandlerDeps& deps,
                                                         view::AnswerView* view,
                                                         CallEnvironment* environment);

// The services' full names, for health checks.
std::vector<std::string> ServiceNames();

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_SERVICES_H_
