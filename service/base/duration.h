// Lengths of time as policies state them: ISO 8601 durations, compared only where
// the calendar leaves no doubt.
#ifndef CLAUSEBOOK_SERVICE_BASE_DURATION_H_
#define CLAUSEBOOK_SERVICE_BASE_DURATION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

// A length of time, on two scales: months (a year has twelve), and seconds for weeks,
// days and less. Only the calendar leads from one to the other: a month is 28 to 31
// days, a year 365 or 366. An indefinite span is longer than every other.
struct Span {
  std::int64_t months = 0;
  std::int64_t seconds = 0;
  bool indefinite = false;
};

// Parses `P30D`, `P2W`, `P1Y6M`, `PT72H`, `P1DT12H30M` or `indefinite`; nullopt
// for anything else, also for more than 1,000 years.
std::optional<Span> ParseSpan(std::string_view text);

// Certainly a <= b, or certainly a > b; nullopt where the calendar decides. P12M and
// P1Y are the same; P30D and P1M are not to be compared.
std::optional<bool> IsAtMost(const Span& a, const Span& b);

// "30 days", "1 year and 6 months", "indefinitely". `text` must parse.
std::string SpanInWords(std::string_view text);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_DURATION_H_
