#include "service/questionnaires/files/fill.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"
#include "service/questionnaires/files/fill_formats.h"

namespace clausebook::questionnaires {
namespace {

absl::Status CheckAnswers(const QuestionnaireFile& file,
                          const std::vector<ItemAnswer>& answers) {
  std::set<std::size_t> seen;
  for (const ItemAnswer& answer : answers) {
    if (answer.item >= file.items.size()) {
      return InvalidField(
          "answers", absl::StrCat("The file has ", file.items.size(),
                                  " questions; there is no number ", answer.item, "."));
    }
    if (!seen.insert(answer.item).second) {
      return InvalidField("answers", absl::StrCat("The question number ", answer.item,
                                                  " is answered twice."));
    }
    for (const std::string* text : {&answer.answer, &answer.comment}) {
      if (!FindInvalidUtf8(*text) && text->find('\0') == std::string::npos) continue;
      return InvalidField("answers",
                          absl::StrCat("The text for the question number ", answer.item,
                                       " is not UTF-8, or holds a NUL."));
    }
  }
  return absl::OkStatus();
}

absl::Status Dispatch(std::string_view bytes, const QuestionnaireFile& file,
                      const std::vector<ItemAnswer>& answers, const FillOptions& options,
                      FilledFile* filled) {
  switch (file.format) {
    case FileFormat::kXlsx:
      return FillWorkbook(bytes, file, answers, options, filled);
    case FileFormat::kDelimited:
      return FillDelimited(bytes, file, answers, options, filled);
    case FileFormat::kJson:
      return FillJson(bytes, file, answers, options, filled);
    case FileFormat::kVsaq:
      return FillVsaq(file, answers, options, filled);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<FilledFile> FillQuestionnaire(std::string_view bytes,
                                             const QuestionnaireFile& file,
                                             const std::vector<ItemAnswer>& answers,
                                             const FillOptions& options) {
  FilledFile filled;
  filled.digest_before = Sha256Hex(bytes);
  if (filled.digest_before != file.digest) {
    return InvalidField("file", "The file is not the one that was read. Read it again.");
  }
  if (!file.read_only.empty()) return InvalidField("file", file.read_only);
  CB_RETURN_IF_ERROR(CheckAnswers(file, answers));
  filled.formula_texts = options.formula_texts;
  CB_RETURN_IF_ERROR(Dispatch(bytes, file, answers, options, &filled));
  filled.digest_after = Sha256Hex(filled.bytes);
  return filled;
}

}  // namespace clausebook::questionnaires
