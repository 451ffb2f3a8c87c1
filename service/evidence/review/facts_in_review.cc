#include "service/evidence/review/facts_in_review.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "service/answering/timeline.h"
#include "service/evidence/quote.h"

namespace clausebook::evidence {
namespace {

using answering::FactState;
using model::ClauseEvidence;
using model::RevisionEvidence;

Date EffectiveOf(const RevisionEvidence& revision) { return revision.revision.effective; }

std::string_view BytesOf(const RevisionEvidence& revision,
                         const model::ByteRange& range) {
  return std::string_view(*revision.revision.text)
      .substr(static_cast<std::size_t>(range.begin),
              static_cast<std::size_t>(range.end - range.begin));
}

// The words of the quote in the new clause, if they still stand there once; else all of
// the clause.
model::ByteRange QuoteIn(const RevisionEvidence& revision, const model::Clause& clause,
                         std::string_view quote) {
  const auto places = FindQuote(BytesOf(revision, clause.range), quote);
  if (places.size() != 1) return clause.range;
  return {clause.range.begin + places[0].begin, clause.range.begin + places[0].end};
}

class Finder {
 public:
  Finder(const model::EvidenceBase& base, const model::PolicyEvidence& policy)
      : base_(base), policy_(policy) {}

  std::vector<FactInReview> Run(Date as_of) && {
    for (const RevisionEvidence* revision : RevisionsFrom(policy_, as_of)) {
      const Date day = std::max(as_of, EffectiveOf(*revision));
      for (const model::Fact& fact : base_.facts) {
        const auto* clause = std::get_if<ClauseEvidence>(&fact.content.evidence);
        if (clause == nullptr || clause->revision.policy != policy_.policy.ref) continue;
        const auto standing = answering::StandingOf(fact, base_, day);
        if (standing.state != FactState::kAwaitingReview || !standing.place) continue;
        if (seen_.insert(&fact).second) Add(fact, *standing.place, *revision);
      }
    }
    return std::move(found_);
  }

 private:
  void Add(const model::Fact& fact, answering::Place place, const RevisionEvidence& now) {
    FactInReview review;
    review.fact = &fact;
    review.new_revision = &now;
    const Date recorded = EffectiveOf(*place.revision);
    review.ends = EffectiveOf(now);
    for (const RevisionEvidence* revision : RevisionsFrom(policy_, recorded)) {
      const Date day = EffectiveOf(*revision);
      const auto standing = answering::StandingOf(fact, base_, day);
      if (standing.state == FactState::kAwaitingReview) {
        review.ends = day;
        break;
      }
      if (standing.place) place = *standing.place;
    }
    review.ended = fact.content;
    review.ended.valid_until = review.ends;
    auto& from = review.ended.valid_from;
    if (from && *from >= review.ends) from.reset();  // it never held
    review.old_revision = place.revision;
    SetChange(place, review);
    found_.push_back(std::move(review));
  }

  void SetChange(const answering::Place& place, FactInReview& review) {
    const auto& changes = ChangesBetween(*place.revision, *review.new_revision);
    const auto change =
        std::find_if(changes.begin(), changes.end(), [&](const ClauseChange& candidate) {
          return candidate.old_clause &&
                 place.revision->clauses[*candidate.old_clause].range ==
                     place.clause->range;
        });
    review.change = *change;  // every clause is in one
    if (!change->new_clause) return;
    const model::Clause& clause = review.new_revision->clauses[*change->new_clause];
    if (clause.heading) return;
    model::FactContent content = review.fact->content;
    content.evidence = ClauseEvidence{
        review.new_revision->revision.ref, clause.id,
        QuoteIn(*review.new_revision, clause, BytesOf(*place.revision, place.range))};
    if (content.valid_from && *content.valid_from <= EffectiveOf(*review.new_revision)) {
      content.valid_from.reset();
    }
    content.approval.reset();
    content.retraction.reset();
    review.confirmed = std::move(content);
  }

  const std::vector<ClauseChange>& ChangesBetween(const RevisionEvidence& before,
                                                  const RevisionEvidence& after) {
    auto& changes = changes_[{&before, &after}];
    if (changes.empty()) {
      changes = CompareRevisions({*before.revision.text, &before.clauses},
                                 {*after.revision.text, &after.clauses});
    }
    return changes;
  }

  const model::EvidenceBase& base_;
  const model::PolicyEvidence& policy_;
  std::set<const model::Fact*> seen_;
  std::map<std::pair<const RevisionEvidence*, const RevisionEvidence*>,
           std::vector<ClauseChange>>
      changes_;
  std::vector<FactInReview> found_;
};

}  // namespace

std::vector<FactInReview> FactsInReview(const model::EvidenceBase& base,
                                        const model::PolicyEvidence& policy, Date as_of) {
  if (policy.policy.kind != model::PolicyKind::kPublished) return {};
  return Finder(base, policy).Run(as_of);
}

std::vector<const model::RevisionEvidence*> RevisionsFrom(
    const model::PolicyEvidence& policy, Date as_of) {
  std::vector<const RevisionEvidence*> revisions;
  for (const RevisionEvidence& revision : policy.revisions) {
    const bool supersedes =
        !revisions.empty() && (EffectiveOf(revision) <= as_of ||
                               EffectiveOf(*revisions.back()) == EffectiveOf(revision));
    if (supersedes) revisions.pop_back();
    revisions.push_back(&revision);
  }
  return revisions;
}

}  // namespace clausebook::evidence
