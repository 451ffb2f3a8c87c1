#include "service/evidence/candidate.h"

#include <algorithm>
#include <utility>

#include "service/base/status_macros.h"

namespace clausebook::evidence {
namespace {

// The app's policy of that kind: the one on record, or one made up for the occasion.
model::PolicyEvidence& PolicyOf(model::EvidenceBase& base, const model::AppRef& app,
                                model::PolicyKind kind) {
  for (model::PolicyEvidence& known : base.policies) {
    if (known.policy.kind == kind && known.policy.app == app.app) return known;
  }
  model::PolicyEvidence made;
  const bool forge = kind == model::PolicyKind::kForgeManifest;
  made.policy.ref = {base.publisher, forge ? "candidate-manifest" : "candidate-descriptor"};
  made.policy.title = forge ? "Forge manifest" : "Connect descriptor";
  made.policy.kind = kind;
  made.policy.app = app.app;
  base.policies.push_back(std::move(made));
  return base.policies.back();
}

}  // namespace

absl::StatusOr<Candidate> WithDeclaration(const model::EvidenceBase& base,
                                          const model::AppRef& app,
                                          model::PolicyKind kind, std::string text,
                                          Date day, const catalog::Catalog& catalog) {
  Candidate candidate{base, {}};
  model::PolicyEvidence& policy = PolicyOf(candidate.base, app, kind);
  RevisionInput input;
  input.media_type = kind == model::PolicyKind::kForgeManifest ? model::MediaType::kYaml
                                                               : model::MediaType::kJson;
  input.effective = day;
  input.bytes = std::move(text);
  CB_ASSIGN_OR_RETURN(RevisionReading reading,
                      ReadRevisionInput(policy.policy, input, catalog, {}));
  // Last on its day, so that it is the one in force; a later one has not come yet.
  auto& revisions = policy.revisions;
  std::erase_if(revisions, [&](const model::RevisionEvidence& known) {
    return known.revision.ref == reading.revision.ref;
  });
  const auto after =
      std::find_if(revisions.begin(), revisions.end(),
                   [&](const auto& known) { return known.revision.effective > day; });
  revisions.insert(after, {std::move(reading.revision), std::move(reading.clauses)});
  auto& facts = candidate.base.facts;
  for (DerivedFact& read : reading.facts) {
    std::erase_if(facts, [&](const model::Fact& known) { return known.ref == read.ref; });
    model::Fact fact;
    fact.ref = std::move(read.ref);
    fact.content = std::move(read.content);
    facts.push_back(std::move(fact));
  }
  candidate.notices = std::move(reading.notices);
  return candidate;
}

}  // namespace clausebook::evidence
