// Evidence as it would be if a manifest or descriptor were recorded.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_CANDIDATE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_CANDIDATE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/evidence/reading.h"
#include "storage/model/evidence_base.h"

namespace clausebook::evidence {

struct Candidate {
  model::EvidenceBase base;
  std::vector<Notice> notices;
};

// `base` with `text` as the app's declaration of that kind from `day` on, whatever is
// recorded for later days. Errors as of ReadRevisionInput.
absl::StatusOr<Candidate> WithDeclaration(const model::EvidenceBase& base,
                                          const model::AppRef& app,
                                          model::PolicyKind kind, std::string text,
                                          Date day, const catalog::Catalog& catalog);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_CANDIDATE_H_
