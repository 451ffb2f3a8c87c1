// From the words of a PDF to its text: what is ours, behind poppler.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_LAYOUT_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_LAYOUT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "service/evidence/documents/extracted_document.h"
#include "service/evidence/documents/pdf_words.h"

namespace clausebook::evidence {

// INVALID_ARGUMENT (field `document`) if there are no words, RESOURCE_EXHAUSTED if there
// are too many.
absl::StatusOr<ExtractedDocument> LayOutPdf(const std::vector<PdfPage>& pages);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_LAYOUT_H_
