#include "service/evidence/documents/docx_package.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::evidence {

absl::StatusOr<DocxPackage> DocxPackage::Open(std::string_view bytes) {
  CB_ASSIGN_OR_RETURN(auto zip, package::ZipPackage::Open(bytes, kDocxTerms));
  CB_ASSIGN_OR_RETURN(std::string main, zip.MainPart());
  if (main.starts_with("word/")) return DocxPackage(std::move(zip), std::move(main));
  const std::string_view other = main.starts_with("xl/")    ? "a spreadsheet"
                                 : main.starts_with("ppt/") ? "a presentation"
                                                            : "a ZIP archive";
  return InvalidField("document",
                      absl::StrCat("The file is ", std::string(other),
                                   ", not a Word document. Save the policy as "
                                   "DOCX, PDF or HTML."));
}

}  // namespace clausebook::evidence
