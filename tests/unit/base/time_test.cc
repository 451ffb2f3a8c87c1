// Days and moments: what is read, what is refused, and that the two fit together.
#include "service/base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace clausebook {
namespace {

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

TEST(Date, IsCountedFrom1970) {
  EXPECT_EQ(ParseDate("1970-01-01")->days, 0);
  EXPECT_EQ(ParseDate("1970-01-02")->days, 1);
  EXPECT_EQ(ParseDate("2000-02-29")->days, 11016);
  EXPECT_EQ(ParseDate("2026-01-01")->days, 20454);
  EXPECT_EQ(ParseDate("9999-12-31")->days, 2932896);
}

TEST(Date, ThatDoesNotExistIsRefused) {
  for (const char* text :
       {"2025-02-29", "2100-02-29", "2025-02-30", "2025-04-31", "2025-13-01",
        "2025-00-10", "2025-01-00", "2025-01-32", "1969-12-31", "0000-01-01"}) {
    EXPECT_FALSE(ParseDate(text).has_value()) << text;
  }
}

TEST(Date, HasOneForm) {
  for (const char* text : {"", "2025-1-1", "2025-01-1 ", "20250101", "2025/01/01",
                           "2025-01-01T", " 2025-01-01", "2025-01-01 ", "+025-01-01",
                           "-025-01-01", "10000-01-01", "２025-01-01"}) {
    EXPECT_FALSE(ParseDate(text).has_value()) << text;
  }
}

RC_GTEST_PROP(Date, IsWrittenAsItIsRead, ()) {
  const Date date{*rc::gen::inRange<std::int32_t>(0, 2932897)};
  const auto read = ParseDate(FormatDate(date));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->days == date.days);
}

RC_GTEST_PROP(Date, OrderIsThatOfItsText, ()) {
  const Date a{*rc::gen::inRange<std::int32_t>(0, 2932897)};
  const Date b{*rc::gen::inRange<std::int32_t>(0, 2932897)};
  RC_ASSERT((a < b) == (FormatDate(a) < FormatDate(b)));
}

TEST(Instant, LiesInItsDay) {
  EXPECT_EQ(DateOf(Instant{0}).days, 0);
  EXPECT_EQ(DateOf(Instant{kMicrosPerDay - 1}).days, 0);
  EXPECT_EQ(DateOf(Instant{kMicrosPerDay}).days, 1);
  EXPECT_EQ(DateOf(Instant{-1}).days, -1);
  EXPECT_EQ(DateOf(Instant{-kMicrosPerDay}).days, -1);
}

TEST(Instant, IsWrittenToTheMicrosecond) {
  EXPECT_EQ(FormatInstant(Instant{0}), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(FormatInstant(Instant{1'767'225'599'999'999}), "2025-12-31T23:59:59.999999Z");
  EXPECT_EQ(FormatInstant(Instant{-1}), "1969-12-31T23:59:59.999999Z");
}

// In a year that has no name; but the time of its day is a time.
TEST(Instant, OfTheBeginningOfTimeIsWritten) {
  const std::string written = FormatInstant({std::numeric_limits<std::int64_t>::min()});
  EXPECT_TRUE(written.ends_with("T19:59:05.224192Z")) << written;
}

TEST(Instant, OfTheEndOfTimeIsAfterAll) {
  EXPECT_LT(Instant{2'932'897 * kMicrosPerDay}, kEndOfTime);
}

}  // namespace
}  // namespace clausebook
