// From the bytes that somebody hands in to a revision that can be recorded: its text,
// its clauses, and for manifests and descriptors the facts that they prove.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_READING_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_READING_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/base/time.h"
#include "service/catalog/catalog.h"
#include "service/evidence/documents/extracted_document.h"
#include "service/evidence/manifest/manifest_reading.h"
#include "storage/model/fact.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

// What is handed in of a revision.
struct RevisionInput {
  model::MediaType media_type = model::MediaType::kPlainText;
  Date effective;
  std::string uri;
  std::string bytes;
};

// A fact that was read by program, with the id that it always gets.
struct DerivedFact {
  model::FactRef ref;
  model::FactContent content;
};

struct RevisionReading {
  model::Revision revision;
  std::vector<model::Clause> clauses;
  std::vector<DerivedFact> facts;  // only of manifests and descriptors
  std::vector<Notice> notices;     // what is odd or wrong about the file
};

// Largest document that a text is extracted from.
inline constexpr std::size_t kMaxSourceBytes = 3 << 20;

// Reads `input` as a revision of `policy`. INVALID_ARGUMENT (field `media_type`) for a
// form that the policy's kind does not have, and (field `text` or `source`) for bytes
// that cannot be read, with place and remedy. The same input gives the same reading,
// ids included, as long as catalogue and readers are the same.
absl::StatusOr<RevisionReading> ReadRevisionInput(const model::Policy& policy,
                                                  const RevisionInput& input,
                                                  const catalog::Catalog& catalog,
                                                  const DocumentExtractor& extract);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_READING_H_
