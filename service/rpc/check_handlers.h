// Handlers of CheckService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_CHECK_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_CHECK_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/check_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class CheckHandlers {
 public:
  explicit CheckHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status CheckApps(const CallContext& context, const v1::CheckAppsRequest& request,
                         v1::CheckAppsResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CHECK_HANDLERS_H_
