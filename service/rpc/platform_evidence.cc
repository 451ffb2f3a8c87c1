#include "service/rpc/platform_evidence.h"

#include <utility>

#include "service/base/status_macros.h"

namespace clausebook::rpc {

absl::StatusOr<std::vector<std::shared_ptr<const model::EvidenceBase>>> LoadPlatforms(
    const HandlerDeps& deps, storage::ReadSnapshot& snapshot, Instant known_at) {
  std::vector<std::shared_ptr<const model::EvidenceBase>> platforms;
  for (const auto& platform : deps.catalog->platforms()) {
    CB_ASSIGN_OR_RETURN(
        auto base,
        snapshot.LoadEvidence({model::PublisherKind::kPlatform, platform.id}, known_at));
    if (!base->facts.empty()) platforms.push_back(std::move(base));
  }
  return platforms;
}

}  // namespace clausebook::rpc
