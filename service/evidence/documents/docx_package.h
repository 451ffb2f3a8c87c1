// The parts of a DOCX file: XML in a ZIP.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_PACKAGE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_PACKAGE_H_

#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/package/xml_names.h"
#include "service/package/zip_package.h"

namespace clausebook::evidence {

using package::AttributeOf;
using package::ChildOf;
using package::IsOn;
using package::LocalName;
using package::Relationship;
using package::ToInteger;
using package::ValueOf;

inline constexpr package::Terms kDocxTerms = {
    .field = "document",
    .noun = "DOCX file",
    .resave = "Save it again from a word processor.",
    .shorten = "Save the policy's text alone.",
    .most_entries = 4096,
    .most_bytes_of_part = 24u << 20,
    .most_bytes_of_parts = 40u << 20,
    .most_nodes = 8u << 20,
    .most_depth = 1 << 20,  // the reader has a limit of its own
};

// Not thread-safe.
class DocxPackage {
 public:
  // Keeps pointing to `bytes`. INVALID_ARGUMENT for what is no Word document, with
  // what it is instead and the remedy.
  static absl::StatusOr<DocxPackage> Open(std::string_view bytes);

  // Where the text is: `word/document.xml` by custom.
  const std::string& main_part() const { return main_part_; }

  // Null if there is no such part. RESOURCE_EXHAUSTED if it is too large.
  absl::StatusOr<std::unique_ptr<pugi::xml_document>> Read(const std::string& part) {
    return zip_.ReadXml(part);
  }

  // What `part` refers to, by id.
  absl::StatusOr<std::map<std::string, Relationship>> RelationshipsOf(
      const std::string& part) {
    return zip_.RelationshipsOf(part);
  }

 private:
  DocxPackage(package::ZipPackage zip, std::string main_part)
      : zip_(std::move(zip)), main_part_(std::move(main_part)) {}

  package::ZipPackage zip_;
  std::string main_part_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_PACKAGE_H_
