// A revision as a request hands it in.
#ifndef CLAUSEBOOK_SERVICE_RPC_REVISION_REQUEST_H_
#define CLAUSEBOOK_SERVICE_RPC_REVISION_REQUEST_H_

#include <optional>

#include "clausebook/v1/policy.pb.h"
#include "service/rpc/field_faults.h"
#include "storage/model/evidence_base.h"

namespace clausebook::rpc {

// Checks the field `policy_revision` of a request and cuts its text into clauses.
// The result is the revision of `policy` as it would be recorded, with its id, digest
// and text, but without the times. Nullopt if anything was at fault, here or before.
std::optional<model::RevisionEvidence> CheckNewRevision(
    FieldFaults& faults, const std::optional<model::PolicyRef>& policy,
    const v1::PolicyRevision& wanted);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_REVISION_REQUEST_H_
