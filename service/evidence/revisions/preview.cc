#include "service/evidence/revisions/preview.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

namespace clausebook::evidence {
namespace {

using answering::FactState;
using model::EvidenceBase;
using model::PolicyEvidence;
using model::RevisionEvidence;

RevisionText TextOf(const RevisionEvidence& revision) {
  return {*revision.revision.text, &revision.clauses};
}

const PolicyEvidence* FindPolicy(const EvidenceBase& base, const model::PolicyRef& ref) {
  for (const PolicyEvidence& policy : base.policies) {
    if (policy.policy.ref == ref) return &policy;
  }
  return nullptr;
}

// Where the candidate stands among the policy's revisions, from the end: it was
// inserted behind all that take effect no later.
std::size_t PlaceOf(const PolicyEvidence& policy, const model::RevisionRef& ref) {
  std::size_t at = policy.revisions.size() - 1;
  while (at > 0 && policy.revisions[at].revision.ref != ref) --at;
  return at;
}

bool SameValues(const std::vector<answering::ClaimedValue>& a,
                const std::vector<answering::ClaimedValue>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) {
                      return x.value == y.value && x.op == y.op &&
                             x.qualifiers == y.qualifiers && x.text == y.text;
                    });
}

bool SameAnswer(const answering::Answer& a, const answering::Answer& b) {
  return a.verdict == b.verdict && a.sentence == b.sentence &&
         SameValues(a.values, b.values) && a.caveats == b.caveats;
}

// Puts `own` in the place of its publisher's evidence.
void Replace(std::shared_ptr<const EvidenceBase> own,
             answering::AppDossier::Input& input) {
  if (input.vendor->publisher == own->publisher) {
    input.vendor = std::move(own);
    return;
  }
  for (auto& platform : input.platforms) {
    if (platform->publisher == own->publisher) platform = own;
  }
}

}  // namespace

std::shared_ptr<const EvidenceBase> WithRevision(const EvidenceBase& base,
                                                 RevisionEvidence candidate) {
  auto with = std::make_shared<EvidenceBase>(base);
  for (PolicyEvidence& policy : with->policies) {
    if (policy.policy.ref != candidate.revision.ref.policy) continue;
    const auto behind = std::upper_bound(
        policy.revisions.begin(), policy.revisions.end(), candidate.revision.effective,
        [](Date effective, const RevisionEvidence& revision) {
          return effective < revision.revision.effective;
        });
    policy.revisions.insert(behind, std::move(candidate));
    break;
  }
  return with;
}

RevisionPreview::RevisionPreview(std::shared_ptr<const EvidenceBase> base,
                                 RevisionEvidence candidate, Date as_of)
    : before_(std::move(base)), as_of_(as_of) {
  const model::RevisionRef ref = candidate.revision.ref;
  after_ = WithRevision(*before_, std::move(candidate));
  const PolicyEvidence& policy = *FindPolicy(*after_, ref.policy);
  const std::size_t at = PlaceOf(policy, ref);
  candidate_ = &policy.revisions[at];
  if (at > 0) previous_ = &policy.revisions[at - 1];
  const std::vector<model::Clause> none;
  changes_ = CompareRevisions(
      previous_ == nullptr ? RevisionText{"", &none} : TextOf(*previous_),
      TextOf(*candidate_));
  for (const model::Fact& fact : before_->facts) Sort(fact);
}

void RevisionPreview::Sort(const model::Fact& fact) {
  const auto* clause = std::get_if<model::ClauseEvidence>(&fact.content.evidence);
  if (clause == nullptr || clause->revision.policy != candidate_->revision.ref.policy) {
    return;
  }
  const auto before = answering::StandingOf(fact, *before_, as_of_);
  const auto after = answering::StandingOf(fact, *after_, as_of_);
  if (before.state != after.state) {
    affected_.push_back(&fact);
    affected_properties_.insert(fact.content.property);
  }
  if (before.state != FactState::kActive) return;
  if (after.state == FactState::kActive) {
    // Quoted from the candidate, or from a later revision that has the clause as well.
    const Date quoted_from = after.place->revision->revision.effective;
    if (quoted_from >= candidate_->revision.effective) carried_over_.push_back(&fact);
    return;
  }
  // Where it stands when the candidate takes effect is the revision before.
  const auto place =
      answering::StandingOf(fact, *before_, candidate_->revision.effective).place;
  for (const ClauseChange& change : changes_) {
    if (!place || !change.old_clause ||
        previous_->clauses[*change.old_clause].range != place->clause->range) {
      continue;
    }
    reviews_.push_back({&fact, *place, &change});
    return;
  }
}

bool RevisionPreview::MayTouch(const model::AppRef& app) const {
  if (before_->publisher.kind == model::PublisherKind::kPlatform) return true;
  return std::any_of(affected_.begin(), affected_.end(), [&](const model::Fact* fact) {
    const auto& apps = fact->content.scope.apps;
    return apps.empty() || std::find(apps.begin(), apps.end(), app.app) != apps.end();
  });
}

std::vector<RevisionPreview::AnswerChange> RevisionPreview::ChangedAnswers(
    answering::AppDossier::Input input) const {
  std::vector<AnswerChange> changed;
  if (affected_.empty() || !MayTouch(input.app)) return changed;
  // An answer follows from the facts on its question's properties, and from where the
  // app is hosted: what rests on neither stays as it is.
  const bool all = affected_properties_.contains(std::string(catalog::kHostingProperty));
  input.as_of = as_of_;
  answering::AppDossier::Input with = input;
  Replace(before_, input);
  Replace(after_, with);
  const catalog::Catalog& catalog = *input.catalog;
  const answering::AppDossier before(std::move(input));
  const answering::AppDossier after(std::move(with));
  for (const catalog::Question& question : catalog.questions()) {
    const auto properties = catalog::PropertiesOf(question);
    const bool touched = std::any_of(
        properties.begin(), properties.end(),
        [&](const std::string& id) { return affected_properties_.contains(id); });
    if (!all && !touched) continue;
    AnswerChange change{before.Ask(question), after.Ask(question)};
    if (!SameAnswer(change.before, change.after)) changed.push_back(std::move(change));
  }
  return changed;
}

}  // namespace clausebook::evidence
