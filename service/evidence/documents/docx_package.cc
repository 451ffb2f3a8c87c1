#include "service/evidence/documents/docx_package.h"

#include <zip.h>

#include <array>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"

namespace clausebook::evidence {
namespace {

constexpr zip_int64_t kMostEntries = 4096;

absl::Status Damaged(std::string_view what) {
  return InvalidField("document",
                      absl::StrCat("The DOCX file is damaged: ", std::string(what),
                                   " Save it again from a word processor."));
}

struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

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

}  // namespace

absl::StatusOr<std::unique_ptr<pugi::xml_document>> ParseXmlPart(std::string_view name,
                                                                 std::string_view xml) {
  const bool utf16 = xml.starts_with("\xff\xfe") || xml.starts_with("\xfe\xff");
  if (!utf16) {
    if (const auto at = FindInvalidUtf8(xml)) {
      return Damaged(absl::StrCat("its part ", std::string(name),
                                  " is not UTF-8 at byte ", *at, "."));
    }
  }
  auto document = std::make_unique<pugi::xml_document>();
  const auto result = document->load_buffer(
      xml.data(), xml.size(),
      pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single,
      utf16 ? pugi::encoding_utf16 : pugi::encoding_utf8);
  if (result.status == pugi::status_out_of_memory) throw std::bad_alloc();
  if (!result) {
    return Damaged(absl::StrCat("its part ", std::string(name), " is not XML at byte ",
                                result.offset, "."));
  }
  for (const pugi::xml_node child : document->children()) {
    if (child.type() == pugi::node_doctype) {
      return InvalidField(
          "document", absl::StrCat("The DOCX file's part ", std::string(name),
                                   " has a DOCTYPE, which the format forbids. Save it "
                                   "again from a word processor."));
    }
  }
  return document;
}

void DocxPackage::Closer::operator()(zip* archive) const { zip_discard(archive); }

absl::StatusOr<DocxPackage> DocxPackage::Open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw std::bad_alloc();
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    zip_source_free(source);
    return Damaged("it is not a whole ZIP archive.");
  }
  DocxPackage package(archive);
  if (zip_get_num_entries(archive, 0) > kMostEntries) {
    return MakeError(absl::StrCat("The DOCX file has more than ", kMostEntries,
                                  " parts. Save the policy's text alone."),
                     {.reason = Reason::kTooLarge});
  }
  CB_RETURN_IF_ERROR(package.FindMainPart());
  return package;
}

absl::Status DocxPackage::FindMainPart() {
  CB_ASSIGN_OR_RETURN(const auto relationships, RelationshipsOf(""));
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == "officeDocument" && !relationship.external) {
      main_part_ = relationship.target;
    }
  }
  if (main_part_.starts_with("word/")) return absl::OkStatus();
  const std::string_view other = main_part_.starts_with("xl/")    ? "a spreadsheet"
                                 : main_part_.starts_with("ppt/") ? "a presentation"
                                                                  : "a ZIP archive";
  return InvalidField("document",
                      absl::StrCat("The file is ", std::string(other),
                                   ", not a Word document. Save the policy as "
                                   "DOCX, PDF or HTML."));
}

absl::StatusOr<std::string> DocxPackage::Unpack(const std::string& part,
                                                std::size_t index) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive_.get(), index, 0, &stat) == 0 &&
      (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      stat.encryption_method != ZIP_EM_NONE) {
    return InvalidField("document",
                        "The DOCX file is encrypted. Save it without a password.");
  }
  const std::unique_ptr<zip_file_t, FileCloser> file(
      zip_fopen_index(archive_.get(), index, 0));
  if (file == nullptr)
    return Damaged(absl::StrCat("its part ", part, " cannot be read."));
  std::string content;
  std::array<char, 1 << 16> buffer;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) return Damaged(absl::StrCat("its part ", part, " cannot be unpacked."));
    if (got == 0) return content;
    content.append(buffer.data(), static_cast<std::size_t>(got));
    unpacked_ += static_cast<std::size_t>(got);
    if (content.size() > kMostBytesOfPart || unpacked_ > kMostBytesOfParts) {
      return MakeError(
          absl::StrCat("The DOCX file unpacks to more than ", kMostBytesOfPart >> 20,
                       " MiB in its part ", part, ". Save the policy's text alone."),
          {.reason = Reason::kTooLarge});
    }
  }
}

absl::StatusOr<std::unique_ptr<pugi::xml_document>> DocxPackage::Read(
    const std::string& part) {
  const zip_int64_t index = zip_name_locate(archive_.get(), part.c_str(), 0);
  if (index < 0) return std::unique_ptr<pugi::xml_document>();
  CB_ASSIGN_OR_RETURN(const std::string xml,
                      Unpack(part, static_cast<std::size_t>(index)));
  return ParseXmlPart(part, xml);
}

absl::StatusOr<std::map<std::string, Relationship>> DocxPackage::RelationshipsOf(
    const std::string& part) {
  std::map<std::string, Relationship> relationships;
  const std::string folder = FolderOf(part);
  const std::string name = part.substr(folder.size());
  CB_ASSIGN_OR_RETURN(const auto xml,
                      Read(absl::StrCat(folder, "_rels/", name, ".rels")));
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

}  // namespace clausebook::evidence
