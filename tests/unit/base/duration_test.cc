// Durations: what is read, what is certainly longer, and how they are said.
#include "service/base/duration.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <string>

namespace clausebook {
namespace {

// "<=", ">" or "?" as IsAtMost(a, b) says.
std::string Compare(const std::string& a, const std::string& b) {
  const auto left = ParseSpan(a);
  const auto right = ParseSpan(b);
  if (!left || !right) return "unread";
  const auto at_most = IsAtMost(*left, *right);
  if (!at_most) return "?";
  return *at_most ? "<=" : ">";
}

// "=", "<", ">" or "?" by comparing both ways.
std::string Order(const std::string& a, const std::string& b) {
  const std::string forth = Compare(a, b);
  const std::string back = Compare(b, a);
  if (forth == "<=" && back == "<=") return "=";
  if (forth == "<=" || back == ">") return "<";
  if (forth == ">" || back == "<=") return ">";
  return forth == "?" && back == "?" ? "?" : "unread";
}

TEST(Span, IsReadInItsIso8601Forms) {
  for (const char* text : {"P30D", "P2W", "P1Y6M", "PT72H", "P1DT12H30M", "P0D", "PT0S",
                           "P1Y2M3W4DT5H6M7S", "indefinite", "P1000Y", "P12000M"}) {
    EXPECT_TRUE(ParseSpan(text).has_value()) << text;
  }
}

TEST(Span, IsNothingElse) {
  for (const char* text :
       {"",        "P",          "PT",   "P1",      "1D",        "P1X",
        "P1DT",    "PT1D",       "P1H",  "P1D1D",   "P1D1M",     "P-1D",
        "P1.5D",   "p1d",        " P1D", "P1D ",    "P1000000D", "P1001Y",
        "P12013M", "Indefinite", "P1TD", "PT1HT1M", "30 days"}) {
    EXPECT_FALSE(ParseSpan(text).has_value()) << text;
  }
}

TEST(Span, OfWeeksDaysAndHoursIsOneScale) {
  EXPECT_EQ(Order("P2W", "P14D"), "=");
  EXPECT_EQ(Order("PT72H", "P3D"), "=");
  EXPECT_EQ(Order("P1DT12H30M", "PT36H30M"), "=");
  EXPECT_EQ(Order("PT90S", "PT1M"), ">");
  EXPECT_EQ(Order("P29D", "P30D"), "<");
}

TEST(Span, OfMonthsAndYearsIsOneScale) {
  EXPECT_EQ(Order("P12M", "P1Y"), "=");
  EXPECT_EQ(Order("P18M", "P1Y6M"), "=");
  EXPECT_EQ(Order("P24M", "P2Y"), "=");
  EXPECT_EQ(Order("P11M", "P1Y"), "<");
  EXPECT_EQ(Order("P13M", "P1Y"), ">");
  EXPECT_EQ(Order("P100Y", "P1201M"), "<");
  EXPECT_EQ(Order("P1M1D", "P1M"), ">");
  EXPECT_EQ(Order("P12M3D", "P1Y72H"), "unread");
  EXPECT_EQ(Order("P12M3D", "P1YT72H"), "=");
}

TEST(Span, OfBothScalesIsComparedWhereTheCalendarLeavesNoDoubt) {
  EXPECT_EQ(Order("P30D", "P1M"), "?");
  EXPECT_EQ(Order("P28D", "P1M"), "<");
  EXPECT_EQ(Order("P27D", "P1M"), "<");
  EXPECT_EQ(Order("P31D", "P1M"), ">");
  EXPECT_EQ(Order("P32D", "P1M"), ">");
  EXPECT_EQ(Order("P365D", "P1Y"), "<");
  EXPECT_EQ(Order("P366D", "P1Y"), ">");
  EXPECT_EQ(Order("P365D", "P12M"), "<");
  EXPECT_EQ(Order("P364D", "P12M"), "<");
  EXPECT_EQ(Order("P52W", "P1Y"), "<");
  EXPECT_EQ(Order("P53W", "P12M"), ">");
  EXPECT_EQ(Order("P1M30D", "P2M"), "?");
  EXPECT_EQ(Order("P1M32D", "P2M"), ">");
}

TEST(Span, IndefiniteIsLongest) {
  EXPECT_EQ(Order("P999Y", "indefinite"), "<");
  EXPECT_EQ(Order("indefinite", "indefinite"), "=");
}

TEST(Span, InWords) {
  EXPECT_EQ(SpanInWords("P30D"), "30 days");
  EXPECT_EQ(SpanInWords("P1Y6M"), "1 year and 6 months");
  EXPECT_EQ(SpanInWords("P1Y2M3DT1H"), "1 year, 2 months, 3 days and 1 hour");
  EXPECT_EQ(SpanInWords("P0D"), "0 days");
  EXPECT_EQ(SpanInWords("indefinite"), "indefinitely");
}

std::string AnySpan() {
  const auto part = [](char unit) {
    const int count = *rc::gen::weightedOneOf<int>(
        {{2, rc::gen::just(0)}, {1, rc::gen::inRange(1, 70)}});
    return count == 0 ? std::string() : std::to_string(count) + unit;
  };
  const std::string date = part('Y') + part('M') + part('W') + part('D');
  const std::string time = part('H') + part('M') + part('S');
  if (date.empty() && time.empty()) return "P0D";
  return "P" + date + (time.empty() ? "" : "T" + time);
}

// Whatever is said with certainty fits together.
RC_GTEST_PROP(Span, IsAnOrder, ()) {
  const std::string a = AnySpan();
  const std::string b = AnySpan();
  const std::string c = AnySpan();
  RC_ASSERT(Order(a, a) == "=");
  if (Compare(a, b) == ">") RC_ASSERT(Compare(b, a) == "<=");
  if (Compare(a, b) == "<=" && Compare(b, c) == "<=") RC_ASSERT(Compare(a, c) != ">");
}

}  // namespace
}  // namespace clausebook
