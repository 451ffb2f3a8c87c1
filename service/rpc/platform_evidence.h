// What platforms promise, as apps inherit it.
#ifndef CLAUSEBOOK_SERVICE_RPC_PLATFORM_EVIDENCE_H_
#define CLAUSEBOOK_SERVICE_RPC_PLATFORM_EVIDENCE_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "service/rpc/handlers.h"
#include "storage/store.h"

namespace clausebook::rpc {

// Of the catalogue's platforms, those that anything is known of at `known_at`.
absl::StatusOr<std::vector<std::shared_ptr<const model::EvidenceBase>>> LoadPlatforms(
    const HandlerDeps& deps, storage::ReadSnapshot& snapshot, Instant known_at);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_PLATFORM_EVIDENCE_H_
