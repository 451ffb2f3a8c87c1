#include "service/questionnaires/filling/asked.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/files/cell_text.h"

namespace clausebook::questionnaires::filling {

std::string LocationOf(const QuestionnaireFile& file, const Item& item) {
  if (!item.pointer.empty()) return item.pointer;
  if (item.answer_at.row == 0) return "";
  const std::string& sheet = file.sheets[item.sheet].name;
  return sheet.empty() ? ToString(item.answer_at)
                       : absl::StrCat(sheet, "!", ToString(item.answer_at));
}

AskedList AskedOf(const QuestionnaireFile& file, std::string edition, bool overwrite) {
  AskedList asked;
  asked.edition = std::move(edition);
  asked.items.reserve(file.items.size());
  const bool cells =
      file.format == FileFormat::kXlsx || file.format == FileFormat::kDelimited;
  for (const Item& item : file.items) {
    AskedItem& one = asked.items.emplace_back();
    one.id = item.id;
    one.section = item.section;
    one.text = item.question;
    one.location = LocationOf(file, item);
    one.allowed = item.allowed;
    one.no_cell = cells && item.answer_at.row == 0;
    one.has_comment = cells ? item.comment_at.row != 0 : !file.comment_key.empty();
    if (!overwrite && !Squeezed(item.answer).empty()) one.present = item.answer;
  }
  return asked;
}

}  // namespace clausebook::questionnaires::filling
