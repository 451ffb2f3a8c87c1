// The words of a PDF's pages, with their places and looks.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_WORDS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace clausebook::evidence {

// Points (1/72 inch), from the page's upper left corner.
struct PdfWord {
  std::string text;  // UTF-8
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;  // of the font
  bool bold = false;
  bool space_after = false;

  double height() const { return bottom - top; }
};

struct PdfPage {
  double height = 0;
  std::vector<PdfWord> words;  // in reading order, as poppler sees it
};

// INVALID_ARGUMENT (field `document`) if it is damaged, asks for a password or has no
// text; RESOURCE_EXHAUSTED for too many pages or too much text. Text that is turned
// (watermarks, stamps) is left out. poppler may crash on hostile files.
absl::StatusOr<std::vector<PdfPage>> ReadPdfWords(std::string_view bytes);

// Loads the conversion tables that poppler uses for every word. Kept for the process.
void PreparePdf();

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_WORDS_H_
