#include "service/evidence/review/suggestions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/answering/timeline.h"
#include "service/evidence/fact_id.h"

namespace clausebook::evidence {
namespace {

using answering::FactState;
using model::ClauseEvidence;

// A fact that is quoted from the revision, and the clause there.
struct QuotedFact {
  const model::Fact* fact = nullptr;
  std::string clause;
};

std::vector<QuotedFact> FactsQuotedFrom(const model::EvidenceBase& base,
                                        const model::RevisionEvidence& revision) {
  std::vector<QuotedFact> quoted;
  for (const model::Fact& fact : base.facts) {
    const auto standing = answering::StandingOf(fact, base, revision.revision.effective);
    const bool counts =
        standing.state == FactState::kActive || standing.state == FactState::kNotYetValid;
    if (counts && standing.place &&
        standing.place->revision->revision.ref == revision.revision.ref) {
      quoted.push_back({&fact, standing.place->clause->id});
    }
  }
  return quoted;
}

bool SaysTheSame(const model::FactContent& a, const model::FactContent& b) {
  return a.property == b.property && a.op == b.op && a.value == b.value &&
         a.qualifiers == b.qualifiers && a.scope == b.scope;
}

const model::Fact* FindFact(const std::vector<QuotedFact>& quoted,
                            const Suggestion& suggestion) {
  const model::FactContent& content = suggestion.proposal.content;
  const std::string& clause = std::get<ClauseEvidence>(content.evidence).clause;
  for (const QuotedFact& known : quoted) {
    const auto& approval = known.fact->content.approval;
    if (approval && approval->suggestion == suggestion.id) return known.fact;
  }
  for (const QuotedFact& known : quoted) {
    if (known.clause == clause && SaysTheSame(known.fact->content, content)) {
      return known.fact;
    }
  }
  return nullptr;
}

}  // namespace

std::string SuggestionId(const model::PolicyRef& policy,
                         const model::FactContent& content) {
  const auto& place = std::get<ClauseEvidence>(content.evidence);
  return FactIdFor(absl::StrCat(ToName(policy), "\n", place.clause, "\n",
                                absl::StrJoin(content.scope.apps, ","), "\n",
                                absl::StrJoin(content.scope.except_apps, ",")),
                   content);
}

absl::StatusOr<Suggestions> ProposeFacts(const ReviewBasis& basis,
                                         const model::PolicyEvidence& policy,
                                         const model::RevisionEvidence& revision,
                                         const catalog::Catalog& catalog) {
  return SuggestFacts(*revision.revision.text, revision.clauses,
                      {basis.apps, policy.policy.title, basis.publisher_name}, catalog);
}

RevisionSuggestions JudgeProposals(const ReviewBasis& basis,
                                   const model::PolicyEvidence& policy,
                                   const model::RevisionEvidence& revision,
                                   Suggestions proposals) {
  const auto quoted = FactsQuotedFrom(*basis.evidence, revision);
  std::map<std::string, const model::Rejection*> rejections;
  for (const model::Rejection& rejection : basis.rejections) {
    if (rejection.policy == policy.policy.ref) {
      rejections[rejection.suggestion] = &rejection;
    }
  }
  RevisionSuggestions read;
  std::set<std::string> ids;
  for (Proposal& proposal : proposals.proposals) {
    Suggestion suggestion;
    std::get<ClauseEvidence>(proposal.content.evidence).revision = revision.revision.ref;
    suggestion.id = SuggestionId(policy.policy.ref, proposal.content);
    if (!ids.insert(suggestion.id).second) continue;  // the same thing, read twice
    suggestion.proposal = std::move(proposal);
    const auto refused = rejections.find(suggestion.id);
    if (refused != rejections.end()) suggestion.rejection = refused->second;
    suggestion.fact = FindFact(quoted, suggestion);
    if (suggestion.fact != nullptr) {
      suggestion.state = SuggestionState::kAccepted;
    } else if (suggestion.rejection != nullptr) {
      suggestion.state = SuggestionState::kRejected;
    }
    read.suggestions.push_back(std::move(suggestion));
  }
  for (UnreadClause& clause : proposals.unread) {
    const bool rests = std::any_of(
        quoted.begin(), quoted.end(),
        [&](const QuotedFact& known) { return known.clause == clause.clause; });
    if (!rests) read.unread.push_back(std::move(clause));
  }
  return read;
}

}  // namespace clausebook::evidence
