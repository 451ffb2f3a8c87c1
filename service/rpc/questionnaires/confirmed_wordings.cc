#include "service/rpc/questionnaires/confirmed_wordings.h"

#include <limits>

#include "service/base/status_macros.h"

namespace clausebook::rpc {

using questionnaires::matching::ConfirmedWording;

absl::StatusOr<std::unique_ptr<const VendorWordings>> VendorWordings::Load(
    storage::ReadSnapshot& snapshot, const std::string& vendor, Instant known_at) {
  const storage::Page all{"", std::numeric_limits<int>::max()};
  CB_ASSIGN_OR_RETURN(
      const auto mappings,
      snapshot.ListMappings(vendor, /*include_revoked=*/false, all, known_at));
  auto loaded = std::make_unique<VendorWordings>();
  for (const model::Mapping& mapping : mappings) {
    ConfirmedWording& wording = loaded->wordings_[mapping.wording_digest];
    wording.confirmed_by = mapping.confirmed_by;
    wording.confirmed_at = FormatInstant(mapping.create_time);
    for (const auto& asked : mapping.questions) {
      wording.questions.push_back({asked.question, asked.opposite});
    }
  }
  return loaded;
}

std::optional<ConfirmedWording> VendorWordings::FindWording(
    std::string_view wording_digest) const {
  const auto found = wordings_.find(wording_digest);
  if (found == wordings_.end()) return std::nullopt;
  return found->second;
}

}  // namespace clausebook::rpc
