#include "service/questionnaires/filling/asked.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/questionnaires/files/cell_text.h"

namespace clausebook::questionnaires::filling {

namespace {

// `Sheet!C5`, `C5` in files without sheets.
std::string PlaceOf(const QuestionnaireFile& file, std::size_t sheet, CellAddress at) {
  if (at.row == 0) return "";
  const std::string& name = file.sheets[sheet].name;
  return name.empty() ? ToString(at) : absl::StrCat(name, "!", ToString(at));
}

// The member that takes a text of a JSON object.
std::string PointerTo(const Item& item, const std::string& key) {
  if (key.empty()) return item.pointer;
  return absl::StrCat(item.pointer, "/",
                      absl::StrReplaceAll(key, {{"~", "~0"}, {"/", "~1"}}));
}

}  // namespace

AskedList AskedOf(const QuestionnaireFile& file, std::string edition,
                  const FillOptions& options) {
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
    one.allowed = item.allowed;
    one.no_cell = cells && item.answer_at.row == 0;
    if (cells) {
      one.location = PlaceOf(file, item.sheet, item.answer_at);
      one.comment_location = PlaceOf(file, item.sheet, item.comment_at);
    } else {
      one.location = PointerTo(item, file.answer_key);
      if (!file.comment_key.empty()) {
        one.comment_location = PointerTo(item, file.comment_key);
      }
    }
    if (file.format == FileFormat::kVsaq) {
      one.condition = item.condition;
      if (item.allowed->kind == AllowedAnswers::Kind::kList) {
        one.choice_ids = absl::StrSplit(item.allowed->source, '\n');
      }
    }
    one.has_comment = !one.comment_location.empty();
    one.allow_unlisted = options.allow_unlisted;
    if (!options.overwrite && !Squeezed(item.answer).empty()) one.present = item.answer;
  }
  return asked;
}

AskedList AskedOf(const editions::Edition& edition) {
  AskedList asked;
  asked.edition = edition.id;
  asked.form = &edition;
  asked.items.reserve(edition.items.size());
  for (const editions::EditionItem& item : edition.items) {
    AskedItem& one = asked.items.emplace_back();
    one.id = item.id;
    one.section = item.section;
    one.text = item.text;
    if (item.answers.empty()) continue;
    auto allowed = std::make_shared<AllowedAnswers>();
    allowed->kind = AllowedAnswers::Kind::kList;
    allowed->values = item.answers;
    one.allowed = std::move(allowed);
  }
  return asked;
}

}  // namespace clausebook::questionnaires::filling
