// Reads the lines of the input as durations and dates, and its bytes as UTF-8.
#include <utf8proc.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/base/duration.h"
#include "service/base/time.h"
#include "service/base/utf8.h"
#include "service/catalog/values.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook {
namespace {

using testing::FuzzCheck;

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back().push_back(c);
    }
  }
  return lines;
}

void CheckSpan(const std::string& text, const Span& span) {
  FuzzCheck(IsAtMost(span, span) == true, "a span is at most itself");
  const Span indefinite = *ParseSpan("indefinite");
  FuzzCheck(IsAtMost(span, indefinite) == true, "nothing is longer than indefinite");
  FuzzCheck(!SpanInWords(text).empty(), "a span can be said in words");
  const auto canonical = catalog::CanonicalDuration(text);
  FuzzCheck(canonical.has_value(), "a duration has a canonical form");
  const auto again = ParseSpan(*canonical);
  FuzzCheck(again && IsAtMost(*again, span) == true && IsAtMost(span, *again) == true,
            "the canonical form is as long");
  FuzzCheck(catalog::CanonicalDuration(*canonical) == canonical,
            "the canonical form is its own");
}

void CheckOrder(const std::vector<Span>& spans) {
  for (const Span& a : spans) {
    for (const Span& b : spans) {
      const auto forth = IsAtMost(a, b);
      const auto back = IsAtMost(b, a);
      FuzzCheck(forth.has_value() || back != true || IsAtMost(a, a) == true,
                "certainty has a direction");
      FuzzCheck(forth != false || back == true, "what is longer is not shorter too");
      for (const Span& c : spans) {
        if (forth != true || IsAtMost(b, c) != true) continue;
        FuzzCheck(IsAtMost(a, c) != false, "the order has no circles");
      }
    }
  }
}

// The first offset at which utf8proc, which reads one character at a time, refuses.
std::optional<std::size_t> FindInvalidByLibrary(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t value = 0;
    const auto size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                         static_cast<utf8proc_ssize_t>(text.size() - at), &value);
    if (size <= 0) return at;
    at += static_cast<std::size_t>(size);
  }
  return std::nullopt;
}

}  // namespace
}  // namespace clausebook

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  testing::FuzzCheck(FindInvalidUtf8(input) == FindInvalidByLibrary(input),
                     "UTF-8 is what the library says it is");
  std::vector<Span> spans;
  for (const std::string& line : Lines(input)) {
    if (const auto span = ParseSpan(line)) {
      CheckSpan(line, *span);
      if (spans.size() < 8) spans.push_back(*span);
    }
    if (const auto date = ParseDate(line)) {
      testing::FuzzCheck(FormatDate(*date) == line, "a date is written as it is read");
    }
  }
  CheckOrder(spans);
  return 0;
}
