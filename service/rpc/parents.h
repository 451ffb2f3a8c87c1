// Whether what a request builds on is there, and what it makes is not.
#ifndef CLAUSEBOOK_SERVICE_RPC_PARENTS_H_
#define CLAUSEBOOK_SERVICE_RPC_PARENTS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/base/error.h"
#include "service/rpc/handlers.h"
#include "storage/store.h"

namespace clausebook::rpc {

// OK if the publisher stands: a vendor in the store, a platform in the catalogue;
// NOT_FOUND otherwise.
absl::Status CheckPublisherStands(const HandlerDeps& deps,
                                  storage::ReadSnapshot& snapshot,
                                  const model::Publisher& publisher, Instant known_at);

// OK if a read found nothing; ALREADY_EXISTS if it did; its error if it failed.
template <typename Resource>
absl::Status CheckFree(const absl::StatusOr<Resource>& found, std::string_view type,
                       const std::string& name) {
  if (found.ok()) return AlreadyExists(type, name);
  return absl::IsNotFound(found.status()) ? absl::OkStatus() : found.status();
}

// FAILED_PRECONDITION (kStillInUse): `resource` cannot go because of `user`, and
// `remedy` says what to do first.
absl::Status StillInUse(const std::string& resource, const std::string& user,
                        std::string_view remedy);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_PARENTS_H_
