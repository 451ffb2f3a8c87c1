#include "service/evidence/documents/extract.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <new>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/evidence/documents/formats.h"
#include "service/evidence/documents/html_charset.h"
#include "service/evidence/documents/pdf_words.h"

namespace clausebook::evidence {
namespace {

constexpr std::string_view kOle = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::size_t kPdfHeaderWithin = 1024;  // as PDF readers allow

struct Magic {
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array<Magic, 9> kMagics = {{
    {"\x89PNG", "a PNG image"},
    {"\xff\xd8\xff", "a JPEG image"},
    {"GIF8", "a GIF image"},
    {"{\\rtf", "an RTF document"},
    {"%!PS", "a PostScript document"},
    {"\x1f\x8b", "a gzip archive"},
    {"7z\xbc\xaf", "a 7z archive"},
    {"\x7f"
     "ELF",
     "a program"},
    {"MZ", "a program"},
}};

bool IsPdf(std::string_view bytes) {
  return bytes.substr(0, kPdfHeaderWithin).find("%PDF-") != std::string_view::npos;
}

bool IsHtml(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  const std::string head = absl::AsciiStrToLower(std::string(bytes.substr(begin, 1024)));
  if (head.starts_with("<!doctype html") || head.starts_with("<html")) return true;
  return (head.starts_with("<?xml") || head.starts_with("<!--")) &&
         head.find("<html") != std::string::npos;
}

// What the bytes are for certain; empty for what may be text.
std::string_view NameOfOther(std::string_view bytes, DocumentFormat format) {
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.bytes)) return magic.name;
  }
  if (format != DocumentFormat::kPdf && bytes.starts_with("%PDF-"))
    return "a PDF document";
  if (format != DocumentFormat::kDocx && bytes.starts_with(kZip)) {
    return "a ZIP archive";
  }
  if (format != DocumentFormat::kHtml && IsHtml(bytes)) return "an HTML page";
  return {};
}

absl::Status CheckOle(std::string_view bytes) {
  // The name of the stream that holds an encrypted package, in UTF-16.
  static constexpr std::string_view kPackage(
      "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  if (bytes.find(kPackage) != std::string_view::npos) {
    return InvalidField("document",
                        "The Word document is encrypted. Save it without a password.");
  }
  return InvalidField("document",
                      "The file is in the format of Word before 2007. Save it as DOCX.");
}

absl::Status CheckKind(std::string_view bytes, DocumentFormat format) {
  if (bytes.empty()) return InvalidField("document", "The file is empty.");
  if (bytes.size() > kMaxDocumentBytes) {
    return MakeError(
        absl::StrCat("The file has ", bytes.size(), " bytes; at most ", kMaxDocumentBytes,
                     " are allowed. Leave pictures out, or split it."),
        {.reason = Reason::kTooLarge});
  }
  if (bytes.starts_with(kOle)) return CheckOle(bytes);
  const std::string_view other = NameOfOther(bytes, format);
  const bool missing = (format == DocumentFormat::kPdf && !IsPdf(bytes)) ||
                       (format == DocumentFormat::kDocx && !bytes.starts_with(kZip));
  if (other.empty() && !missing) return absl::OkStatus();
  const std::string expected = format == DocumentFormat::kPdf ? "a PDF document"
                               : format == DocumentFormat::kDocx
                                   ? "a Word document (DOCX)"
                                   : "an HTML page";
  return InvalidField(
      "document",
      absl::StrCat("The file is ", other.empty() ? "" : std::string(other) + ", ", "not ",
                   expected, ". Give the document itself, under its own format."));
}

}  // namespace

absl::StatusOr<ExtractedDocument> ExtractDocument(std::string_view bytes,
                                                  DocumentFormat format) {
  if (absl::Status status = CheckKind(bytes, format); !status.ok()) return status;
  try {
    switch (format) {
      case DocumentFormat::kHtml:
        return ReadHtml(bytes);
      case DocumentFormat::kDocx:
        return ReadDocx(bytes);
      case DocumentFormat::kPdf:
        return ReadPdf(bytes);
    }
  } catch (const std::bad_alloc&) {
  }
  return MakeError(
      "Reading the document takes more memory than is allowed. Give its text alone.",
      {.reason = Reason::kTooLarge});
}

void PrepareExtraction(std::string_view bytes, DocumentFormat format) {
  if (format == DocumentFormat::kHtml) PrepareHtmlCharset(bytes);
  if (format == DocumentFormat::kPdf) PreparePdf();
}

std::optional<DocumentFormat> SniffFormat(std::string_view bytes,
                                          std::string_view file_name) {
  const std::string name = absl::AsciiStrToLower(std::string(file_name));
  const bool word = name.ends_with(".docx") || name.ends_with(".docm");
  if (IsPdf(bytes)) return DocumentFormat::kPdf;
  if (bytes.starts_with(kZip) && bytes.find("word/") != std::string_view::npos) {
    return DocumentFormat::kDocx;
  }
  if (IsHtml(bytes)) return DocumentFormat::kHtml;
  if (word || (bytes.starts_with(kOle) && name.ends_with(".doc"))) {
    return DocumentFormat::kDocx;
  }
  if (name.ends_with(".pdf")) return DocumentFormat::kPdf;
  if (name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml")) {
    return DocumentFormat::kHtml;
  }
  return std::nullopt;
}

std::string_view FormatName(DocumentFormat format) {
  switch (format) {
    case DocumentFormat::kHtml:
      return "html";
    case DocumentFormat::kDocx:
      return "docx";
    case DocumentFormat::kPdf:
      return "pdf";
  }
  return "";
}

std::optional<DocumentFormat> FormatFromName(std::string_view name) {
  for (const auto format :
       {DocumentFormat::kHtml, DocumentFormat::kDocx, DocumentFormat::kPdf}) {
    if (name == FormatName(format)) return format;
  }
  return std::nullopt;
}

}  // namespace clausebook::evidence
