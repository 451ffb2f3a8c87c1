// Any bytes as a questionnaire's file or, if they begin with `<`, as the parts of a
// workbook (a sheet, shared texts, what the workbook says behind its sheets, set apart by
// NUL): questions whose cells can be filled and read back, or a refusal.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/read_questionnaire.h"
#include "service/questionnaires/files/vsaq_condition.h"
#include "tests/testing/fuzz_check.h"
#include "tests/testing/questionnaires/workbook_builder.h"

namespace clausebook::questionnaires {
namespace {

using clausebook::testing::FuzzCheck;
using clausebook::testing::FuzzCheckRefusal;

std::string NextPart(std::string_view* bytes) {
  const std::size_t end = std::min(bytes->find('\0'), bytes->size());
  std::string part(bytes->substr(0, end));
  bytes->remove_prefix(std::min(end + 1, bytes->size()));
  return part;
}

std::string MakeFile(std::string_view bytes) {
  if (!bytes.starts_with("<")) return std::string(bytes);
  const std::string sheet = NextPart(&bytes);
  const std::string shared = NextPart(&bytes);
  auto parts = clausebook::testing::WorkbookParts({{"L", ""}}, NextPart(&bytes));
  parts["xl/worksheets/sheet1.xml"] = sheet;
  parts["xl/sharedStrings.xml"] = shared;
  std::string& relationships = parts["xl/_rels/workbook.xml.rels"];
  relationships.insert(relationships.find("</"),
                       "<Relationship Id=\"s\" Type=\"t/sharedStrings\" "
                       "Target=\"sharedStrings.xml\"/>");
  return clausebook::testing::MakeZip(parts);
}

void CheckRefusal(const absl::Status& status) {
  if (!absl::IsResourceExhausted(status)) FuzzCheckRefusal(status);
}

void Check(const std::string& bytes) {
  const auto file = ReadQuestionnaire(bytes);
  if (!file.ok()) return CheckRefusal(file.status());
  FuzzCheck(!file->items.empty(), "what is read holds questions");
  std::vector<ItemAnswer> answers;
  for (std::size_t i = 0; i < file->items.size(); ++i) {
    const auto& values = file->items[i].allowed->values;
    EvaluateCondition(file->items[i].condition, [](std::string_view id) {
      return id.size() % 3 == 0 ? std::nullopt : std::optional(id.size() % 3 == 1);
    });
    answers.push_back(
        {i, values.empty() ? "See <4>, \"b\"\n" : values[0], "=c;\x01", ""});
  }
  const auto filled = FillQuestionnaire(
      bytes, *file, answers, {.overwrite = true, .formula_texts = FormulaTexts::kAsIs});
  if (!filled.ok()) return CheckRefusal(filled.status());
  clausebook::testing::FuzzCheckText(LedgerJson(*filled));
  if (file->format == FileFormat::kVsaq) return;
  const auto again = ReadQuestionnaire(filled->bytes);
  // Answers may change which columns are guessed, never whether the file can be read.
  if (!again.ok()) return CheckRefusal(again.status());
}

}  // namespace
}  // namespace clausebook::questionnaires

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  clausebook::questionnaires::Check(
      clausebook::questionnaires::MakeFile({reinterpret_cast<const char*>(data), size}));
  return 0;
}
