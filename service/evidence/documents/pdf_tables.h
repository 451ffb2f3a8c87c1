// Tables of a PDF, which has none: only words that stand in columns.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_TABLES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_TABLES_H_

#include <vector>

#include "service/evidence/documents/pdf_lines.h"

namespace clausebook::evidence {

// Replaces the lines of tables on one page by a line for each row (PdfLine::row).
// Found are tables with a header row in bold of at least two columns that stay apart in
// every row, however their text is set. Not found, and read as lines of text: tables
// without such a header, cells that reach over several columns, a table's rest on the
// next page. Where rows have no more space between them than lines have, a row begins
// where the first column has text, so there a first cell of two lines is read as two
// rows.
void JoinTables(std::vector<PdfLine>* lines);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_TABLES_H_
