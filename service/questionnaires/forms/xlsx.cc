// A workbook: what is open on the first sheet if anything is, the answers, what it is of.
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <ctime>
#include <memory>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/questionnaires/forms/form_words.h"
#include "service/questionnaires/forms/forms.h"
#include "service/questionnaires/forms/rows.h"

namespace clausebook::questionnaires::forms {
namespace {

constexpr std::size_t kLongestCell = 32'767;  // UTF-16 units
constexpr char kCut[] = " … (cut: longer than a cell takes)";

// A file in memory: the library writes to a path, and nothing may stay behind on a disk.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool ok() const { return descriptor_ >= 0; }
  std::string path() const { return absl::StrCat("/proc/self/fd/", descriptor_); }

  // Everything that was written; empty if it cannot be read.
  std::string Read() const {
    std::string bytes;
    char block[1 << 16];
    off_t at = 0;
    for (ssize_t got; (got = pread(descriptor_, block, sizeof block, at)) > 0;
         at += got) {
      bytes.append(block, static_cast<std::size_t>(got));
    }
    return bytes;
  }

 private:
  int descriptor_;
};

// At most as many bytes as a cell takes characters: then it fits for certain.
std::string Fitting(const std::string& text) {
  if (text.size() <= kLongestCell) return text;
  std::size_t end = kLongestCell - sizeof kCut;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + kCut;
}

class Book {
 public:
  explicit Book(const std::string& path) {
    lxw_workbook_options options = {};
    options.constant_memory = LXW_FALSE;
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) return;
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    text_ = workbook_add_format(book_);
    format_set_text_wrap(text_);
    format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
    mark_ = workbook_add_format(book_);
    format_set_text_wrap(mark_);
    format_set_align(mark_, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(mark_, 0xFAEFD4);
  }
  ~Book() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  bool ok() const { return book_ != nullptr; }

  // Otherwise the library takes the clock's time.
  void SetMade(Instant time, const std::string& title) {
    lxw_doc_properties properties = {};
    std::string name = Fitting(title);
    properties.title = name.data();
    properties.created = static_cast<time_t>(time.micros / 1'000'000);
    workbook_set_properties(book_, &properties);
  }

  lxw_worksheet* AddTable(const char* name) {
    static constexpr double kWidths[kColumns] = {18, 22, 48, 32, 20, 72};
    lxw_worksheet* sheet = workbook_add_worksheet(book_, name);
    const Row head = HeadRow();
    for (std::size_t i = 0; i < head.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, column, column, kWidths[i], nullptr);
      Write(sheet, 0, column, head[i], head_);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    return sheet;
  }

  void AddRow(lxw_worksheet* sheet, lxw_row_t row, const FormItem& item) {
    const Row texts = RowOf(item);
    const bool marked = item.status != FormStatus::kApproved;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Write(sheet, row, static_cast<lxw_col_t>(i), texts[i],
            marked && i == 4 ? mark_ : text_);
    }
  }

  void AddAbout(const FormDocument& document) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, "About");
    worksheet_set_column(sheet, 0, 0, 100, nullptr);
    lxw_row_t row = 0;
    for (const std::string& text :
         {document.title, absl::StrCat(document.app, ", ", document.vendor),
          TimesSentence(document), StandingSentence(document), document.notice}) {
      if (!text.empty()) Write(sheet, row++, 0, PrintableLines(text), text_);
    }
  }

  lxw_error Close() {
    lxw_workbook* book = book_;
    book_ = nullptr;
    return workbook_close(book);
  }

 private:
  // Strings are never formulas.
  void Write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column,
             const std::string& text, lxw_format* format) {
    if (!text.empty()) {
      worksheet_write_string(sheet, row, column, Fitting(text).c_str(), format);
    }
  }

  lxw_workbook* book_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* text_ = nullptr;
  lxw_format* mark_ = nullptr;
};

absl::Status NotMade() {
  return MakeError("The workbook could not be made. Try again, or ask for another form.",
                   {.reason = Reason::kInternal});
}

}  // namespace

absl::StatusOr<std::string> RenderXlsx(const FormDocument& document) {
  MemoryFile file;
  if (!file.ok()) return NotMade();
  Book book(file.path());
  if (!book.ok()) return NotMade();
  book.SetMade(document.known_at, PrintableLines(document.title));
  const auto open = OpenItems(document);
  if (!open.empty()) {
    lxw_worksheet* sheet = book.AddTable("Needs a person");
    lxw_row_t row = 1;
    for (const FormItem* item : open) book.AddRow(sheet, row++, *item);
  }
  lxw_worksheet* sheet = book.AddTable("Answers");
  lxw_row_t row = 1;
  for (const FormItem& item : document.items) {
    if (item.status != FormStatus::kNeedsReview) book.AddRow(sheet, row++, item);
  }
  book.AddAbout(document);
  if (book.Close() != LXW_NO_ERROR) return NotMade();
  std::string bytes = file.Read();
  if (bytes.empty()) return NotMade();
  return bytes;
}

}  // namespace clausebook::questionnaires::forms
