#include "service/base/duration.h"

#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace clausebook {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kMonthsPerYear = 12;
constexpr std::int64_t kLongest = 366'000 * kDay;

struct Unit {
  char letter;
  bool time;  // after the `T`
  std::int64_t months;
  std::int64_t seconds;
  const char* word;
};

// In the order in which ISO 8601 wants them.
constexpr std::array<Unit, 7> kUnits{{
    {'Y', false, kMonthsPerYear, 0, "year"},
    {'M', false, 1, 0, "month"},
    {'W', false, 0, 7 * kDay, "week"},
    {'D', false, 0, kDay, "day"},
    {'H', true, 0, kHour, "hour"},
    {'M', true, 0, 60, "minute"},
    {'S', true, 0, 1, "second"},
}};

struct Part {
  std::size_t unit;
  std::int64_t count;
};

std::optional<std::vector<Part>> ParseParts(std::string_view text) {
  if (text.size() < 3 || text[0] != 'P') return std::nullopt;
  std::vector<Part> parts;
  bool time = false;
  std::size_t next_unit = 0;
  std::size_t at = 1;
  while (at < text.size()) {
    if (text[at] == 'T' && !time) {
      time = true;
      if (++at == text.size()) return std::nullopt;
      continue;
    }
    std::int64_t count = 0;
    const std::size_t start = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - start < 6) {
      count = count * 10 + (text[at++] - '0');
    }
    if (at == start || at == text.size()) return std::nullopt;
    std::size_t unit = next_unit;
    while (unit < kUnits.size() &&
           !(kUnits[unit].letter == text[at] && kUnits[unit].time == time)) {
      ++unit;
    }
    if (unit == kUnits.size()) return std::nullopt;
    parts.push_back({unit, count});
    next_unit = unit + 1;
    ++at;
  }
  if (parts.empty()) return std::nullopt;
  return parts;
}

std::int64_t MostSeconds(std::int64_t months) {
  return (months / kMonthsPerYear * 366 + months % kMonthsPerYear * 31) * kDay;
}

std::int64_t LeastSeconds(std::int64_t months) {
  return (months / kMonthsPerYear * 365 + months % kMonthsPerYear * 28) * kDay;
}

}  // namespace

std::optional<Span> ParseSpan(std::string_view text) {
  if (text == "indefinite") return Span{0, 0, true};
  const auto parts = ParseParts(text);
  if (!parts) return std::nullopt;
  Span span;
  for (const Part& part : *parts) {
    span.months += part.count * kUnits[part.unit].months;
    span.seconds += part.count * kUnits[part.unit].seconds;
  }
  if (MostSeconds(span.months) + span.seconds > kLongest) return std::nullopt;
  return span;
}

std::optional<bool> IsAtMost(const Span& a, const Span& b) {
  if (b.indefinite) return true;
  if (a.indefinite) return false;
  // What both have in common plays no part: P2M against P1M and 30 days is a month
  // against 30 days.
  const std::int64_t months = a.months - b.months;
  const std::int64_t seconds = a.seconds - b.seconds;
  const std::int64_t least =
      seconds + (months >= 0 ? LeastSeconds(months) : -MostSeconds(-months));
  const std::int64_t most =
      seconds + (months >= 0 ? MostSeconds(months) : -LeastSeconds(-months));
  if (most <= 0) return true;
  if (least > 0) return false;
  return std::nullopt;
}

std::string SpanInWords(std::string_view text) {
  if (text == "indefinite") return "indefinitely";
  const auto parts = ParseParts(text);
  if (!parts) return std::string(text);
  std::vector<std::string> words;
  for (const Part& part : *parts) {
    words.push_back(absl::StrCat(part.count, " ", kUnits[part.unit].word,
                                 part.count == 1 ? "" : "s"));
  }
  if (words.size() == 1) return words[0];
  const std::string last = words.back();
  words.pop_back();
  return absl::StrCat(absl::StrJoin(words, ", "), " and ", last);
}

}  // namespace clausebook
