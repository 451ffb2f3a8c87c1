#include "service/questionnaires/files/read_questionnaire.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/allowed_answers.h"
#include "service/questionnaires/files/delimited.h"
#include "service/questionnaires/files/json_questionnaire.h"
#include "service/questionnaires/files/sheet_items.h"
#include "service/questionnaires/files/workbook_package.h"
#include "service/questionnaires/files/workbook_reader.h"

namespace clausebook::questionnaires {
namespace {

const LayoutOverride* FindOverride(const ReadOptions& options, const Sheet& sheet) {
  const LayoutOverride* found = nullptr;
  for (const LayoutOverride& said : options.layouts) {
    if (said.sheet.empty() || absl::EqualsIgnoreCase(said.sheet, sheet.name)) {
      found = &said;
    }
  }
  return found;
}

absl::StatusOr<std::optional<Layout>> LayoutOf(const Sheet& sheet,
                                               const ReadOptions& options) {
  const LayoutOverride* said = FindOverride(options, sheet);
  const bool named = said != nullptr && !said->sheet.empty();
  if (sheet.visibility != Visibility::kVisible && !options.hidden_sheets && !named) {
    return std::optional<Layout>();
  }
  if (said == nullptr) return GuessLayout(sheet);
  return ApplyOverride(sheet, *said);
}

absl::Status CheckSheetNames(const Workbook& workbook, const ReadOptions& options) {
  for (const LayoutOverride& said : options.layouts) {
    if (said.sheet.empty() || workbook.FindSheet(said.sheet) != nullptr) continue;
    std::string names;
    for (const Sheet& sheet : workbook.sheets) {
      absl::StrAppend(&names, names.empty() ? "" : ", ", sheet.name);
    }
    return InvalidField("layout", absl::StrCat("The file has no sheet ", said.sheet,
                                               ". It has: ", names, "."));
  }
  return absl::OkStatus();
}

// Beside a sheet with room for answers, sheets without are instructions.
void DropInstructions(const ReadOptions& options, const Workbook& workbook,
                      QuestionnaireFile* file) {
  bool has_answers = false;
  for (const QuestionSheet& sheet : file->sheets) {
    has_answers = has_answers || (sheet.layout && sheet.layout->answer != 0);
  }
  for (std::size_t i = 0; has_answers && i < file->sheets.size(); ++i) {
    QuestionSheet& sheet = file->sheets[i];
    const LayoutOverride* said = FindOverride(options, workbook.sheets[i]);
    if (!sheet.layout || sheet.layout->answer != 0) continue;
    if (said != nullptr && !said->question.empty()) continue;
    sheet.reason = absl::StrCat(
        "Taken for instructions: ", ShowLayout(workbook.sheets[i], *sheet.layout),
        ", but no column is for answers, as on other sheets.");
    sheet.layout.reset();
  }
}

absl::Status AddItems(const Workbook& workbook, QuestionnaireFile* file) {
  AllowedAnswersResolver allowed(workbook);
  for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
    QuestionSheet& sheet = file->sheets[i];
    if (!sheet.layout) continue;
    const std::size_t before = file->items.size();
    sheet.shown = ShowLayout(workbook.sheets[i], *sheet.layout);
    CB_RETURN_IF_ERROR(AddSheetItems(workbook, i, *sheet.layout, &allowed, &file->items));
    sheet.items = file->items.size() - before;
    if (sheet.items == 0) sheet.reason = "No row below holds a question.";
  }
  return absl::OkStatus();
}

// Why a sheet without a layout has none.
std::string WhyNothing(const Sheet& sheet, const ReadOptions& options) {
  const LayoutOverride* said = FindOverride(options, sheet);
  if (said != nullptr && said->skip) return "It is to be left alone.";
  const bool named = said != nullptr && !said->sheet.empty();
  if (sheet.visibility != Visibility::kVisible && !options.hidden_sheets && !named) {
    return "It is hidden. Name it to have it read.";
  }
  return WhyNoLayout(sheet);
}

absl::Status AddSheets(const Workbook& workbook, const ReadOptions& options,
                       QuestionnaireFile* file) {
  CB_RETURN_IF_ERROR(CheckSheetNames(workbook, options));
  for (const Sheet& sheet : workbook.sheets) {
    QuestionSheet read;
    read.name = sheet.name;
    read.visibility = sheet.visibility;
    read.is_protected = sheet.is_protected;
    CB_ASSIGN_OR_RETURN(read.layout, LayoutOf(sheet, options));
    if (!read.layout) read.reason = WhyNothing(sheet, options);
    file->sheets.push_back(std::move(read));
  }
  DropInstructions(options, workbook, file);
  CB_RETURN_IF_ERROR(AddItems(workbook, file));
  if (!file->items.empty() || options.may_be_empty) return absl::OkStatus();
  return InvalidField("file",
                      "No sheet of the file looks like a list of questions. Say which "
                      "column holds them.");
}

}  // namespace

std::string_view FormatName(FileFormat format) {
  switch (format) {
    case FileFormat::kXlsx:
      return "XLSX";
    case FileFormat::kDelimited:
      return "CSV";
    case FileFormat::kJson:
      return "JSON";
    case FileFormat::kVsaq:
      return "VSAQ";
  }
  return "";
}

absl::StatusOr<QuestionnaireFile> ReadQuestionnaire(std::string_view bytes,
                                                    const ReadOptions& options) {
  if (bytes.size() > kMostFileBytes) {
    return MakeError(absl::StrCat("The file has ", bytes.size(), " bytes; at most ",
                                  kMostFileBytes, " are taken. Split it."),
                     {.reason = Reason::kTooLarge});
  }
  if (bytes.empty()) return InvalidField("file", "The file is empty.");
  CB_RETURN_IF_ERROR(RefuseOtherSpreadsheets(bytes));
  if (!bytes.starts_with("PK") && LooksLikeScript(bytes)) {
    return InvalidField("file",
                        "The file is a script that assigns its JSON to a name. Keep "
                        "what is between the outer brackets and save that as JSON.");
  }
  QuestionnaireFile file;
  if (!bytes.starts_with("PK") && LooksLikeJson(bytes)) {
    const LayoutOverride said =
        options.layouts.empty() ? LayoutOverride() : options.layouts.back();
    CB_ASSIGN_OR_RETURN(file, ReadJson(bytes, said, options.may_be_empty));
  } else {
    const bool zip = bytes.starts_with("PK");
    file.format = zip ? FileFormat::kXlsx : FileFormat::kDelimited;
    CB_ASSIGN_OR_RETURN(const Workbook workbook,
                        zip ? ReadWorkbook(bytes) : ReadDelimited(bytes));
    file.read_only = workbook.read_only;
    file.notes = workbook.notes;
    CB_RETURN_IF_ERROR(AddSheets(workbook, options, &file));
  }
  file.digest = Sha256Hex(bytes);
  return file;
}

}  // namespace clausebook::questionnaires
