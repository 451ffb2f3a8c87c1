// What the audit log is told of calls.
#ifndef CLAUSEBOOK_SERVICE_RPC_CALL_AUDIT_H_
#define CLAUSEBOOK_SERVICE_RPC_CALL_AUDIT_H_

#include <grpcpp/grpcpp.h>

#include "absl/status/status.h"
#include "service/rpc/call.h"

namespace clausebook::rpc {

// Who calls what and from where. The caller may be null.
model::AuditOrigin OriginOf(const char* method, const grpc::ServerContextBase& context,
                            const admission::Identity* caller);

// Tells of a call that ended so, if it has to be told: one that was refused for who made
// it, and an administrator's of which no write tells already. `audit` may be null.
void TellAudit(const CallEnvironment& environment, const MethodStats& method,
               const grpc::ServerContextBase& context, const absl::Status& status,
               const admission::Identity* caller, const CallAudit* audit);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CALL_AUDIT_H_
