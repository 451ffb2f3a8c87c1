#include "service/questionnaires/files/sheet_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/workbook_package.h"

namespace clausebook::questionnaires {
namespace {

int ToNumber(std::string_view text) {
  int value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

bool IsTrue(std::string_view value) { return value == "1" || value == "true"; }

}  // namespace

absl::Status SharedStringsReader::Start(const package::XmlTag& tag) {
  if (tag.name == "si") text_.clear();
  if (tag.name == "rPh") ++phonetic_;
  shows_ = tag.name == "t" && phonetic_ == 0;
  return absl::OkStatus();
}

absl::Status SharedStringsReader::End(const package::XmlTag& tag) {
  shows_ = false;
  if (tag.name == "rPh") --phonetic_;
  if (tag.name == "si") strings_.push_back(pool_->Add(DecodeCellText(text_)));
  return absl::OkStatus();
}

void SharedStringsReader::Text(std::string_view text) {
  if (shows_) text_.append(text);
}

absl::Status SheetReader::Faulty(std::string_view what) const {
  return package::Damaged(kWorkbookTerms, absl::StrCat("in its sheet ", sheet_->name,
                                                       ", ", std::string(what)));
}

absl::Status SheetReader::Take(std::size_t count) {
  if (count > *room_) {
    return package::TooLarge(kWorkbookTerms,
                             "has more than two million filled cells, "
                             "merged cells and choices");
  }
  *room_ -= count;
  return absl::OkStatus();
}

absl::Status SheetReader::AddRanges(std::string_view text,
                                    std::vector<CellRange>* ranges) {
  // Counted before they are made.
  CB_RETURN_IF_ERROR(
      Take(1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '))));
  const auto added = ParseRanges(text);
  ranges->insert(ranges->end(), added.begin(), added.end());
  return absl::OkStatus();
}

absl::Status SheetReader::StartRow(const package::XmlTag& tag) {
  const std::string_view number = tag.Get("r");
  at_.row = number.empty() ? at_.row + 1 : ToNumber(number);
  at_.column = 0;
  if (at_.row < 1 || at_.row > kMostRows) {
    return Faulty(absl::StrCat("a row has the number ", std::string(number), "."));
  }
  return absl::OkStatus();
}

absl::Status SheetReader::StartCell(const package::XmlTag& tag) {
  const std::string_view reference = tag.Get("r");
  if (reference.empty()) {
    ++at_.column;
  } else {
    const auto cell = ParseCell(reference);
    if (!cell || cell->row != at_.row) {
      return Faulty(absl::StrCat("row ", at_.row, " has a cell that is called ",
                                 std::string(reference), "."));
    }
    at_ = *cell;
  }
  if (at_.column > kMostColumns) return Faulty("a row has too many cells.");
  in_cell_ = true;
  formula_ = false;
  type_ = tag.Get("t");
  text_.clear();
  return absl::OkStatus();
}

absl::Status SheetReader::EndCell() {
  in_cell_ = false;
  taking_ = nullptr;
  std::string_view text;
  if (type_ == "s" && !text_.empty()) {
    const int index = ToNumber(text_);
    if (index < 0 || static_cast<std::size_t>(index) >= shared_.size()) {
      return Faulty(absl::StrCat("the cell ", ToString(at_),
                                 " refers to a text that is not there."));
    }
    text = shared_[static_cast<std::size_t>(index)];
  } else if (type_ == "inlineStr" || type_ == "str") {
    text = text_;
  } else if (type_ == "b" && !text_.empty()) {
    text_ = text_ == "1" ? "TRUE" : "FALSE";
    text = text_;
  } else if (type_.empty() || type_ == "n") {
    text_ = ReadableNumber(text_);
    text = text_;
  } else {
    text = text_;
  }
  if (formula_) ++sheet_->formulas;
  if (text.empty() && !formula_) return absl::OkStatus();
  CB_RETURN_IF_ERROR(Take(1));
  if (type_ != "s") text = pool_->Add(DecodeCellText(text));
  sheet_->cells.push_back({at_, text, formula_});
  return absl::OkStatus();
}

absl::Status SheetReader::EndRule() {
  in_rule_ = false;
  taking_ = nullptr;
  if (!is_list_) return absl::OkStatus();
  ListRule rule;
  rule.quoted_items = !items_.empty();
  rule.formula = Squeezed(rule.quoted_items ? items_ : formula1_);
  CB_RETURN_IF_ERROR(AddRanges(sqref_, &rule.ranges));
  if (!rule.formula.empty() && !rule.ranges.empty()) {
    sheet_->lists.push_back(std::move(rule));
  }
  return absl::OkStatus();
}

absl::Status SheetReader::Start(const package::XmlTag& tag) {
  if (tag.name == "sheetData") in_data_ = true;
  if (in_data_) {
    if (tag.name == "row") return StartRow(tag);
    if (tag.name == "c") return StartCell(tag);
    if (!in_cell_) return absl::OkStatus();
    if (tag.name == "rPh") ++phonetic_;
    if (tag.name == "v" || (tag.name == "t" && phonetic_ == 0)) taking_ = &text_;
    if (tag.name == "f") {
      formula_ = true;
      if (tag.Get("t") == "array" || tag.Get("t") == "dataTable") {
        return AddRanges(tag.Get("ref"), &sheet_->arrays);
      }
    }
    return absl::OkStatus();
  }
  if (tag.name == "mergeCell") return AddRanges(tag.Get("ref"), &sheet_->merges);
  if (tag.name == "sheetProtection") sheet_->is_protected = IsTrue(tag.Get("sheet"));
  if (tag.name == "dataValidation") {
    in_rule_ = true;
    is_list_ = tag.Get("type") == "list";
    formula1_.clear();
    items_.clear();
    sqref_ = tag.Get("sqref");
  } else if (in_rule_) {
    if (tag.name == "formula1") taking_ = &formula1_;
    if (tag.name == "list") taking_ = &items_;
    if (tag.name == "sqref") taking_ = &sqref_;
  }
  return absl::OkStatus();
}

absl::Status SheetReader::End(const package::XmlTag& tag) {
  if (tag.name == "sheetData") in_data_ = false;
  if (tag.name == "c" && in_cell_) return EndCell();
  if (tag.name == "rPh" && phonetic_ > 0) --phonetic_;
  if (tag.name == "dataValidation" && in_rule_) return EndRule();
  // `f` inside of `formula1` ends before it.
  if (tag.name != "f") taking_ = nullptr;
  return absl::OkStatus();
}

void SheetReader::Text(std::string_view text) {
  if (taking_ != nullptr) taking_->append(text);
}

absl::Status SheetReader::Finish() {
  auto& cells = sheet_->cells;
  const auto before = [](const Cell& a, const Cell& b) { return a.at < b.at; };
  if (!std::is_sorted(cells.begin(), cells.end(), before)) {
    std::stable_sort(cells.begin(), cells.end(), before);
  }
  const auto twice =
      std::adjacent_find(cells.begin(), cells.end(),
                         [](const Cell& a, const Cell& b) { return a.at == b.at; });
  if (twice == cells.end()) return absl::OkStatus();
  return Faulty(absl::StrCat("the cell ", ToString(twice->at), " is there twice."));
}

}  // namespace clausebook::questionnaires
