// Runs on Atlassian and data residency: every entry that breaks a rule is a fact of its
// own. MANIFEST.md has the rules.
#include "service/evidence/manifest/forge_file.h"

namespace clausebook::evidence {
namespace {

void ConcludeBadge(ForgeFile& file) {
  Findings& findings = file.findings;
  for (const Obstacle& obstacle : file.badge) {
    findings.Prove(EntryKind::kBadgeObstacle, obstacle.entry, {obstacle.member},
                   obstacle.why);
  }
  if (!file.badge.empty() || file.badge_unsure || file.undetermined) return;
  std::string caveat;
  if (file.object_store) {
    caveat =
        "The app uses the object store, a preview; previews may not keep data "
        "residency.";
  }
  findings.Prove(EntryKind::kNoBadgeObstacle, findings.anchor(), {}, caveat);
}

void ConcludePinning(ForgeFile& file) {
  Findings& findings = file.findings;
  for (const Obstacle& obstacle : file.pinning) {
    findings.Prove(EntryKind::kNotPinned, obstacle.entry, {}, obstacle.why);
  }
  if (!file.pinning.empty() || file.pinning_unsure || file.undetermined) return;
  findings.Prove(EntryKind::kPinned, findings.anchor());
  if (file.eud_storing_remote) {
    findings.Prove(EntryKind::kRegionalRemotes, file.root.At("remotes"));
  } else if (!file.HasRemotes() && !file.connect && !file.endpoint_remote &&
             !file.dynamic_trigger && !file.eud_out) {
    findings.Prove(EntryKind::kHostedResidency, findings.anchor());
  }
}

}  // namespace

void ConcludeEligibility(ForgeFile& file) {
  ConcludeBadge(file);
  ConcludePinning(file);
}

}  // namespace clausebook::evidence
