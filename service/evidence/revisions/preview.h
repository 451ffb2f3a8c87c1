// What a revision would change if it were recorded: which facts carry over, which would
// need review, and what apps would be answered. Nothing is stored.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_PREVIEW_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_PREVIEW_H_

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "service/answering/answer.h"
#include "service/answering/answering.h"
#include "service/answering/timeline.h"
#include "service/base/time.h"
#include "service/catalog/catalog.h"
#include "service/evidence/revisions/comparison.h"
#include "storage/model/evidence_base.h"

namespace clausebook::evidence {

// What `base` would be with `candidate`, a revision of one of its policies, recorded
// last. The candidate's text is set and its clauses lie in it.
std::shared_ptr<const model::EvidenceBase> WithRevision(
    const model::EvidenceBase& base, model::RevisionEvidence candidate);

// A fact that the revision would put up for review.
struct FactReview {
  const model::Fact* fact = nullptr;
  answering::Place place;  // where it is quoted from until then
  // What became of its clause: dropped, or edited.
  const ClauseChange* change = nullptr;
};

// A revision that is not recorded, beside what is. Points into both evidence bases,
// which it keeps. Immutable; thread-safe.
class RevisionPreview {
 public:
  // `candidate` is a revision of a policy of `base`. Facts are looked at on `as_of`,
  // which is not before the candidate takes effect.
  RevisionPreview(std::shared_ptr<const model::EvidenceBase> base,
                  model::RevisionEvidence candidate, Date as_of);

  Date as_of() const { return as_of_; }
  const model::EvidenceBase& before() const { return *before_; }
  const model::EvidenceBase& after() const { return *after_; }
  // The candidate as it stands in `after()`.
  const model::RevisionEvidence& candidate() const { return *candidate_; }
  // The revision that it would take over from; null for a policy's first.
  const model::RevisionEvidence* previous() const { return previous_; }
  // From that one to the candidate; for a first revision everything was added.
  const std::vector<ClauseChange>& changes() const { return changes_; }

  // Facts that hold before and after and are quoted from the candidate then; by id.
  const std::vector<const model::Fact*>& carried_over() const { return carried_over_; }
  // Facts that hold before and wait for review after; by id.
  const std::vector<FactReview>& reviews() const { return reviews_; }

  // An answer before and after.
  struct AnswerChange {
    answering::Answer before;
    answering::Answer after;
  };
  // The answers about an app that would change on `as_of()`: in verdict, values,
  // sentence or caveats, in the order of the catalogue's questions. That the same
  // answer is quoted from elsewhere is no change. `input` is the app as it is: where it
  // has the evidence of the candidate's publisher, both bases of the preview take its
  // place.
  std::vector<AnswerChange> ChangedAnswers(answering::AppDossier::Input input) const;

 private:
  void Sort(const model::Fact& fact);
  bool MayTouch(const model::AppRef& app) const;

  std::shared_ptr<const model::EvidenceBase> before_;
  std::shared_ptr<const model::EvidenceBase> after_;
  Date as_of_;
  const model::RevisionEvidence* candidate_ = nullptr;
  const model::RevisionEvidence* previous_ = nullptr;
  std::vector<ClauseChange> changes_;
  std::vector<const model::Fact*> carried_over_;
  std::vector<FactReview> reviews_;
  // Of facts that stand otherwise after than before.
  std::vector<const model::Fact*> affected_;
  std::set<std::string> affected_properties_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_PREVIEW_H_
