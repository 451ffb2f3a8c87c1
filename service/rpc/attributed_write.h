// Writes by calls, with who made the call in the audit log's entry.
#ifndef CLAUSEBOOK_SERVICE_RPC_ATTRIBUTED_WRITE_H_
#define CLAUSEBOOK_SERVICE_RPC_ATTRIBUTED_WRITE_H_

#include <string>

#include "absl/status/statusor.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

// Store::Write by the call. The way for handlers to write: a transaction that does not go
// by here is in the log too, but not who it was. `request_id` may be empty.
absl::StatusOr<storage::Commit> AttributedWrite(const HandlerDeps& deps,
                                                const CallContext& context,
                                                const std::string& request_id,
                                                const storage::WriteBody& body);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_ATTRIBUTED_WRITE_H_
