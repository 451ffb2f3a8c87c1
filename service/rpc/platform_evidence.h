// What vendors say and platforms promise, as apps are asked about it.
#ifndef CLAUSEBOOK_SERVICE_RPC_PLATFORM_EVIDENCE_H_
#define CLAUSEBOOK_SERVICE_RPC_PLATFORM_EVIDENCE_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "service/answering/answering.h"
#include "service/rpc/handlers.h"
#include "storage/store.h"

namespace clausebook::rpc {

// Of the catalogue's platforms, those that anything is known of at `known_at`.
absl::StatusOr<std::vector<std::shared_ptr<const model::EvidenceBase>>> LoadPlatforms(
    const HandlerDeps& deps, storage::ReadSnapshot& snapshot, Instant known_at);

// What any of the vendor's apps is asked from, as known at `known_at`: all of an
// AppDossier but the app.
absl::StatusOr<answering::AppDossier::Input> LoadVendorInput(
    const HandlerDeps& deps, storage::ReadSnapshot& snapshot, const model::Vendor& vendor,
    Date as_of, Instant known_at);

// The same with the app. NOT_FOUND for the app or its vendor.
absl::StatusOr<answering::AppDossier::Input> LoadAppInput(const HandlerDeps& deps,
                                                          storage::ReadSnapshot& snapshot,
                                                          const model::AppRef& app,
                                                          Date as_of, Instant known_at);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_PLATFORM_EVIDENCE_H_
