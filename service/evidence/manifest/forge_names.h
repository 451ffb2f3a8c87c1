// Names of the Forge manifest that several files here go by.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FORGE_NAMES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FORGE_NAMES_H_

#include <array>
#include <string>
#include <string_view>

#include "service/evidence/manifest/findings.h"
#include "service/evidence/manifest/proofs.h"

namespace clausebook::evidence {

// A list of permissions.external.
struct ForgeBucket {
  std::string_view name;
  bool fetch;  // stands under `fetch`
  // Whether what comes from there, or is called there, could be the app's own code.
  bool code;
  EntryKind host;
};

inline constexpr std::array<ForgeBucket, 9> kForgeBuckets = {{
    {"backend", true, true, EntryKind::kBackendHost},
    {"client", true, true, EntryKind::kClientHost},
    {"images", false, false, EntryKind::kAssetHost},
    {"fonts", false, false, EntryKind::kAssetHost},
    {"styles", false, false, EntryKind::kAssetHost},
    {"frames", false, true, EntryKind::kAssetHost},
    {"media", false, false, EntryKind::kAssetHost},
    {"scripts", false, true, EntryKind::kScriptHost},
    {"navigation", false, false, EntryKind::kNavigationHost},
}};

inline Entry BucketOf(const Entry& external, const ForgeBucket& bucket) {
  return (bucket.fetch ? external.At("fetch") : external).At(bucket.name);
}

// The member of residency.regions for a region key of a base URL; empty if the platform
// has no such region, or for `default`.
inline std::string RegionMember(std::string_view key) {
  constexpr std::array<std::string_view, 11> kRegions = {
      "EU", "US", "AU", "DE", "SG", "CA", "IN", "KR", "JP", "GB", "CH"};
  for (const std::string_view region : kRegions) {
    if (region != key) continue;
    return {static_cast<char>(key[0] + ('a' - 'A')),
            static_cast<char>(key[1] + ('a' - 'A'))};
  }
  return "";
}

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FORGE_NAMES_H_
