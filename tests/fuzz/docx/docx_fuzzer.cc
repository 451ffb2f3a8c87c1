// Any bytes as the parts of a DOCX file (body, styles, numbers and notes, set apart by
// NUL), or, if they begin like an archive, as the file: a document whose blocks can be
// cut into clauses, or an error.
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "service/base/error.h"
#include "service/evidence/documents/docx_reader.h"
#include "service/evidence/documents/extract.h"
#include "tests/testing/documents/fuzz_document.h"

namespace clausebook::evidence {
namespace {

using Part = std::unique_ptr<pugi::xml_document>;

Part NextPart(std::string_view* bytes) {
  const std::size_t end = std::min(bytes->find('\0'), bytes->size());
  auto part = package::ParseXmlPart(kDocxTerms, "part.xml", bytes->substr(0, end));
  bytes->remove_prefix(std::min(end + 1, bytes->size()));
  return part.ok() ? *std::move(part) : nullptr;
}

absl::StatusOr<ExtractedDocument> ReadParts(std::string_view bytes) {
  const Part body = NextPart(&bytes);
  const Part styles = NextPart(&bytes);
  const Part numbering = NextPart(&bytes);
  const Part notes = NextPart(&bytes);
  if (body == nullptr) return InvalidField("document", "no XML");
  const DocxStyles read_styles(styles.get());
  const std::map<std::string, Relationship> relationships = {
      {"rId1", {"hyperlink", "mailto:privacy@x.example", true}}};
  DocxReader reader({&read_styles, &relationships, notes.get(), notes.get()},
                    DocxNumbering(numbering.get()));
  const absl::Status status = reader.Read(ChildOf(body->document_element(), "body"));
  if (!status.ok()) return status;
  return reader.writer().Take("No text.");
}

}  // namespace
}  // namespace clausebook::evidence

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace evidence = clausebook::evidence;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto document =
      bytes.starts_with("PK")
          ? evidence::ExtractDocument(bytes, evidence::DocumentFormat::kDocx)
          : evidence::ReadParts(bytes);
  clausebook::testing::FuzzCheckDocument(document);
  return 0;
}
