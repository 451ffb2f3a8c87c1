// A revision's suggestions with what people decided about them.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_SUGGESTIONS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_SUGGESTIONS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/suggest/suggest.h"
#include "storage/model/evidence_base.h"
#include "storage/model/fact.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

// What is known of a publisher, as of one time.
struct ReviewBasis {
  std::shared_ptr<const model::EvidenceBase> evidence;
  std::vector<model::Rejection> rejections;
  std::string publisher_name;
  std::vector<model::App> apps;
};

enum class SuggestionState { kOpen, kAccepted, kRejected };

// Points into the basis.
struct Suggestion {
  std::string id;
  Proposal proposal;  // its evidence names the revision
  SuggestionState state = SuggestionState::kOpen;
  const model::Fact* fact = nullptr;            // that stands for it, if accepted
  const model::Rejection* rejection = nullptr;  // if it was ever refused
};

struct RevisionSuggestions {
  std::vector<Suggestion> suggestions;  // in the order of the text, each id once
  std::vector<UnreadClause> unread;     // without those that a standing fact rests on
};

// The same for the same statement by the same clause, in every revision of the policy.
std::string SuggestionId(const model::PolicyRef& policy,
                         const model::FactContent& content);

// What the patterns propose for a revision. Errors as of SuggestFacts.
absl::StatusOr<Suggestions> ProposeFacts(const ReviewBasis& basis,
                                         const model::PolicyEvidence& policy,
                                         const model::RevisionEvidence& revision,
                                         const catalog::Catalog& catalog);

// The proposals, which are ProposeFacts of the same, with what became of them: accepted
// if a fact that is quoted from this revision, once that takes effect, came from the
// suggestion or says the same by the same clause; else rejected if it was refused, in
// whichever revision.
RevisionSuggestions JudgeProposals(const ReviewBasis& basis,
                                   const model::PolicyEvidence& policy,
                                   const model::RevisionEvidence& revision,
                                   Suggestions proposals);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVIEW_SUGGESTIONS_H_
