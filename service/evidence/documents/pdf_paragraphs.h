// From the lines of a PDF to headings, paragraphs, items and rows.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_PARAGRAPHS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_PARAGRAPHS_H_

#include <vector>

#include "service/evidence/documents/pdf_lines.h"
#include "service/evidence/documents/text_writer.h"

namespace clausebook::evidence {

// By size, weight, place and distance. Words that are cut at a line's end are joined:
// without the hyphen if the document has the whole word elsewhere, or has not the
// word with its hyphen nor the two parts as words.
std::vector<Piece> PiecesOf(const std::vector<PdfLine>& lines);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_PARAGRAPHS_H_
