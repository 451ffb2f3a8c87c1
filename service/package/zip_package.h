// Office files as they are stored: parts, mostly XML, in a ZIP archive (Open Packaging
// Conventions). Guards against what hostile ones do live here, once.
#ifndef CLAUSEBOOK_SERVICE_PACKAGE_ZIP_PACKAGE_H_
#define CLAUSEBOOK_SERVICE_PACKAGE_ZIP_PACKAGE_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/package/terms.h"

struct zip;

namespace clausebook::package {

struct Relationship {
  std::string type;    // the last word of its URI: `styles`, `hyperlink`
  std::string target;  // a part's name, or an address if it is external
  bool external = false;
};

// Parses XML without following or expanding anything. INVALID_ARGUMENT with the part's
// name and byte for what is no XML, or has a DOCTYPE, which these formats do not allow.
absl::StatusOr<std::unique_ptr<pugi::xml_document>> ParseXmlPart(const Terms& terms,
                                                                 std::string_view name,
                                                                 std::string_view xml);

// Not thread-safe.
class ZipPackage {
 public:
  // Keeps pointing to `bytes` and `terms`. INVALID_ARGUMENT for what is no archive, has
  // a name twice or names that lead out of it; RESOURCE_EXHAUSTED for too many parts.
  static absl::StatusOr<ZipPackage> Open(std::string_view bytes, const Terms& terms);

  // Of all parts, in the archive's order.
  const std::vector<std::string>& names() const { return names_; }
  bool Has(const std::string& part) const;

  // Unpacks a part piece by piece; ends with what `take` returns if that is an error.
  // INVALID_ARGUMENT if there is no such part, it is encrypted or damaged,
  // RESOURCE_EXHAUSTED if it is too large.
  absl::Status Stream(const std::string& part,
                      const std::function<absl::Status(std::string_view)>& take);
  absl::StatusOr<std::string> Read(const std::string& part);

  // Null if there is no such part.
  absl::StatusOr<std::unique_ptr<pugi::xml_document>> ReadXml(const std::string& part);

  // What `part` refers to, by id. The package itself is the part "".
  absl::StatusOr<std::map<std::string, Relationship>> RelationshipsOf(
      const std::string& part);

  // The part that the package is about: `word/document.xml`. Empty if it says none.
  absl::StatusOr<std::string> MainPart();

  const Terms& terms() const { return *terms_; }

 private:
  struct Closer {
    void operator()(zip* archive) const;
  };

  ZipPackage(zip* archive, const Terms& terms) : archive_(archive), terms_(&terms) {}
  absl::Status ReadNames();
  absl::Status CheckUnpacked(const std::string& part, std::size_t packed,
                             std::size_t unpacked) const;

  std::unique_ptr<zip, Closer> archive_;
  const Terms* terms_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> index_;
  std::size_t unpacked_ = 0;
};

}  // namespace clausebook::package

#endif  // CLAUSEBOOK_SERVICE_PACKAGE_ZIP_PACKAGE_H_
