// From the words of a PDF to its lines, and without what repeats on every page.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_LINES_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_LINES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "service/evidence/documents/pdf_words.h"

namespace clausebook::evidence {

struct PdfLine {
  std::size_t page = 0;
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;               // of most of its text
  bool bold = false;             // all of it
  std::string marker;            // of a list item: `•`, `a)`, `3.`; empty if it is none
  double text_left = 0;          // where the text behind the marker begins
  std::string text;              // without the marker
  std::vector<std::string> row;  // not empty: it is a table's row, these its clauses
  std::vector<PdfWord> words;
};

// The words of one page in lines, in their order.
std::vector<PdfLine> LinesOf(const PdfPage& page, std::size_t number);

// Puts list markers, which poppler may take for a column of their own, back before the
// lines that they belong to. For the lines of one page.
void AttachMarkers(std::vector<PdfLine>* lines);

// Takes running headers and footers (the same on most pages, digits aside, at the same
// height near an edge), page numbers, and entries of a table of contents with a row of
// dots out.
void DropRunningLines(const std::vector<PdfPage>& pages,
                      std::vector<std::vector<PdfLine>>* lines);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_LINES_H_
