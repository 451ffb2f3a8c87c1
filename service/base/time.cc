#include "service/base/time.h"

#include <chrono>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"

namespace clausebook {
namespace {

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

std::optional<int> ParseDigits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = ParseDigits(text.substr(0, 4));
  const auto month = ParseDigits(text.substr(5, 2));
  const auto day = ParseDigits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1970) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{*year},
                                        std::chrono::month{static_cast<unsigned>(*month)},
                                        std::chrono::day{static_cast<unsigned>(*day)}};
  if (!ymd.ok()) return std::nullopt;
  return Date{
      static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

std::string FormatDate(Date date) {
  const std::chrono::year_month_day ymd{
      std::chrono::sys_days{std::chrono::days{date.days}}};
  return absl::StrFormat("%04d-%02d-%02d", static_cast<int>(ymd.year()),
                         static_cast<unsigned>(ymd.month()),
                         static_cast<unsigned>(ymd.day()));
}

Date DateOf(Instant instant) {
  std::int64_t days = instant.micros / kMicrosPerDay;
  if (instant.micros % kMicrosPerDay < 0) --days;
  return Date{static_cast<std::int32_t>(days)};
}

std::string FormatInstant(Instant instant) {
  const Date date = DateOf(instant);
  std::int64_t rest = instant.micros % kMicrosPerDay;
  if (rest < 0) rest += kMicrosPerDay;
  const std::int64_t seconds = rest / 1'000'000;
  return absl::StrFormat("%sT%02d:%02d:%02d.%06dZ", FormatDate(date), seconds / 3600,
                         seconds / 60 % 60, seconds % 60, rest % 1'000'000);
}

}  // namespace clausebook
