#include "service/questionnaires/files/workbook_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/package/xml_stream.h"
#include "service/questionnaires/files/sheet_reader.h"
#include "service/questionnaires/files/workbook_package.h"

namespace clausebook::questionnaires {
namespace {

constexpr std::size_t kMostCells = 2'000'000;

absl::Status StreamPart(package::ZipPackage& zip, const std::string& part,
                        package::XmlHandler* handler) {
  package::XmlStream stream(kWorkbookTerms, part, handler);
  CB_RETURN_IF_ERROR(
      zip.Stream(part, [&stream](std::string_view bytes) { return stream.Feed(bytes); }));
  return stream.Finish();
}

void Note(const WorkbookParts& parts, Workbook* workbook) {
  if (parts.is_signed) {
    workbook->read_only =
        "The workbook is digitally signed, and any change would break the signature. "
        "Ask for a copy without one, or save one.";
  }
  if (parts.has_macros) {
    workbook->notes.push_back("The workbook has macros. They are kept and never run.");
  }
}

}  // namespace

absl::StatusOr<Workbook> ReadWorkbook(std::string_view bytes) {
  CB_RETURN_IF_ERROR(RefuseOtherSpreadsheets(bytes));
  CB_ASSIGN_OR_RETURN(auto zip, package::ZipPackage::Open(bytes, kWorkbookTerms));
  CB_ASSIGN_OR_RETURN(const WorkbookParts parts, ReadParts(zip));
  Workbook workbook;
  Note(parts, &workbook);
  std::vector<std::string_view> shared;
  if (!parts.shared_strings.empty()) {
    SharedStringsReader strings(&workbook.texts);
    CB_RETURN_IF_ERROR(StreamPart(zip, parts.shared_strings, &strings));
    shared = strings.Take();
  }
  std::size_t room = kMostCells;
  for (const WorkbookParts::SheetPart& of : parts.sheets) {
    Sheet& sheet = workbook.sheets.emplace_back();
    sheet.name = of.name;
    sheet.part = of.part;
    sheet.visibility = of.visibility;
    if (of.part.empty()) continue;
    SheetReader reader(shared, &workbook.texts, &sheet, &room);
    CB_RETURN_IF_ERROR(StreamPart(zip, of.part, &reader));
    CB_RETURN_IF_ERROR(reader.Finish());
  }
  workbook.names = parts.names;
  return workbook;
}

}  // namespace clausebook::questionnaires
