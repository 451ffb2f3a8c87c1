// PDF: words, lines, tables, paragraphs.
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/evidence/documents/formats.h"
#include "service/evidence/documents/pdf_layout.h"
#include "service/evidence/documents/pdf_lines.h"
#include "service/evidence/documents/pdf_paragraphs.h"
#include "service/evidence/documents/pdf_tables.h"
#include "service/evidence/documents/pdf_words.h"
#include "service/evidence/documents/text_writer.h"

namespace clausebook::evidence {

absl::StatusOr<ExtractedDocument> ReadPdf(std::string_view bytes) {
  CB_ASSIGN_OR_RETURN(const std::vector<PdfPage> pages, ReadPdfWords(bytes));
  return LayOutPdf(pages);
}

absl::StatusOr<ExtractedDocument> LayOutPdf(const std::vector<PdfPage>& pages) {
  std::vector<std::vector<PdfLine>> lines;
  std::size_t empty = 0;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    lines.push_back(LinesOf(pages[i], i));
    if (pages[i].words.empty()) ++empty;
  }
  DropRunningLines(pages, &lines);
  std::vector<PdfLine> all;
  for (std::vector<PdfLine>& page : lines) {
    AttachMarkers(&page);
    JoinTables(&page);
    for (PdfLine& line : page) all.push_back(std::move(line));
  }
  TextWriter writer;
  for (const Piece& piece : PiecesOf(all)) writer.Add(piece);
  if (empty > 0) {
    writer.Note(absl::StrCat("Pages without text, which may be pictures of text: ", empty,
                             " of ", pages.size(), "."));
  }
  return writer.Take(
      "The PDF holds no text. If it is a scan, run it through text recognition first.");
}

}  // namespace clausebook::evidence
