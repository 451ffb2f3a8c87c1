#include "service/questionnaires/files/delimited.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"
#include "service/questionnaires/files/cell_text.h"

namespace clausebook::questionnaires {
namespace {

constexpr std::size_t kMostFields = 2'000'000;

absl::Status CheckText(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    return InvalidField("file", "The file is UTF-16. Save it as \"CSV UTF-8\".");
  }
  if (const auto at = FindInvalidUtf8(bytes)) {
    return InvalidField(
        "file", absl::StrCat("The file is not UTF-8 at byte ", *at,
                             ". Save it as \"CSV UTF-8\", or give an XLSX file."));
  }
  if (const auto at = bytes.find('\0'); at != std::string_view::npos) {
    return InvalidField("file", absl::StrCat("The file has a NUL at byte ", at,
                                             ": it is no text. Give XLSX, CSV or JSON."));
  }
  return absl::OkStatus();
}

// One pass over the text; knows where it is.
class Parser {
 public:
  Parser(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool done() const { return at_ >= text_.size(); }

  // The next field; its address is not set.
  absl::Status Next(DelimitedField* field) {
    field->begin = at_;
    field->quoted = at_ < text_.size() && text_[at_] == '"';
    if (field->quoted) CB_RETURN_IF_ERROR(ReadQuoted(field));
    // What stands behind a closing quote belongs to the field all the same.
    const char ends[] = {separator_, '\r', '\n'};
    const std::size_t end =
        std::min(text_.find_first_of(std::string_view(ends, 3), at_), text_.size());
    field->text.append(text_.substr(at_, end - at_));
    at_ = field->end = end;
    field->last = at_ == text_.size() || text_[at_] != separator_;
    EndField(field->last);
    return absl::OkStatus();
  }

  // Whether the last field was ended by a separator, so that one more follows.
  bool owes_field() const { return owes_field_; }

 private:
  absl::Status ReadQuoted(DelimitedField* field) {
    const std::size_t opened = at_++;
    while (true) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos) {
        const auto line = 1 + std::count(text_.begin(),
                                         text_.begin() + static_cast<long>(opened), '\n');
        return InvalidField(
            "file", absl::StrCat("The quote that is opened in line ", line,
                                 " is never closed. Save the file again as CSV."));
      }
      field->text.append(text_.substr(at_, quote - at_));
      at_ = quote + 1;
      if (at_ >= text_.size() || text_[at_] != '"') return absl::OkStatus();
      field->text.push_back('"');
      ++at_;
    }
  }

  void EndField(bool last) {
    owes_field_ = !last;
    if (!last) {
      ++at_;
    } else if (at_ < text_.size()) {
      at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    }
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  bool owes_field_ = false;
};

// How evenly a separator cuts the first records: the share of them that have the most
// common number of fields, if that is more than one.
std::pair<double, int> Evenness(std::string_view text, char separator) {
  std::map<int, int> records;
  int all = 0;
  const absl::Status parsed =
      ParseDelimited(text, separator, [&](const DelimitedField& field) {
        // Empty lines say nothing.
        if (field.last && (field.at.column > 1 || !field.text.empty())) {
          ++records[field.at.column];
          ++all;
        }
        return absl::OkStatus();
      });
  (void)parsed;  // the start of a text may end within quotes
  std::pair<double, int> best = {0, 0};
  for (const auto& [fields, count] : records) {
    if (fields > 1) {
      best = std::max(best, {static_cast<double>(count) / all, fields});
    }
  }
  return best;
}

}  // namespace

std::size_t ByteOrderMark(std::string_view bytes) {
  return bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
}

char GuessSeparator(std::string_view text) {
  if (text.starts_with("sep=") && text.size() > 5 &&
      (text[5] == '\r' || text[5] == '\n')) {
    return text[4];
  }
  constexpr std::size_t kLookedAt = 1 << 16;
  const std::string_view start = text.substr(0, kLookedAt);
  char best = ',';
  std::pair<double, int> score = {0, 0};
  for (const char separator : {',', ';', '\t', '|'}) {
    const auto of = Evenness(start, separator);
    if (of > score) {
      score = of;
      best = separator;
    }
  }
  return best;
}

absl::Status ParseDelimited(std::string_view text, char separator,
                            const std::function<absl::Status(DelimitedField)>& take) {
  Parser parser(text, separator);
  CellAddress at = {1, 0};
  while (!parser.done() || parser.owes_field()) {
    DelimitedField field;
    CB_RETURN_IF_ERROR(parser.Next(&field));
    ++at.column;
    if (at.row > kMostRows || at.column > kMostColumns) {
      return MakeError(absl::StrCat("The file has more than ", kMostRows, " rows or ",
                                    kMostColumns, " columns. Split it."),
                       {.reason = Reason::kTooLarge});
    }
    field.at = at;
    if (field.last) at = {at.row + 1, 0};
    CB_RETURN_IF_ERROR(take(std::move(field)));
  }
  return absl::OkStatus();
}

absl::StatusOr<Workbook> ReadDelimited(std::string_view bytes) {
  CB_RETURN_IF_ERROR(CheckText(bytes));
  const std::string_view text = bytes.substr(ByteOrderMark(bytes));
  Workbook workbook;
  Sheet& sheet = workbook.sheets.emplace_back();
  CB_RETURN_IF_ERROR(
      ParseDelimited(text, GuessSeparator(text), [&](DelimitedField field) {
        if (field.text.empty()) return absl::OkStatus();
        if (sheet.cells.size() == kMostFields) {
          return MakeError("The file has more than two million fields. Split it.",
                           {.reason = Reason::kTooLarge});
        }
        const CellAddress at = field.at;
        sheet.cells.push_back({at, workbook.texts.Add(std::move(field.text)), false});
        return absl::OkStatus();
      }));
  return workbook;
}

}  // namespace clausebook::questionnaires
