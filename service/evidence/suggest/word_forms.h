// The irregular forms of words, out of a data file.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_WORD_FORMS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_WORD_FORMS_H_

#include "service/catalog/yaml_reader.h"
#include "service/evidence/suggest/tokens.h"

namespace clausebook::evidence::suggest {

// Adds what stands under `forms` (base -> forms) and `contractions` (word -> its parts)
// of the file, if it has them. Faults go into `faults`.
void ReadWordForms(const yaml::Node& tree, yaml::Faults& faults, WordForms& forms);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_WORD_FORMS_H_
