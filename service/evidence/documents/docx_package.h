// The parts of a DOCX file: XML in a ZIP.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_PACKAGE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_PACKAGE_H_

#include <cstddef>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

struct zip;

namespace clausebook::evidence {

// Bytes that one part, and all parts read, may have when they are unpacked. Counted
// while unpacking: what the file says about itself is not believed.
inline constexpr std::size_t kMostBytesOfPart = 24u << 20;
inline constexpr std::size_t kMostBytesOfParts = 40u << 20;

struct Relationship {
  std::string type;    // the last word of its URI: `styles`, `hyperlink`
  std::string target;  // a part's name, or an address if it is external
  bool external = false;
};

// Parses XML without following or expanding anything. INVALID_ARGUMENT (field
// `document`) with the part's name and byte for what is no XML, or has a DOCTYPE,
// which this format does not allow.
absl::StatusOr<std::unique_ptr<pugi::xml_document>> ParseXmlPart(std::string_view name,
                                                                 std::string_view xml);

// Not thread-safe.
class DocxPackage {
 public:
  // Keeps pointing to `bytes`. INVALID_ARGUMENT for what is no Word document, with
  // what it is instead and the remedy.
  static absl::StatusOr<DocxPackage> Open(std::string_view bytes);

  // Where the text is: `word/document.xml` by custom.
  const std::string& main_part() const { return main_part_; }

  // Null if there is no such part. RESOURCE_EXHAUSTED if it is too large.
  absl::StatusOr<std::unique_ptr<pugi::xml_document>> Read(const std::string& part);

  // What `part` refers to, by id.
  absl::StatusOr<std::map<std::string, Relationship>> RelationshipsOf(
      const std::string& part);

 private:
  struct Closer {
    void operator()(zip* archive) const;
  };

  explicit DocxPackage(zip* archive) : archive_(archive) {}
  absl::StatusOr<std::string> Unpack(const std::string& part, std::size_t index);
  absl::Status FindMainPart();

  std::unique_ptr<zip, Closer> archive_;
  std::string main_part_;
  std::size_t unpacked_ = 0;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_DOCX_PACKAGE_H_
