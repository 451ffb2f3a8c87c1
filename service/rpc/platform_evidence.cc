#include "service/rpc/platform_evidence.h"

#include <utility>

#include "service/base/status_macros.h"
#include "service/rpc/known_reads.h"

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

absl::StatusOr<answering::AppDossier::Input> LoadVendorInput(
    const HandlerDeps& deps, storage::ReadSnapshot& snapshot, const model::Vendor& vendor,
    Date as_of, Instant known_at) {
  answering::AppDossier::Input input;
  input.catalog = deps.catalog;
  input.vendor_display_name = vendor.display_name;
  input.as_of = as_of;
  CB_ASSIGN_OR_RETURN(
      input.vendor,
      snapshot.LoadEvidence({model::PublisherKind::kVendor, vendor.id}, known_at));
  CB_ASSIGN_OR_RETURN(input.platforms, LoadPlatforms(deps, snapshot, known_at));
  return input;
}

absl::StatusOr<answering::AppDossier::Input> LoadAppInput(const HandlerDeps& deps,
                                                          storage::ReadSnapshot& snapshot,
                                                          const model::AppRef& ref,
                                                          Date as_of, Instant known_at) {
  CB_ASSIGN_OR_RETURN(const model::App app, AppAt(snapshot, ref, known_at));
  CB_ASSIGN_OR_RETURN(const model::Vendor vendor,
                      VendorAt(snapshot, ref.vendor, known_at));
  CB_ASSIGN_OR_RETURN(auto input,
                      LoadVendorInput(deps, snapshot, vendor, as_of, known_at));
  input.app = ref;
  input.app_display_name = app.display_name;
  return input;
}

}  // namespace clausebook::rpc
