// Looks for quotes in any text: quotes that are anything, and quotes that are a part of
// the text with its white space changed, which have to be found.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "service/evidence/quote.h"
#include "service/evidence/segmenter.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook::evidence {
namespace {

using testing::FuzzCheck;
using testing::FuzzCheckRefusal;
using testing::FuzzCheckText;

std::string Bytes(const std::string& text, const model::ByteRange& range) {
  return text.substr(static_cast<std::size_t>(range.begin),
                     static_cast<std::size_t>(range.end - range.begin));
}

bool Has(const std::vector<model::ByteRange>& ranges, const model::ByteRange& range) {
  return std::find(ranges.begin(), ranges.end(), range) != ranges.end();
}

void CheckPlaces(const std::string& text, const std::string& quote) {
  std::int64_t last = -1;
  for (const model::ByteRange& place : FindQuote(text, quote)) {
    FuzzCheck(place.begin > last, "places are in order");
    FuzzCheck(
        place.begin < place.end && place.end <= static_cast<std::int64_t>(text.size()),
        "a place is inside of the text");
    FuzzCheck(NormaliseText(Bytes(text, place)) == NormaliseText(quote),
              "the text at the place is the quote but for white space");
    last = place.begin;
  }
}

// Whatever is accepted is inside of one clause that states something.
void CheckPlace(const std::string& text, const std::vector<model::Clause>& clauses,
                const absl::StatusOr<QuotePlace>& place) {
  if (!place.ok()) {
    FuzzCheckRefusal(place.status());
    return;
  }
  FuzzCheckText(Bytes(text, place->range));
  const auto clause = std::find_if(clauses.begin(), clauses.end(),
                                   [&](const auto& c) { return c.id == place->clause; });
  FuzzCheck(clause != clauses.end(), "the clause exists");
  FuzzCheck(!clause->heading, "a heading is not quoted");
  FuzzCheck(
      clause->range.begin <= place->range.begin && place->range.end <= clause->range.end,
      "a quote lies in its clause");
}

// Every clause can be quoted, wrapped in whatever way.
void CheckClauseCanBeQuoted(const std::string& text, const model::Clause& clause) {
  const std::string quote = Bytes(text, clause.range);
  FuzzCheck(Has(FindQuote(text, quote), clause.range), "a clause is found");
  FuzzCheck(Has(FindQuote(text, "\n " + NormaliseText(quote)), clause.range),
            "a clause is found with other white space");
}

}  // namespace
}  // namespace clausebook::evidence

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook;
  using namespace clausebook::evidence;
  FuzzedDataProvider input(data, size);
  const auto type =
      input.ConsumeBool() ? model::MediaType::kMarkdown : model::MediaType::kPlainText;
  const int occurrence = input.ConsumeIntegralInRange(0, 3);
  const std::int64_t begin = input.ConsumeIntegral<std::int16_t>();
  const std::int64_t length = input.ConsumeIntegral<std::int16_t>();
  const std::string quote = input.ConsumeRandomLengthString(64);
  const std::string text = input.ConsumeRemainingBytesAsString();
  const auto clauses = SegmentText(text, type);
  if (!clauses.ok()) return 0;
  CheckPlace(text, *clauses, CheckRange(text, *clauses, {begin, begin + length}));
  for (std::size_t i = 0; i < std::min<std::size_t>(clauses->size(), 4); ++i) {
    CheckClauseCanBeQuoted(text, (*clauses)[i]);
  }
  // What is no text never comes so far.
  if (FindInvalidUtf8(quote) || quote.find('\0') != std::string::npos) return 0;
  CheckPlaces(text, quote);
  CheckPlace(text, *clauses, LocateQuote(text, *clauses, quote, occurrence));
  return 0;
}
