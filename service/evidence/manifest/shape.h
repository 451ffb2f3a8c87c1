// Whether a Forge manifest validates: our own rules on the parts that facts come from.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_H_

#include "service/evidence/manifest/address.h"
#include "service/evidence/manifest/findings.h"
#include "service/evidence/manifest/module_types.h"

namespace clausebook::evidence {

// Reports every rule that `root` breaks to `findings`. A key or module type that the
// rules do not know is a fault where the platform refuses what it does not know.
void CheckForgeShape(const Entry& root, const ModuleTypes& types, Findings& findings);

// The variables that environment.variables declares.
Variables ReadVariables(const Entry& root);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_H_
