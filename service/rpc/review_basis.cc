#include "service/rpc/review_basis.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/known_reads.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kAll = 1'000'000;
constexpr std::size_t kLongestId = 63;

}  // namespace

absl::StatusOr<evidence::ReviewBasis> ReadBasis(const HandlerDeps& deps,
                                                storage::ReadSnapshot& snapshot,
                                                const model::Publisher& publisher,
                                                Instant known_at) {
  evidence::ReviewBasis basis;
  if (publisher.kind == model::PublisherKind::kVendor) {
    CB_ASSIGN_OR_RETURN(const auto vendor, VendorAt(snapshot, publisher.id, known_at));
    basis.publisher_name = vendor.display_name;
    CB_ASSIGN_OR_RETURN(basis.apps,
                        snapshot.ListApps(publisher.id, "", {"", kAll}, known_at));
  } else {
    const catalog::Platform* platform = deps.catalog->FindPlatform(publisher.id);
    if (platform == nullptr) return NotFound("Platform", ToName(publisher));
    basis.publisher_name = platform->display_name;
  }
  CB_ASSIGN_OR_RETURN(basis.evidence, snapshot.LoadEvidence(publisher, known_at));
  CB_ASSIGN_OR_RETURN(basis.rejections, snapshot.ListRejections(publisher, known_at));
  return basis;
}

absl::StatusOr<FoundRevision> FindRevision(const evidence::ReviewBasis& basis,
                                           const model::RevisionRef& ref,
                                           const std::string& field) {
  for (const model::PolicyEvidence& policy : basis.evidence->policies) {
    if (policy.policy.ref != ref.policy) continue;
    for (const model::RevisionEvidence& revision : policy.revisions) {
      if (revision.revision.ref != ref) continue;
      if (policy.policy.kind == model::PolicyKind::kPublished) {
        return FoundRevision{&policy, &revision};
      }
      return InvalidField(field,
                          "The facts of a manifest or descriptor are read out of it when "
                          "it is recorded: there is nothing to suggest. Name a revision "
                          "of a published policy.");
    }
  }
  return NotFound("PolicyRevision", ToName(ref));
}

absl::StatusOr<evidence::RevisionSuggestions> ReadSuggestions(
    ProposalReader& reader, const evidence::ReviewBasis& basis,
    const FoundRevision& found) {
  CB_ASSIGN_OR_RETURN(const auto proposals,
                      reader.Read(basis, *found.policy, *found.revision));
  return evidence::JudgeProposals(basis, *found.policy, *found.revision, *proposals);
}

ReviewParent CheckReviewParent(FieldFaults& faults, const std::string& field,
                               const std::string& name) {
  if (const auto publisher = model::ParsePublisher(name)) {
    return {*publisher, std::nullopt};
  }
  if (const auto policy = model::ParsePolicy(name)) return {policy->publisher, *policy};
  faults.Add(field,
             "Required: 'vendors/{vendor}', 'platforms/{platform}', or the name of a "
             "policy.");
  return {};
}

absl::Status CheckPolicyStands(const evidence::ReviewBasis& basis,
                               const ReviewParent& parent) {
  if (!parent.policy) return absl::OkStatus();
  for (const model::PolicyEvidence& policy : basis.evidence->policies) {
    if (policy.policy.ref == *parent.policy) return absl::OkStatus();
  }
  return NotFound("Policy", ToName(*parent.policy));
}

std::string FreeFactId(const model::EvidenceBase& base, const std::string& id,
                       const std::vector<std::string>& taken) {
  std::string free = id;
  const auto is_taken = [&] {
    return std::find(taken.begin(), taken.end(), free) != taken.end() ||
           std::any_of(base.facts.begin(), base.facts.end(),
                       [&](const model::Fact& fact) { return fact.ref.fact == free; });
  };
  for (int number = 2; is_taken(); ++number) {
    const std::string suffix = absl::StrCat("-", number);
    free = absl::StrCat(id.substr(0, kLongestId - suffix.size()), suffix);
  }
  return free;
}

}  // namespace clausebook::rpc
