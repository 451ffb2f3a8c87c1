// What the handlers of ReviewService read before they can say anything.
#ifndef CLAUSEBOOK_SERVICE_RPC_REVIEW_BASIS_H_
#define CLAUSEBOOK_SERVICE_RPC_REVIEW_BASIS_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "service/evidence/review/facts_in_review.h"
#include "service/evidence/review/suggestions.h"
#include "service/rpc/field_faults.h"
#include "service/rpc/handlers.h"
#include "service/rpc/proposal_reader.h"

namespace clausebook::rpc {

// NOT_FOUND for a publisher that does not stand.
absl::StatusOr<evidence::ReviewBasis> ReadBasis(const HandlerDeps& deps,
                                                storage::ReadSnapshot& snapshot,
                                                const model::Publisher& publisher,
                                                Instant known_at);

// A revision that stands, with its policy. Points into the basis.
struct FoundRevision {
  const model::PolicyEvidence* policy = nullptr;
  const model::RevisionEvidence* revision = nullptr;
};

// NOT_FOUND if it does not stand; INVALID_ARGUMENT (`field`) for a revision of a
// manifest or descriptor.
absl::StatusOr<FoundRevision> FindRevision(const evidence::ReviewBasis& basis,
                                           const model::RevisionRef& ref,
                                           const std::string& field);

// The suggestions of a recorded revision with what became of them.
absl::StatusOr<evidence::RevisionSuggestions> ReadSuggestions(
    ProposalReader& reader, const evidence::ReviewBasis& basis,
    const FoundRevision& found);

// Whose items are meant: a publisher's, or those of one of its policies.
struct ReviewParent {
  model::Publisher publisher;
  std::optional<model::PolicyRef> policy;
};

// A default and a fault for what is neither.
ReviewParent CheckReviewParent(FieldFaults& faults, const std::string& field,
                               const std::string& name);

// NOT_FOUND if the parent's policy does not stand.
absl::Status CheckPolicyStands(const evidence::ReviewBasis& basis,
                               const ReviewParent& parent);

// `id`, or where a fact of that id stands or is in `taken`: the first of `id-2`, `id-3`
// … that is free.
std::string FreeFactId(const model::EvidenceBase& base, const std::string& id,
                       const std::vector<std::string>& taken = {});

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_REVIEW_BASIS_H_
