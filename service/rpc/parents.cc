#include "service/rpc/parents.h"

#include "absl/strings/str_cat.h"
#include "service/rpc/known_reads.h"

namespace clausebook::rpc {

absl::Status CheckPublisherStands(const HandlerDeps& deps,
                                  storage::ReadSnapshot& snapshot,
                                  const model::Publisher& publisher, Instant known_at) {
  if (publisher.kind == model::PublisherKind::kVendor) {
    return VendorAt(snapshot, publisher.id, known_at).status();
  }
  return deps.catalog->FindPlatform(publisher.id) != nullptr
             ? absl::OkStatus()
             : NotFound("Platform", ToName(publisher));
}

absl::Status StillInUse(const std::string& resource, const std::string& user,
                        std::string_view remedy) {
  return MakeError(absl::StrCat("'", resource, "' is in use by '", user, "'. ",
                                absl::string_view(remedy.data(), remedy.size())),
                   {.reason = Reason::kStillInUse,
                    .metadata = {{"resource", resource}, {"user", user}}});
}

}  // namespace clausebook::rpc
