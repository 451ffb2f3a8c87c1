// A revision as a request hands it in.
#ifndef CLAUSEBOOK_SERVICE_RPC_REVISION_REQUEST_H_
#define CLAUSEBOOK_SERVICE_RPC_REVISION_REQUEST_H_

#include <optional>

#include "absl/status/statusor.h"
#include "clausebook/v1/policy.pb.h"
#include "service/evidence/reading.h"
#include "service/rpc/field_faults.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

// Checks the field `policy_revision` of a request and reads it as a revision of
// `policy`: the result is as it would be recorded, with id, digests and text, but
// without the times. Nullopt if anything was at fault, here or before. NOT_FOUND if
// nothing is at fault but that there is no such policy.
absl::StatusOr<std::optional<evidence::RevisionReading>> CheckNewRevision(
    const HandlerDeps& deps, const CallContext& context, FieldFaults& faults,
    const std::optional<model::PolicyRef>& policy, const v1::PolicyRevision& wanted);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_REVISION_REQUEST_H_
