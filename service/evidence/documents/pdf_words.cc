#include "service/evidence/documents/pdf_words.h"

#include <iconv.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/evidence/documents/text_writer.h"
#include "service/evidence/segmenter.h"

namespace clausebook::evidence {
namespace {

constexpr int kMostPages = 1000;

// Poppler would write what it finds wrong to standard error.
void KeepQuiet(const std::string&, void*) {}

bool IsBoldFont(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr std::array<std::string_view, 5> kWeights = {"bold", "black", "heavy",
                                                        "semibd", "demi"};
  return std::any_of(kWeights.begin(), kWeights.end(), [&](std::string_view weight) {
    return name.find(weight) != std::string::npos;
  });
}

PdfWord ReadWord(const poppler::text_box& box) {
  PdfWord word;
  const poppler::byte_array utf8 = box.text().to_utf8();
  InlineText clean;
  clean.Add({utf8.data(), utf8.size()});
  word.text = clean.Take();
  const poppler::rectf place = box.bbox();
  word.left = place.left();
  word.right = place.right();
  word.top = place.top();
  word.bottom = place.bottom();
  word.space_after = box.has_space_after();
  word.size = word.height();
  if (box.has_font_info()) {
    if (box.get_font_size() > 0) word.size = box.get_font_size();
    word.bold = IsBoldFont(box.get_font_name());
  }
  return word;
}

absl::Status TooManyPages() {
  return MakeError(absl::StrCat("The PDF has more than ", kMostPages,
                                " pages. Give those that are the policy."),
                   {.reason = Reason::kTooLarge});
}

absl::StatusOr<std::vector<PdfPage>> ReadPages(const poppler::document& document) {
  std::vector<PdfPage> pages;
  std::size_t size = 0;
  const int count = document.pages();
  if (count > kMostPages) return TooManyPages();
  for (int i = 0; i < count; ++i) {
    const std::unique_ptr<poppler::page> page(document.create_page(i));
    if (page == nullptr) continue;
    PdfPage& read = pages.emplace_back();
    read.height = page->page_rect().height();
    for (const auto& box : page->text_list(poppler::page::text_list_include_font)) {
      if (box.rotation() != 0) continue;
      PdfWord word = ReadWord(box);
      size += word.text.size() + 1;
      if (!word.text.empty()) read.words.push_back(std::move(word));
    }
    if (size > 2 * kMaxTextBytes) {
      return MakeError(absl::StrCat("The document's text has more than ", kMaxTextBytes,
                                    " bytes. Split the document."),
                       {.reason = Reason::kTooLarge});
    }
  }
  return pages;
}

}  // namespace

absl::StatusOr<std::vector<PdfPage>> ReadPdfWords(std::string_view bytes) {
  // Once: it is one setting for the whole process.
  [[maybe_unused]] static const bool quiet =
      (poppler::set_debug_error_function(&KeepQuiet, nullptr), true);
  const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
      bytes.data(), static_cast<int>(bytes.size())));
  if (document == nullptr) {
    return InvalidField("document",
                        "The PDF is damaged or not whole. Save or download it again.");
  }
  if (document->is_locked()) {
    return InvalidField("document", "The PDF is encrypted. Save it without a password.");
  }
  return ReadPages(*document);
}

void PreparePdf() {
  // Never closed: an open handle is what keeps glibc from unloading the tables.
  static_cast<void>(iconv_open("UTF-16", "UTF-8"));
  static_cast<void>(iconv_open("UTF-8", "UTF-16"));
}

}  // namespace clausebook::evidence
