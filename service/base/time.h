// The two times of the service, as types that cannot be mixed up: Date, a civil
// day on which something is true, and Instant, a moment at which something was
// recorded. All days are UTC.
#ifndef CLAUSEBOOK_SERVICE_BASE_TIME_H_
#define CLAUSEBOOK_SERVICE_BASE_TIME_H_

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook {

// A civil day, as days since 1970-01-01. Valid days reach to 9999-12-31.
struct Date {
  std::int32_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

// The last day that has a name of ten characters.
inline constexpr Date kLastDay{2'932'896};  // 9999-12-31

// A moment, as microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t micros = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

// Later than every recorded instant: "as known now, whatever now is".
inline constexpr Instant kEndOfTime{std::numeric_limits<std::int64_t>::max()};

// Parses `YYYY-MM-DD`, 1970-01-01 to 9999-12-31; nullopt for anything else,
// days that do not exist included.
std::optional<Date> ParseDate(std::string_view text);

// `YYYY-MM-DD`.
std::string FormatDate(Date date);

// The day that `instant` lies in.
Date DateOf(Instant instant);

// `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
std::string FormatInstant(Instant instant);

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_BASE_TIME_H_
