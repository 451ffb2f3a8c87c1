// DOCX: the package, its styles and numbers, its body.
#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/documents/docx_package.h"
#include "service/evidence/documents/docx_reader.h"
#include "service/evidence/documents/docx_styles.h"
#include "service/evidence/documents/formats.h"

namespace clausebook::evidence {
namespace {

using Part = std::unique_ptr<pugi::xml_document>;
using Relationships = std::map<std::string, Relationship>;

// The part that the body uses as `type`; null if there is none. Outside of the file
// there is nothing to be read.
absl::StatusOr<Part> ReadRelated(DocxPackage& package, const Relationships& relationships,
                                 std::string_view type) {
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == type && !relationship.external) {
      return package.Read(relationship.target);
    }
  }
  return Part();
}

}  // namespace

absl::StatusOr<ExtractedDocument> ReadDocx(std::string_view bytes) {
  CB_ASSIGN_OR_RETURN(DocxPackage package, DocxPackage::Open(bytes));
  CB_ASSIGN_OR_RETURN(const Part main, package.Read(package.main_part()));
  CB_ASSIGN_OR_RETURN(const Relationships relationships,
                      package.RelationshipsOf(package.main_part()));
  CB_ASSIGN_OR_RETURN(const Part styles, ReadRelated(package, relationships, "styles"));
  CB_ASSIGN_OR_RETURN(const Part numbering,
                      ReadRelated(package, relationships, "numbering"));
  CB_ASSIGN_OR_RETURN(const Part footnotes,
                      ReadRelated(package, relationships, "footnotes"));
  CB_ASSIGN_OR_RETURN(const Part endnotes,
                      ReadRelated(package, relationships, "endnotes"));
  const pugi::xml_node body =
      main == nullptr ? pugi::xml_node() : ChildOf(main->document_element(), "body");
  if (!body) {
    return InvalidField(
        "document", "The DOCX file has no body. Save it again from a word processor.");
  }
  const DocxStyles read_styles(styles.get());
  DocxReader reader({&read_styles, &relationships, footnotes.get(), endnotes.get()},
                    DocxNumbering(numbering.get()));
  CB_RETURN_IF_ERROR(reader.Read(body));
  return reader.writer().Take(
      "The DOCX file holds no text. If it holds pictures of text, give the text.");
}

}  // namespace clausebook::evidence
