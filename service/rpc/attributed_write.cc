#include "service/rpc/attributed_write.h"

#include "service/base/status_macros.h"

namespace clausebook::rpc {

absl::StatusOr<storage::Commit> AttributedWrite(const HandlerDeps& deps,
                                                const CallContext& context,
                                                const std::string& request_id,
                                                const storage::WriteBody& body) {
  const auto attributed = [&](storage::WriteTransaction& tx) {
    if (context.audit != nullptr) {
      model::AuditOrigin origin = context.audit->origin;
      origin.request_id = request_id;
      tx.Attribute(origin);
    }
    return body(tx);
  };
  CB_ASSIGN_OR_RETURN(auto commit, deps.store->Write(context.cancellation, attributed));
  if (context.audit != nullptr && commit.time.micros != 0) context.audit->recorded = true;
  return commit;
}

}  // namespace clausebook::rpc
