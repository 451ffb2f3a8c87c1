// Reads as of an earlier time for callers: what is on record now may not have been known
// then, and "does not exist" would be wrong to say of it. The store says no more than
// what was known then; this looks again, in the same state.
#ifndef CLAUSEBOOK_SERVICE_RPC_KNOWN_READS_H_
#define CLAUSEBOOK_SERVICE_RPC_KNOWN_READS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/store.h"

namespace clausebook::rpc {

// As the snapshot's functions. Where there was nothing at `known_at` and there is now,
// NOT_FOUND says since when, and the metadata `known_since` says so to programs.
absl::StatusOr<model::Vendor> VendorAt(storage::ReadSnapshot& snapshot,
                                       std::string_view id, Instant known_at);
absl::StatusOr<model::App> AppAt(storage::ReadSnapshot& snapshot,
                                 const model::AppRef& ref, Instant known_at);
absl::StatusOr<model::Policy> PolicyAt(storage::ReadSnapshot& snapshot,
                                       const model::PolicyRef& ref, Instant known_at);

// NOT_FOUND for a resource that is on record since `since`, which is after `known_at`.
// `type` is without the package: `App`.
absl::Status NotKnownThen(std::string_view type, const std::string& name,
                          Instant known_at, Instant since);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_KNOWN_READS_H_
