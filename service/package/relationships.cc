// The parts that are XML, and how parts refer to each other.
#include <new>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"
#include "service/package/zip_package.h"

namespace clausebook::package {
namespace {

std::string FolderOf(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

// A target as a part's name: absolute, or from `folder` on with `..` gone.
std::string Resolve(const std::string& folder, std::string_view target) {
  std::vector<std::string> path;
  const std::string whole =
      target.starts_with("/") ? std::string(target) : folder + std::string(target);
  std::size_t at = 0;
  while (at <= whole.size()) {
    const std::size_t end = std::min(whole.find('/', at), whole.size());
    const std::string name = whole.substr(at, end - at);
    if (name == "..") {
      if (!path.empty()) path.pop_back();
    } else if (!name.empty() && name != ".") {
      path.push_back(name);
    }
    at = end + 1;
  }
  std::string part;
  for (const std::string& name : path)
    absl::StrAppend(&part, part.empty() ? "" : "/", name);
  return part;
}

std::string LastWord(std::string_view uri) {
  return std::string(uri.substr(uri.rfind('/') + 1));
}

// Walks without recursion, so that depth costs nothing.
absl::Status CheckTree(const Terms& terms, std::string_view name,
                       const pugi::xml_document& document) {
  std::size_t nodes = 0;
  int depth = 0;
  pugi::xml_node node = document.first_child();
  while (node) {
    if (++nodes > terms.most_nodes || depth > terms.most_depth) {
      return TooLarge(terms, absl::StrCat("has too many or too deeply nested elements in "
                                          "its part ",
                                          std::string(name)));
    }
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node) node = node.next_sibling();
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<pugi::xml_document>> ParseXmlPart(const Terms& terms,
                                                                 std::string_view name,
                                                                 std::string_view xml) {
  const std::string part(name);
  const bool utf16 = xml.starts_with("\xff\xfe") || xml.starts_with("\xfe\xff");
  if (!utf16) {
    if (const auto at = FindInvalidUtf8(xml)) {
      return Damaged(terms,
                     absl::StrCat("its part ", part, " is not UTF-8 at byte ", *at, "."));
    }
  }
  auto document = std::make_unique<pugi::xml_document>();
  const auto result = document->load_buffer(
      xml.data(), xml.size(),
      pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single,
      utf16 ? pugi::encoding_utf16 : pugi::encoding_utf8);
  if (result.status == pugi::status_out_of_memory) throw std::bad_alloc();
  if (!result) {
    return Damaged(terms, absl::StrCat("its part ", part, " is not XML at byte ",
                                       result.offset, "."));
  }
  for (const pugi::xml_node child : document->children()) {
    if (child.type() == pugi::node_doctype) {
      return InvalidField(terms.field,
                          absl::StrCat("The ", std::string(terms.noun), "'s part ", part,
                                       " has a DOCTYPE, which the format forbids. ",
                                       std::string(terms.resave)));
    }
  }
  CB_RETURN_IF_ERROR(CheckTree(terms, name, *document));
  return document;
}

absl::StatusOr<std::unique_ptr<pugi::xml_document>> ZipPackage::ReadXml(
    const std::string& part) {
  if (!Has(part)) return std::unique_ptr<pugi::xml_document>();
  CB_ASSIGN_OR_RETURN(const std::string xml, Read(part));
  return ParseXmlPart(*terms_, part, xml);
}

absl::StatusOr<std::map<std::string, Relationship>> ZipPackage::RelationshipsOf(
    const std::string& part) {
  std::map<std::string, Relationship> relationships;
  const std::string folder = FolderOf(part);
  const std::string name = part.substr(folder.size());
  CB_ASSIGN_OR_RETURN(const auto xml,
                      ReadXml(absl::StrCat(folder, "_rels/", name, ".rels")));
  if (xml == nullptr) return relationships;
  for (const pugi::xml_node node : xml->document_element().children()) {
    Relationship read;
    read.type = LastWord(node.attribute("Type").value());
    read.external = std::string_view(node.attribute("TargetMode").value()) == "External";
    const std::string_view target = node.attribute("Target").value();
    read.target = read.external ? std::string(target) : Resolve(folder, target);
    relationships[node.attribute("Id").value()] = std::move(read);
  }
  return relationships;
}

absl::StatusOr<std::string> ZipPackage::MainPart() {
  CB_ASSIGN_OR_RETURN(const auto relationships, RelationshipsOf(""));
  std::string main;
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == "officeDocument" && !relationship.external) {
      main = relationship.target;
    }
  }
  return main;
}

}  // namespace clausebook::package
