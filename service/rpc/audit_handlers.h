// Handlers of AuditService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_AUDIT_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_AUDIT_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/audit_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class AuditHandlers {
 public:
  explicit AuditHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status ListAuditEntries(const CallContext& context,
                                const v1::ListAuditEntriesRequest& request,
                                v1::ListAuditEntriesResponse* response) const;
  absl::Status ListAuditCheckpoints(const CallContext& context,
                                    const v1::ListAuditCheckpointsRequest& request,
                                    v1::ListAuditCheckpointsResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_AUDIT_HANDLERS_H_
