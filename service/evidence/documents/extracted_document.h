// What reading a vendor's document gives: its text, and what the parts of it are.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_EXTRACTED_DOCUMENT_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_EXTRACTED_DOCUMENT_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/evidence/blocks.h"

namespace clausebook::evidence {

enum class DocumentFormat { kHtml, kDocx, kPdf };

// Which rules made the text. The same bytes give the same text and blocks as long as
// this is the same; whatever changes the output of any document raises it.
inline constexpr int kExtractorVersion = 1;

// Bytes of a document that are looked at at all.
inline constexpr std::size_t kMaxDocumentBytes = 32u << 20;

struct ExtractedDocument {
  // UTF-8 without control characters other than line feeds, at most kMaxTextBytes, for
  // people to read: a line a paragraph, an empty line between paragraphs, list items
  // and table rows on lines of their own. Quotes are to the byte in this text.
  std::string text;
  // In the order of the text; they do not overlap. What is between them is white space
  // and list markers.
  std::vector<Block> blocks;
  // What a reader of the text should know about the document and cannot see: parts
  // that were left out, changes taken as accepted. Whole sentences.
  std::vector<std::string> notes;
};

// Reads the text out of a document; runs code that foreign bytes may break, so that the
// server gives it a process of its own. Thread-safe.
using DocumentExtractor = std::function<absl::StatusOr<ExtractedDocument>(
    std::string_view bytes, DocumentFormat format)>;

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_EXTRACTED_DOCUMENT_H_
