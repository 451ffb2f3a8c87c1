// What the modules of a Connect descriptor show: pages that the user's browser loads from
// the base URL, and calls that the product makes to it.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DESCRIPTOR_MODULES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DESCRIPTOR_MODULES_H_

#include <vector>

#include "service/evidence/manifest/findings.h"

namespace clausebook::evidence {

struct DescriptorModules {
  bool pages = false;         // pages of the app
  bool assets = false;        // pages, or icons, below the base URL
  std::vector<Entry> pushes;  // the product sends content: webhooks, post functions
  std::vector<Entry> calls;   // the product asks for something: macros, conditions
};

// `modules` of a descriptor, which may be empty.
DescriptorModules ReadDescriptorModules(const Entry& modules);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DESCRIPTOR_MODULES_H_
