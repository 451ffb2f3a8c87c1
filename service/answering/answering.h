// The reasoning core: from evidence to an answer. design: the four verdicts, the
// rules of applicability and the citations are explained in service/DESIGN.md.
//
// Knows neither gRPC nor SQL nor a clock: the same input gives the same answer.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_ANSWERING_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_ANSWERING_H_

#include <memory>
#include <string>
#include <vector>

#include "service/answering/answer.h"
#include "service/base/time.h"
#include "service/catalog/catalog.h"
#include "storage/model/evidence_base.h"
#include "storage/model/names.h"

namespace clausebook::answering {

// Where a fact stands on a day, before any app is looked at.
enum class FactState {
  kActive,
  kNotYetValid,
  kExpired,
  kAwaitingReview,
  kRetracted,
  kProposed,
};

// State of `fact`, which belongs to `base`, on `as_of`.
FactState StateOf(const model::Fact& fact, const model::EvidenceBase& base, Date as_of);

// One app, ready to be asked: its evidence sifted once, for one day and one
// state of knowledge (that of the evidence bases). Immutable; thread-safe.
class AppDossier {
 public:
  struct Input {
    const catalog::Catalog* catalog = nullptr;  // outlives the dossier
    model::AppRef app;
    std::string app_display_name;
    std::string vendor_display_name;
    Date as_of;
    std::shared_ptr<const model::EvidenceBase> vendor;
    // Those of all platforms in the catalogue that have any; which of them count
    // is for the core to find out.
    std::vector<std::shared_ptr<const model::EvidenceBase>> platforms;
  };

  explicit AppDossier(Input input);
  ~AppDossier();
  AppDossier(AppDossier&&) noexcept;
  AppDossier& operator=(AppDossier&&) noexcept;

  // Answers a question of the catalogue. Never fails: where there is no evidence
  // the answer is UNKNOWN.
  Answer Ask(const catalog::Question& question) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_ANSWERING_H_
