// XLSX: sheets with new cells, and the order to compute if there is anything to.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/package/xml_names.h"
#include "service/package/zip_edit.h"
#include "service/questionnaires/files/fill_formats.h"
#include "service/questionnaires/files/fill_plan.h"
#include "service/questionnaires/files/sheet_splice.h"
#include "service/questionnaires/files/workbook_package.h"
#include "service/questionnaires/files/workbook_reader.h"

namespace clausebook::questionnaires {
namespace {

using package::ChildOf;

// Which styles unlock a cell: those that say so; cells are locked by default.
absl::StatusOr<UnlockedStyles> ReadUnlocked(package::ZipPackage& zip,
                                            const WorkbookParts& parts) {
  UnlockedStyles unlocked;
  if (parts.styles.empty()) return unlocked;
  CB_ASSIGN_OR_RETURN(const auto xml, zip.ReadXml(parts.styles));
  int index = 0;
  for (const pugi::xml_node style :
       ChildOf(xml->document_element(), "cellXfs").children()) {
    if (package::LocalName(style) != "xf") continue;
    const auto locked = package::AttributeOf(ChildOf(style, "protection"), "locked");
    if (locked == "0" || locked == "false") unlocked.insert(index);
    ++index;
  }
  return unlocked;
}

// A write and the ledger's entry that it comes from.
struct Planned {
  CellWrite write;
  LedgerEntry* entry;
};

class WorkbookFiller {
 public:
  WorkbookFiller(std::string_view bytes, const QuestionnaireFile& file,
                 const FillOptions& options)
      : bytes_(bytes), file_(file), options_(options) {}

  absl::Status Fill(const std::vector<ItemAnswer>& answers, FilledFile* filled) {
    CB_ASSIGN_OR_RETURN(const Workbook workbook, ReadWorkbook(bytes_));
    FillPlan plan(file_, &workbook, options_);
    for (const ItemAnswer& answer : answers) plan.Add(answer);
    plan.HoldBackComments();
    CB_ASSIGN_OR_RETURN(auto zip, package::ZipPackage::Open(bytes_, kWorkbookTerms));
    CB_ASSIGN_OR_RETURN(const WorkbookParts parts, ReadParts(zip));
    CB_ASSIGN_OR_RETURN(unlocked_, ReadUnlocked(zip, parts));
    // Again where a locked cell refused an answer that has a comment.
    do {
      changed_.clear();
      for (auto& [sheet, writes] : BySheet(plan)) {
        CB_RETURN_IF_ERROR(FillSheet(workbook.sheets[sheet], &writes, zip));
      }
    } while (plan.HoldBackComments());
    if (!changed_.empty() && workbook.has_formulas()) {
      CB_ASSIGN_OR_RETURN(const std::string xml, zip.Read(parts.workbook));
      CB_ASSIGN_OR_RETURN(changed_[parts.workbook],
                          SpliceFullCalculation(parts.workbook, xml));
      filled->notes.push_back(
          "The workbook has formulas: it computes them when it is opened next.");
    }
    CB_ASSIGN_OR_RETURN(filled->bytes,
                        package::ReplaceParts(bytes_, kWorkbookTerms, changed_));
    for (const auto& [part, xml] : changed_) filled->parts.push_back(part);
    CB_RETURN_IF_ERROR(ReadBack(plan, filled->bytes));
    filled->ledger = std::move(plan.ledger());
    return absl::OkStatus();
  }

 private:
  std::map<std::size_t, std::vector<Planned>> BySheet(FillPlan& plan) const {
    std::map<std::size_t, std::vector<Planned>> sheets;
    for (LedgerEntry& entry : plan.ledger()) {
      if (entry.outcome != CellOutcome::kWritten) continue;
      sheets[file_.items[entry.item].sheet].push_back(
          {{plan.AddressOf(entry), entry.after}, &entry});
    }
    return sheets;
  }

  absl::Status FillSheet(const Sheet& sheet, std::vector<Planned>* planned,
                         package::ZipPackage& zip) {
    std::sort(planned->begin(), planned->end(),
              [](const Planned& a, const Planned& b) { return a.write.at < b.write.at; });
    std::vector<CellWrite> writes;
    for (const Planned& of : *planned) writes.push_back(of.write);
    const bool locks = sheet.is_protected && !options_.unlock;
    CB_ASSIGN_OR_RETURN(const std::string xml, zip.Read(sheet.part));
    CB_ASSIGN_OR_RETURN(SplicedSheet spliced, SpliceSheet(sheet.part, xml, writes,
                                                          locks ? &unlocked_ : nullptr));
    for (const CellAddress at : spliced.locked) {
      const auto found =
          std::find_if(planned->begin(), planned->end(),
                       [at](const Planned& of) { return of.write.at == at; });
      found->entry->outcome = CellOutcome::kLocked;
      found->entry->refused = std::exchange(found->entry->after, found->entry->before);
    }
    if (spliced.xml != xml) changed_[sheet.part] = std::move(spliced.xml);
    return absl::OkStatus();
  }

  // What a reader finds in the new file is what the ledger says.
  absl::Status ReadBack(FillPlan& plan, const std::string& bytes) const {
    CB_ASSIGN_OR_RETURN(const Workbook workbook, ReadWorkbook(bytes));
    for (const LedgerEntry& entry : plan.ledger()) {
      if (entry.outcome != CellOutcome::kWritten) continue;
      const Sheet& sheet = workbook.sheets[file_.items[entry.item].sheet];
      const Cell* cell = sheet.Find(plan.AddressOf(entry));
      std::string expected = entry.after;
      std::erase(expected, '\r');
      std::string found = cell == nullptr ? "" : std::string(cell->text);
      std::erase(found, '\n');
      std::erase(expected, '\n');
      if (found == expected) continue;
      return MakeError(absl::StrCat("What was written into the cell ", entry.cell,
                                    " does not read back."),
                       {.reason = Reason::kInternal});
    }
    return absl::OkStatus();
  }

  std::string_view bytes_;
  const QuestionnaireFile& file_;
  const FillOptions& options_;
  UnlockedStyles unlocked_;
  std::map<std::string, std::string> changed_;
};

}  // namespace

absl::Status FillWorkbook(std::string_view bytes, const QuestionnaireFile& file,
                          const std::vector<ItemAnswer>& answers,
                          const FillOptions& options, FilledFile* filled) {
  return WorkbookFiller(bytes, file, options).Fill(answers, filled);
}

}  // namespace clausebook::questionnaires
