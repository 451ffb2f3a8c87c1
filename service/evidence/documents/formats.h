// One reader a format. ExtractDocument() chooses.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_FORMATS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_FORMATS_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "service/evidence/documents/extracted_document.h"

namespace clausebook::evidence {

// All: INVALID_ARGUMENT (field `document`) for what is damaged, protected or no such
// document, RESOURCE_EXHAUSTED for what asks for too much. Thread-safe. They bound
// memory and depth, not time: untrusted documents belong into a worker (worker.h).
absl::StatusOr<ExtractedDocument> ReadHtml(std::string_view bytes);
absl::StatusOr<ExtractedDocument> ReadDocx(std::string_view bytes);
absl::StatusOr<ExtractedDocument> ReadPdf(std::string_view bytes);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_FORMATS_H_
