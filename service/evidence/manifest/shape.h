// Whether a Forge manifest validates: our own rules on the parts that facts come from.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_H_

#include "service/evidence/manifest/address.h"
#include "service/evidence/manifest/findings.h"

namespace clausebook::evidence {

// Reports every rule that `root` breaks to `findings`. What the rules do not know is a
// fault where the platform refuses unknown keys, and a notice elsewhere.
void CheckForgeShape(const Entry& root, Findings& findings);

// The variables that environment.variables declares.
Variables ReadVariables(const Entry& root);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_H_
