// Handlers of FactService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_FACT_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_FACT_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/fact_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class FactHandlers {
 public:
  explicit FactHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status ListFacts(const CallContext& context, const v1::ListFactsRequest& request,
                         v1::ListFactsResponse* response) const;
  absl::Status GetFact(const CallContext& context, const v1::GetFactRequest& request,
                       v1::GetFactResponse* response) const;
  absl::Status CreateFact(const CallContext& context,
                          const v1::CreateFactRequest& request,
                          v1::CreateFactResponse* response) const;
  absl::Status RetractFact(const CallContext& context,
                           const v1::RetractFactRequest& request,
                           v1::RetractFactResponse* response) const;
  absl::Status ListFactEvents(const CallContext& context,
                              const v1::ListFactEventsRequest& request,
                              v1::ListFactEventsResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_FACT_HANDLERS_H_
