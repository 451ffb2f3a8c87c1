// Well-formed UTF-8, by the cases of the Unicode standard's table 3-7.
#include "service/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace clausebook {
namespace {

TEST(Utf8, WellFormedTextIsAccepted) {
  for (const char* text :
       {"", "plain", "gr\xC3\xBC\xC3\x9F", "\xE2\x82\xAC", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(FindInvalidUtf8(text), std::nullopt) << text;
  }
}

TEST(Utf8, TheFirstIllFormedSequenceIsFound) {
  struct Case {
    const char* text;
    std::size_t at;
  };
  for (const Case& c :
       {Case{"ab\x80", 2}, Case{"\xC0\xAF", 0}, Case{"\xC1\xBF", 0},
        Case{"x\xE0\x9F\xBF", 1}, Case{"\xED\xA0\x80", 0}, Case{"\xF0\x8F\xBF\xBF", 0},
        Case{"\xF4\x90\x80\x80", 0}, Case{"\xF5\x80\x80\x80", 0}, Case{"\xE2\x82", 0},
        Case{"\xC3(", 0}, Case{"\xE2\x82(", 0}, Case{"\xFF", 0}}) {
    EXPECT_EQ(FindInvalidUtf8(c.text), c.at) << c.text;
  }
}

}  // namespace
}  // namespace clausebook
