// Documents for tests: files of the project, DOCX files made to measure, and how a
// document was read, line by line.
#ifndef CLAUSEBOOK_TESTS_TESTING_DOCUMENTS_DOCUMENTS_H_
#define CLAUSEBOOK_TESTS_TESTING_DOCUMENTS_DOCUMENTS_H_

#include <zip.h>

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "service/evidence/documents/extracted_document.h"

namespace clausebook::testing {

inline std::string ReadDocumentFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// `#2 Title`, `Sentence. Sentence.`, `| Header: cell`: what kind each block is.
inline std::vector<std::string> BlocksOf(const evidence::ExtractedDocument& document) {
  std::vector<std::string> blocks;
  for (const evidence::Block& block : document.blocks) {
    std::string shown;
    if (block.kind == evidence::Block::Kind::kHeading) {
      shown = "#" + std::to_string(block.level) + " ";
    } else if (block.kind == evidence::Block::Kind::kWhole) {
      shown = "| ";
    }
    blocks.push_back(shown + document.text.substr(block.span.begin, block.span.size()));
  }
  return blocks;
}

// A ZIP archive of these parts.
inline std::string MakeZip(const std::map<std::string, std::string>& parts,
                           const char* password = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("cannot make an archive");
  for (const auto& [name, content] : parts) {
    zip_source_t* part = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), part, 0);
    if (password != nullptr) {
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                              password);
    }
  }
  if (zip_close(archive) != 0) throw std::runtime_error("cannot write the archive");
  zip_source_open(target);
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

inline constexpr std::string_view kWordNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

// The parts of a DOCX file with this body; `more` adds parts or replaces them.
inline std::map<std::string, std::string> DocxParts(
    const std::string& body, const std::map<std::string, std::string>& more = {}) {
  const std::string types =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::map<std::string, std::string> parts = {
      {"_rels/.rels",
       "<Relationships><Relationship Id=\"rId1\" Type=\"" + types +
           "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
      {"word/document.xml", "<w:document " + std::string(kWordNamespaces) + "><w:body>" +
                                body + "</w:body></w:document>"},
      {"word/_rels/document.xml.rels",
       "<Relationships>"
       "<Relationship Id=\"rId1\" Type=\"" +
           types +
           "styles\" Target=\"styles.xml\"/>"
           "<Relationship Id=\"rId2\" Type=\"" +
           types +
           "numbering\" Target=\"numbering.xml\"/>"
           "<Relationship Id=\"rId3\" Type=\"" +
           types +
           "footnotes\" Target=\"footnotes.xml\"/>"
           "<Relationship Id=\"rId4\" Type=\"" +
           types +
           "hyperlink\" TargetMode=\"External\" "
           "Target=\"mailto:privacy@x.example?subject=Hello\"/>"
           "</Relationships>"}};
  for (const auto& [name, content] : more) parts[name] = content;
  return parts;
}

inline std::string MakeDocx(const std::string& body,
                            const std::map<std::string, std::string>& more = {}) {
  return MakeZip(DocxParts(body, more));
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_DOCUMENTS_DOCUMENTS_H_
