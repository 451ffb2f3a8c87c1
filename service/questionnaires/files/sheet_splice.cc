#include "service/questionnaires/files/sheet_splice.h"

#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/package/xml_stream.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/splice.h"
#include "service/questionnaires/files/workbook_package.h"

namespace clausebook::questionnaires {
namespace {

using package::XmlTag;

int ToNumber(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? value : otherwise;
}

// Meets rows and cells in order, and notes an edit where a text belongs.
class CellWriter : public package::XmlHandler {
 public:
  CellWriter(std::string_view xml, const std::vector<CellWrite>& writes,
             const UnlockedStyles* unlocked)
      : xml_(xml), writes_(writes), unlocked_(unlocked) {}

  absl::Status Start(const XmlTag& tag) override {
    if (tag.name == "col" && !in_data_) {
      columns_.push_back({ToNumber(tag.Get("min"), 0), ToNumber(tag.Get("max"), 0),
                          ToNumber(tag.Get("style"), 0)});
    } else if (tag.name == "dimension" && !in_data_) {
      dimension_ = {tag.begin, tag.end, std::string(tag.Get("ref"))};
      dimension_name_ = tag.whole;
    } else if (tag.name == "sheetData") {
      in_data_ = true;
      data_ = Opened(tag);
    } else if (in_data_ && tag.name == "row") {
      StartRow(tag);
    } else if (in_data_ && tag.name == "c") {
      StartCell(tag);
    }
    return absl::OkStatus();
  }

  absl::Status End(const XmlTag& tag) override {
    if (!in_data_) {
      if (tag.name == "dimension" && tag.begin != tag.end) dimension_.end = tag.end;
      return absl::OkStatus();
    }
    if (tag.name == "c" && next_ < writes_.size() && replaces_) {
      EndReplaced(tag);
    } else if (tag.name == "row") {
      Close(tag, row_open_, CellsBefore({at_.row + 1, 0}));
    } else if (tag.name == "sheetData") {
      Close(tag, data_, RowsBefore(kMostRows + 1));
      in_data_ = false;
    }
    return absl::OkStatus();
  }

  void Text(std::string_view) override {}

  SplicedSheet Finish() {
    Widen();
    SplicedSheet spliced;
    spliced.xml = ApplyEdits(xml_, std::move(edits_));
    spliced.locked = std::move(locked_);
    return spliced;
  }

  // False if cells were not met in order: then a text may have gone to a wrong place.
  bool sound() const { return ordered_ && next_ == writes_.size(); }

 private:
  struct Columns {
    int first, last, style;
  };
  // An element that edits may have to be put into.
  struct Element {
    std::size_t begin = 0;
    std::size_t end = 0;  // of its start tag
    std::string name;
  };

  static Element Opened(const XmlTag& tag) {
    return {tag.begin, tag.end, std::string(tag.whole)};
  }

  void StartRow(const XmlTag& tag) {
    const int number = ToNumber(tag.Get("r"), at_.row + 1);
    ordered_ = ordered_ && number > last_row_;
    last_row_ = number;
    const std::string rows = RowsBefore(number);
    if (!rows.empty()) edits_.push_back({tag.begin, tag.begin, rows});
    at_ = {number, 0};
    row_open_ = Opened(tag);
    prefix_ = PrefixOf(tag);
    const std::string_view custom = tag.Get("customFormat");
    row_style_ = custom == "1" || custom == "true" ? ToNumber(tag.Get("s"), -1) : -1;
  }

  void StartCell(const XmlTag& tag) {
    const auto named = ParseCell(tag.Get("r"));
    const int column = named ? named->column : at_.column + 1;
    ordered_ = ordered_ && column > at_.column;
    at_.column = column;
    const std::string cells = CellsBefore(at_);
    if (!cells.empty()) edits_.push_back({tag.begin, tag.begin, cells});
    replaces_ = next_ < writes_.size() && writes_[next_].at == at_;
    cell_begin_ = tag.begin;
    cell_style_ = ToNumber(tag.Get("s"), 0);
    has_style_ = tag.Find("s") != nullptr;
  }

  void EndReplaced(const XmlTag& tag) {
    const CellWrite& write = writes_[next_++];
    replaces_ = false;
    if (IsLocked(write.at, cell_style_)) return;
    edits_.push_back({cell_begin_, tag.end, Cell(write, has_style_ ? cell_style_ : -1)});
  }

  bool IsLocked(CellAddress at, int style) {
    if (unlocked_ == nullptr || unlocked_->contains(style)) return false;
    locked_.push_back(at);
    return true;
  }

  int StyleOf(CellAddress at) const {
    if (row_style_ >= 0 && at.row == at_.row) return row_style_;
    for (const Columns& columns : columns_) {
      if (at.column >= columns.first && at.column <= columns.last) return columns.style;
    }
    return 0;
  }

  std::string Cell(const CellWrite& write, int style) {
    const auto& p = prefix_;
    reach_.row = std::max(reach_.row, write.at.row);
    reach_.column = std::max(reach_.column, write.at.column);
    return absl::StrCat("<", p, "c r=\"", ToString(write.at), "\"",
                        style >= 0 ? absl::StrCat(" s=\"", style, "\"") : "",
                        " t=\"inlineStr\"><", p, "is><", p, "t xml:space=\"preserve\">",
                        EncodeCellText(write.text), "</", p, "t></", p, "is></", p, "c>");
  }

  // New cells of the row that is open, up to a place.
  std::string CellsBefore(CellAddress place) {
    std::string cells;
    while (next_ < writes_.size() && writes_[next_].at < place &&
           writes_[next_].at.row == at_.row) {
      const CellWrite& write = writes_[next_++];
      const int style = StyleOf(write.at);
      if (!IsLocked(write.at, style)) absl::StrAppend(&cells, Cell(write, style));
    }
    return cells;
  }

  // New rows up to a number.
  std::string RowsBefore(int number) {
    std::string rows;
    row_style_ = -1;
    if (prefix_.empty()) prefix_ = data_.name.substr(0, data_.name.find("sheetData"));
    while (next_ < writes_.size() && writes_[next_].at.row < number) {
      at_ = {writes_[next_].at.row, 0};
      const std::string cells = CellsBefore({at_.row + 1, 0});
      if (cells.empty()) continue;
      absl::StrAppend(&rows, "<", prefix_, "row r=\"", at_.row, "\">", cells, "</",
                      prefix_, "row>");
    }
    return rows;
  }

  // Puts `content` before an element's end tag, which an empty element gets then.
  void Close(const XmlTag& tag, const Element& element, const std::string& content) {
    if (content.empty()) return;
    if (tag.begin != tag.end) {
      edits_.push_back({tag.begin, tag.begin, content});
      return;
    }
    edits_.push_back({element.end - 2, element.end,
                      absl::StrCat(">", content, "</", element.name, ">")});
  }

  // The sheet says how far it reaches.
  void Widen() {
    const auto range = ParseRange(dimension_.text);
    if (!range ||
        (reach_.row <= range->last.row && reach_.column <= range->last.column)) {
      return;
    }
    const CellAddress last = {std::max(reach_.row, range->last.row),
                              std::max(reach_.column, range->last.column)};
    edits_.push_back({dimension_.begin, dimension_.end,
                      absl::StrCat("<", dimension_name_, " ref=\"",
                                   ToString(range->first), ":", ToString(last), "\"/>")});
  }

  std::string_view xml_;
  const std::vector<CellWrite>& writes_;
  const UnlockedStyles* unlocked_;
  std::size_t next_ = 0;
  std::vector<Edit> edits_;
  std::vector<CellAddress> locked_;
  std::vector<Columns> columns_;
  Edit dimension_;
  std::string dimension_name_;
  std::string prefix_;
  bool in_data_ = false;
  bool ordered_ = true;
  int last_row_ = 0;
  Element data_;
  Element row_open_;
  int row_style_ = -1;
  CellAddress at_;
  bool replaces_ = false;
  std::size_t cell_begin_ = 0;
  int cell_style_ = 0;
  bool has_style_ = false;
  CellAddress reach_;  // of what was written
};

}  // namespace

absl::StatusOr<SplicedSheet> SpliceSheet(const std::string& part, std::string_view xml,
                                         const std::vector<CellWrite>& writes,
                                         const UnlockedStyles* unlocked) {
  CellWriter writer(xml, writes, unlocked);
  CB_RETURN_IF_ERROR(StreamForEdits(part, xml, &writer));
  if (writer.sound()) return writer.Finish();
  return package::Damaged(
      kWorkbookTerms,
      absl::StrCat("the rows and cells of its part ", part,
                   " are not in order, so it cannot be filled in place."));
}

}  // namespace clausebook::questionnaires
