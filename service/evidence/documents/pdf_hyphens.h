// Words that a line's end cuts.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_HYPHENS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_HYPHENS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "service/evidence/documents/pdf_lines.h"

namespace clausebook::evidence {

class Hyphens {
 public:
  // Learns the words of the document.
  explicit Hyphens(const std::vector<PdfLine>& lines);

  // Appends `next` to `text`: with a space, or where a hyphen cuts a word, without,
  // and without the hyphen if it is not the word's own.
  void Append(std::string_view next, std::string* text) const;

 private:
  bool OwnHyphen(const std::string& first, const std::string& second) const;

  std::set<std::string> words_;  // in lower case
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_PDF_HYPHENS_H_
