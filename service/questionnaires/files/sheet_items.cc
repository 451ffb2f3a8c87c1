#include "service/questionnaires/files/sheet_items.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/column_intervals.h"
#include "service/questionnaires/files/header_words.h"

namespace clausebook::questionnaires {
namespace {

// Bytes that the texts of all items may have: one long text may be in many cells.
constexpr std::size_t kMostBytesOfItems = 64u << 20;

class ItemReader {
 public:
  ItemReader(const Workbook& workbook, std::size_t sheet, const Layout& layout,
             AllowedAnswersResolver* allowed, std::vector<Item>* items)
      : sheet_(workbook.sheets[sheet]),
        number_(sheet),
        layout_(layout),
        allowed_(allowed),
        items_(items),
        answers_(layout.answer),
        answer_merges_(layout.answer),
        comment_merges_(layout.comment),
        question_merges_(layout.question) {}

  absl::Status Read() {
    Index();
    const auto cells = sheet_.Rows(layout_.first_row, layout_.last_row);
    for (std::size_t i = 0; i < cells.size();) {
      const int row = cells[i].at.row;
      const std::size_t begin = i;
      while (i < cells.size() && cells[i].at.row == row) ++i;
      CB_RETURN_IF_ERROR(ReadRow(row, cells.subspan(begin, i - begin)));
    }
    return absl::OkStatus();
  }

 private:
  void Index() {
    for (std::size_t rule = 0; rule < sheet_.lists.size(); ++rule) {
      for (const CellRange& range : sheet_.lists[rule].ranges) answers_.Add(range, rule);
    }
    answers_.Finish();
    for (std::size_t i = 0; i < sheet_.merges.size(); ++i) {
      answer_merges_.Add(sheet_.merges[i], i);
      comment_merges_.Add(sheet_.merges[i], i);
      question_merges_.Add(sheet_.merges[i], i);
    }
    answer_merges_.Finish();
    comment_merges_.Finish();
    question_merges_.Finish();
    CountIds();
    // Headers that are a section's title at the same time.
    if (layout_.header_row == 0 || layout_.id == 0) return;
    const std::string title = TextAt({layout_.header_row, layout_.id});
    if (HeaderFit(title, ColumnRole::kId) <= 0) heading_ = title;
  }

  // Whether questions have ids as a rule: then what has none is a heading or a remark.
  void CountIds() {
    std::size_t with = 0, all = 0;
    for (const Cell& cell : sheet_.Rows(layout_.first_row, layout_.last_row)) {
      if (cell.at.column != layout_.question || Squeezed(cell.text).empty()) continue;
      ++all;
      with += !TextAt({cell.at.row, layout_.id}).empty();
      with_lists_ += answers_.Find(cell.at.row) >= 0;
    }
    have_ids_ = layout_.id != 0 && with * 10 >= all * 6;
    have_lists_ = with_lists_ * 10 >= all * 6;
  }

  std::string TextAt(CellAddress at) const {
    if (at.column == 0) return "";
    const Cell* cell = sheet_.Find(at);
    return cell == nullptr ? "" : Squeezed(cell->text);
  }

  // A header that stands again above the questions of a section.
  bool IsHeaderAgain(int row) const {
    if (layout_.header_row == 0 || layout_.answer == 0) return false;
    const std::string header = TextAt({layout_.header_row, layout_.answer});
    return !header.empty() && Folded(TextAt({row, layout_.answer})) == Folded(header);
  }

  bool SpansAnswer(int row) const {
    const long merge = question_merges_.Find(row);
    return merge >= 0 && layout_.answer != 0 &&
           sheet_.merges[static_cast<std::size_t>(merge)].Contains({row, layout_.answer});
  }

  bool IsHeading(int row, const std::string& question, std::size_t filled) const {
    if (SpansAnswer(row) || IsHeaderAgain(row)) return true;
    const bool has_id = !TextAt({row, layout_.id}).empty();
    const bool has_list = answers_.Find(row) >= 0;
    if (has_id || has_list) return false;
    const bool asks = question.find('?') != std::string::npos;
    if (have_ids_ && !asks) return true;
    return filled == 1 && have_lists_ && !asks;
  }

  absl::Status ReadRow(int row, std::span<const Cell> cells) {
    const std::string question = TextAt({row, layout_.question});
    std::size_t filled = 0;
    std::string first;
    for (const Cell& cell : cells) {
      const std::string text = Squeezed(cell.text);
      if (text.empty()) continue;
      if (++filled == 1) first = text;
    }
    if (filled == 0) return absl::OkStatus();
    if (question.empty()) {
      if (filled == 1 || IsHeaderAgain(row)) heading_ = first;
      return absl::OkStatus();
    }
    if (IsHeading(row, question, filled)) {
      if (question != TextAt({layout_.header_row, layout_.question})) heading_ = question;
      return absl::OkStatus();
    }
    return AddItem(row);
  }

  CellAddress AnchorOf(int row, int column, const ColumnIntervals& merges) const {
    if (column == 0) return {};
    const long merge = merges.Find(row);
    if (merge < 0) return {row, column};
    return sheet_.merges[static_cast<std::size_t>(merge)].first;
  }

  std::string RawTextAt(CellAddress at) const {
    const Cell* cell = at.row == 0 ? nullptr : sheet_.Find(at);
    return cell == nullptr ? "" : std::string(cell->text);
  }

  absl::Status AddItem(int row) {
    Item item;
    item.sheet = number_;
    item.question_at = {row, layout_.question};
    item.question = RawTextAt(item.question_at);
    item.id = TextAt({row, layout_.id});
    if (layout_.section != 0) {
      const std::string section = TextAt({row, layout_.section});
      if (!section.empty()) section_ = section;  // written once for several rows
      item.section = section_;
    } else {
      item.section = heading_;
    }
    item.answer_at = AnchorOf(row, layout_.answer, answer_merges_);
    item.comment_at = AnchorOf(row, layout_.comment, comment_merges_);
    item.answer = RawTextAt(item.answer_at);
    item.comment = RawTextAt(item.comment_at);
    const long rule = layout_.answer == 0 ? -1 : answers_.Find(row);
    item.allowed = rule < 0 ? anything_
                            : allowed_->Resolve(number_, static_cast<std::size_t>(rule),
                                                {row, layout_.answer});
    bytes_ += item.question.size() + item.section.size() + item.answer.size() +
              item.comment.size();
    if (items_->size() >= kMostItems || bytes_ > kMostBytesOfItems) {
      return MakeError(
          absl::StrCat("The file has more than ", kMostItems, " questions, or more than ",
                       kMostBytesOfItems >> 20, " MiB of them. Split it."),
          {.reason = Reason::kTooLarge});
    }
    items_->push_back(std::move(item));
    return absl::OkStatus();
  }

  const Sheet& sheet_;
  std::size_t number_;
  const Layout& layout_;
  AllowedAnswersResolver* allowed_;
  std::vector<Item>* items_;
  ColumnIntervals answers_;  // lists
  ColumnIntervals answer_merges_;
  ColumnIntervals comment_merges_;
  ColumnIntervals question_merges_;
  std::shared_ptr<const AllowedAnswers> anything_ =
      std::make_shared<const AllowedAnswers>();
  bool have_ids_ = false;
  bool have_lists_ = false;
  std::size_t with_lists_ = 0;
  std::string heading_;
  std::string section_;
  std::size_t bytes_ = 0;
};

}  // namespace

absl::Status AddSheetItems(const Workbook& workbook, std::size_t sheet,
                           const Layout& layout, AllowedAnswersResolver* allowed,
                           std::vector<Item>* items) {
  return ItemReader(workbook, sheet, layout, allowed, items).Read();
}

}  // namespace clausebook::questionnaires
