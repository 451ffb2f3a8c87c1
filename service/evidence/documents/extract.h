// Vendors' documents into text and blocks: HTML, DOCX, PDF.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_EXTRACT_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_EXTRACT_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/evidence/documents/extracted_document.h"

namespace clausebook::evidence {

// Reads a document in this process. Nothing that it refers to is followed, nothing in
// it is run. Deterministic: see kExtractorVersion. Thread-safe.
// INVALID_ARGUMENT (field `document`) for what is damaged, protected, in a wrong
// encoding or another format; RESOURCE_EXHAUSTED for what asks for too much. Both say
// what to do.
// Bounds memory and depth where the libraries let it, not time; poppler may crash.
// Documents of others belong into ExtractInWorker() (worker.h).
absl::StatusOr<ExtractedDocument> ExtractDocument(std::string_view bytes,
                                                  DocumentFormat format);

// Loads what reading `bytes` will need from disk (glibc's conversion tables), for who
// forbids itself to open files before it reads the document. Kept for the process.
void PrepareExtraction(std::string_view bytes, DocumentFormat format);

// The format by the first bytes, else by the file name's extension (`.docx`, `.docm`,
// `.pdf`, `.html`, `.htm`, `.xhtml`); the name may be empty. A file that is named as
// one of these and is none gives that format, and ExtractDocument() says what it is.
// nullopt for plain text, Markdown and everything else.
std::optional<DocumentFormat> SniffFormat(std::string_view bytes,
                                          std::string_view file_name);

// `html`, `docx`, `pdf`.
std::string_view FormatName(DocumentFormat format);
std::optional<DocumentFormat> FormatFromName(std::string_view name);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_EXTRACT_H_
