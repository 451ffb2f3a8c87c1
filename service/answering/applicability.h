// Which facts apply to an app on a day, and why the others do not.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_APPLICABILITY_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_APPLICABILITY_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/answering/answer.h"
#include "service/answering/timeline.h"
#include "service/catalog/catalog.h"
#include "storage/model/evidence_base.h"

namespace clausebook::answering {

// A fact that applies. Points into the evidence bases.
struct AppliedFact {
  const model::Fact* fact = nullptr;
  std::optional<Place> place;
  // The platform that an inherited fact comes from, else null.
  const catalog::Platform* platform = nullptr;
  // Indexes of the applied facts without which this one would not apply: those
  // that say where the app is hosted, for an inherited fact.
  std::vector<std::size_t> premises;

  const model::FactContent& content() const { return fact->content; }
};

// A fact on the app's vendor or a platform that does not apply.
struct DismissedFact {
  const model::Fact* fact = nullptr;
  std::optional<Place> place;
  const catalog::Platform* platform = nullptr;
  ConsideredReason reason = ConsideredReason::kNotDecisive;
  std::string explanation;
};

struct Sifted {
  std::vector<AppliedFact> applied;  // ordered by preference as evidence, best first
  std::vector<DismissedFact> dismissed;
};

struct SiftInput {
  const catalog::Catalog* catalog = nullptr;
  model::AppRef app;
  Date as_of;
  const model::EvidenceBase* vendor = nullptr;
  std::vector<const model::EvidenceBase*> platforms;
};

// Applies the rules of applicability: time, scope with exceptions, lex specialis
// within a revision, inheritance from the platform that the app is hosted on.
Sifted Sift(const SiftInput& input);

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_APPLICABILITY_H_
