// A book whose facts are one person's proposal.
#include <algorithm>
#include <variant>

#include "service/base/status_macros.h"
#include "service/evidence/book_held.h"
#include "service/evidence/fact_book.h"

namespace clausebook::evidence {
namespace {

bool WasReadOutOfManifest(const FactBook& book, const model::FactContent& content) {
  const auto* clause = std::get_if<model::ClauseEvidence>(&content.evidence);
  if (clause == nullptr) return false;
  return std::any_of(book.policies.begin(), book.policies.end(),
                     [&](const model::Policy& policy) {
                       return policy.ref == clause->revision.policy &&
                              policy.kind != model::PolicyKind::kPublished;
                     });
}

// Whether both say the same, whoever stands for it.
bool SayTheSame(model::FactContent a, model::FactContent b) {
  a.approved = b.approved = true;
  a.approval.reset();
  b.approval.reset();
  return a == b;
}

}  // namespace

absl::StatusOr<FactBook> AsProposal(FactBook book, const std::string& proposer,
                                    Date today, storage::ReadSnapshot& snapshot) {
  CB_ASSIGN_OR_RETURN(const Held held, ReadHeld(book.publisher, snapshot));
  for (BookFact& fact : book.facts) {
    if (WasReadOutOfManifest(book, fact.content)) continue;
    const auto known = held.facts.find(fact.ref.fact);
    if (known != held.facts.end() && SayTheSame(known->second.content, fact.content)) {
      fact.content = known->second.content;
      continue;
    }
    const auto said = fact.content.approval.value_or(model::Approval{});
    fact.content.approved = false;
    fact.content.approval =
        model::Approval{proposer, today, said.suggestion, said.pattern};
  }
  return book;
}

}  // namespace clausebook::evidence
