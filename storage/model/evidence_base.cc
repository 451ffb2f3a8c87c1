// Finding texts in the evidence of a publisher.
#include "storage/model/evidence_base.h"

#include <variant>

namespace clausebook::model {

std::string_view RecordedText(const EvidenceBase& base, const Fact& fact) {
  const auto& ref = std::get<ClauseEvidence>(fact.content.evidence).revision;
  for (const PolicyEvidence& policy : base.policies) {
    for (const RevisionEvidence& revision : policy.revisions) {
      if (revision.revision.ref == ref) return *revision.revision.text;
    }
  }
  return "";
}

}  // namespace clausebook::model
