#include "service/questionnaires/files/workbook_package.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/package/xml_names.h"

namespace clausebook::questionnaires {
namespace {

using package::AttributeOf;
using package::ChildOf;
using package::LocalName;
using package::Relationship;

constexpr std::size_t kMostSheets = 1024;

absl::Status Refuse(std::string_view what) {
  return InvalidField("file", std::string(what));
}

// How UTF-16 names are found in an OLE file without reading its directory.
std::string Wide(std::string_view name) {
  std::string wide;
  for (const char c : name) wide += {c, '\0'};
  return wide;
}

absl::Status RefuseOther(package::ZipPackage& zip, const std::string& main) {
  if (zip.Has("mimetype")) {
    const auto type = zip.Read("mimetype");
    if (type.ok() && type->find("opendocument.spreadsheet") != std::string::npos) {
      return Refuse(
          "The file is an OpenDocument spreadsheet (ODS). Save it as XLSX: it cannot be "
          "filled in place.");
    }
  }
  const auto& names = zip.names();
  if (std::any_of(names.begin(), names.end(), [](const std::string& name) {
        return name.starts_with("Index/") && name.ends_with(".iwa");
      })) {
    return Refuse("The file is a Numbers document. Export it as Excel (XLSX).");
  }
  if (main.ends_with(".bin")) {
    return Refuse(
        "The file is a binary workbook (XLSB). Save it as XLSX: it cannot be filled in "
        "place.");
  }
  if (main.starts_with("word/") || main.starts_with("ppt/")) {
    return Refuse(absl::StrCat(
        "The file is ", main.starts_with("word/") ? "a Word document" : "a presentation",
        ", not a workbook. Put the questions into XLSX or CSV."));
  }
  return absl::OkStatus();
}

Visibility ReadVisibility(std::string_view state) {
  if (state == "hidden") return Visibility::kHidden;
  return state == "veryHidden" ? Visibility::kVeryHidden : Visibility::kVisible;
}

absl::Status ReadSheets(const package::ZipPackage& zip, const pugi::xml_node& root,
                        const std::map<std::string, Relationship>& relationships,
                        WorkbookParts* parts) {
  for (const pugi::xml_node node : ChildOf(root, "sheets").children()) {
    if (LocalName(node) != "sheet") continue;
    WorkbookParts::SheetPart sheet;
    sheet.name = AttributeOf(node, "name");
    sheet.visibility = ReadVisibility(AttributeOf(node, "state"));
    const auto found = relationships.find(std::string(AttributeOf(node, "id")));
    if (found != relationships.end() && found->second.type == "worksheet" &&
        !found->second.external) {
      if (!zip.Has(found->second.target)) {
        return package::Damaged(kWorkbookTerms,
                                absl::StrCat("it has no part ", found->second.target,
                                             " for its sheet ", sheet.name, "."));
      }
      sheet.part = found->second.target;
    }
    parts->sheets.push_back(std::move(sheet));
    if (parts->sheets.size() > kMostSheets) {
      return package::TooLarge(kWorkbookTerms,
                               absl::StrCat("has more than ", kMostSheets, " sheets"));
    }
  }
  return absl::OkStatus();
}

void ReadNames(const pugi::xml_node& root, WorkbookParts* parts) {
  for (const pugi::xml_node node : ChildOf(root, "definedNames").children()) {
    DefinedName name;
    name.name = AttributeOf(node, "name");
    name.formula = node.text().get();
    name.sheet = package::ToInteger(AttributeOf(node, "localSheetId"), -1);
    if (!name.name.empty()) parts->names.push_back(std::move(name));
  }
}

}  // namespace

absl::Status RefuseOtherSpreadsheets(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) {
    return Refuse("The file is a PDF, which has no cells to fill. Ask for the workbook.");
  }
  if (!bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return absl::OkStatus();
  if (bytes.find(Wide("EncryptedPackage")) != std::string_view::npos) {
    return Refuse("The workbook is encrypted. Save it without a password.");
  }
  return Refuse("The file is in the format before 2007 (XLS). Save it as XLSX.");
}

absl::StatusOr<WorkbookParts> ReadParts(package::ZipPackage& zip) {
  WorkbookParts parts;
  CB_ASSIGN_OR_RETURN(parts.workbook, zip.MainPart());
  CB_RETURN_IF_ERROR(RefuseOther(zip, parts.workbook));
  CB_ASSIGN_OR_RETURN(const auto xml, zip.ReadXml(parts.workbook));
  if (xml == nullptr || LocalName(xml->document_element()) != "workbook") {
    return Refuse("The file is a ZIP archive, not a workbook. Give the XLSX file.");
  }
  CB_ASSIGN_OR_RETURN(const auto relationships, zip.RelationshipsOf(parts.workbook));
  for (const auto& [id, relationship] : relationships) {
    if (relationship.external || !zip.Has(relationship.target)) continue;
    if (relationship.type == "sharedStrings") parts.shared_strings = relationship.target;
    if (relationship.type == "styles") parts.styles = relationship.target;
    if (relationship.type == "vbaProject") parts.has_macros = true;
  }
  for (const std::string& name : zip.names()) {
    if (name.starts_with("_xmlsignatures/")) parts.is_signed = true;
  }
  CB_ASSIGN_OR_RETURN(const auto of_package, zip.RelationshipsOf(""));
  for (const auto& [id, relationship] : of_package) {
    // `…/digital-signature/origin`
    if (relationship.type == "origin") parts.is_signed = true;
  }
  CB_RETURN_IF_ERROR(ReadSheets(zip, xml->document_element(), relationships, &parts));
  ReadNames(xml->document_element(), &parts);
  return parts;
}

}  // namespace clausebook::questionnaires
