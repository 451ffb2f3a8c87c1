// Any bytes as a PDF, if they begin like one, which is mostly poppler's work (and poppler
// is not instrumented); else as the words that poppler could find, which is ours: a
// document whose blocks can be cut into clauses, or an error.
#include <fuzzer/FuzzedDataProvider.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "service/evidence/documents/extract.h"
#include "service/evidence/documents/pdf_layout.h"
#include "service/evidence/documents/text_writer.h"
#include "tests/testing/documents/fuzz_document.h"

namespace clausebook::evidence {
namespace {

std::vector<PdfPage> MakePages(FuzzedDataProvider* input) {
  std::vector<PdfPage> pages;
  while (input->remaining_bytes() > 0 && pages.size() < 20) {
    PdfPage& page = pages.emplace_back();
    page.height = input->ConsumeIntegralInRange(1, 900);
    const int words = input->ConsumeIntegralInRange(0, 60);
    for (int i = 0; i < words; ++i) {
      PdfWord word;
      word.left = input->ConsumeIntegralInRange(-50, 700);
      word.top = input->ConsumeIntegralInRange(-50, 950);
      word.size = input->ConsumeIntegralInRange(0, 30);
      word.right = word.left + input->ConsumeIntegralInRange(-5, 80);
      word.bottom = word.top + word.size;
      word.bold = input->ConsumeBool();
      word.space_after = input->ConsumeBool();
      InlineText text;
      text.Add(input->ConsumeRandomLengthString(12));
      word.text = text.Take();
      if (!word.text.empty()) page.words.push_back(word);
    }
  }
  return pages;
}

}  // namespace
}  // namespace clausebook::evidence

// What the library that finds fonts keeps for the process, LeakSanitizer cannot see.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: its name is given
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace evidence = clausebook::evidence;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  FuzzedDataProvider input(data, size);
  const auto document =
      bytes.starts_with("%PDF-")
          ? evidence::ExtractDocument(bytes, evidence::DocumentFormat::kPdf)
          : evidence::LayOutPdf(evidence::MakePages(&input));
  clausebook::testing::FuzzCheckDocument(document);
  return 0;
}
