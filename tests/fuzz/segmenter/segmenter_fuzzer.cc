// Cuts any bytes into clauses and checks the promises of segmenter.h that can be
// checked without segmenting again. The first byte says what kind of text it is.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "service/evidence/segmenter.h"
#include "service/evidence/text_scan.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook::evidence {
namespace {

using testing::FuzzCheck;
using testing::FuzzCheckText;

bool InsideOfCharacter(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

void CheckClauses(std::string_view text, const std::vector<model::Clause>& clauses) {
  std::set<std::string> ids;
  std::size_t last_end = 0;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const model::Clause& clause = clauses[i];
    const Span span{static_cast<std::size_t>(clause.range.begin),
                    static_cast<std::size_t>(clause.range.end)};
    FuzzCheck(clause.range.begin >= 0 && span.begin < span.end && span.end <= text.size(),
              "a clause is a non-empty range of the text");
    FuzzCheck(last_end <= span.begin, "clauses are in order and do not overlap");
    FuzzCheck(!InsideOfCharacter(text, span.begin) && !InsideOfCharacter(text, span.end),
              "a clause is whole characters");
    const Span trimmed = Trim(text, span);
    FuzzCheck(trimmed.begin == span.begin && trimmed.end == span.end,
              "a clause has no white space at its ends");
    FuzzCheck(clause.ordinal == static_cast<std::int32_t>(i), "clauses are numbered");
    FuzzCheck(ids.insert(clause.id).second, "the id of a clause is its own");
    for (const std::string& heading : clause.heading_path) FuzzCheckText(heading);
    last_end = span.end;
  }
}

}  // namespace
}  // namespace clausebook::evidence

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto type =
      data[0] % 2 == 1 ? model::MediaType::kMarkdown : model::MediaType::kPlainText;
  const auto clauses = evidence::SegmentText(text, type);
  if (!clauses.ok()) {
    testing::FuzzCheckRefusal(clauses.status());
    testing::FuzzCheck(text.empty() || FindInvalidUtf8(text) ||
                           text.find('\0') != std::string_view::npos,
                       "UTF-8 text without NUL is cut");
    return 0;
  }
  evidence::CheckClauses(text, *clauses);
  return 0;
}
