// Text from the service on a terminal: harmless, measured, wrapped.
#include "clients/cli/render/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "service/base/utf8.h"

namespace clausebook::cli {
namespace {

using ::testing::ElementsAre;

TEST(PrintableTest, KeepsTextOfAllLanguages) {
  EXPECT_EQ(Printable("Größe – “naïve” 日本語 ✓"), "Größe – “naïve” 日本語 ✓");
}

TEST(PrintableTest, ShowsWhatWouldSteerATerminal) {
  EXPECT_EQ(Printable("\x1b[2J\x07 gone"), "\\x1b[2J\\x07 gone");
  EXPECT_EQ(Printable("\x7f"), "\\x7f");
  EXPECT_EQ(Printable("\xc2\x9b"
                      "31m"),
            "\\u009b31m");                                  // C1 control sequence
  EXPECT_EQ(Printable("a\xe2\x80\xaeyes"), "a\\u202eyes");  // right-to-left override
  EXPECT_EQ(Printable("no\xe2\x80\x8bt"), "no\\u200bt");    // zero-width space
  EXPECT_EQ(Printable(std::string_view("a\0b", 3)), "a\\x00b");
}

TEST(PrintableTest, ShowsBytesThatAreNotUtf8) {
  EXPECT_EQ(Printable("a\xff\xc3"), "a\\xff\\xc3");
}

TEST(PrintableTest, IsOneLineWithSingleSpaces) {
  EXPECT_EQ(Printable("  one\r\n\ttwo\xc2\xa0 three \n"), "one two three");
}

TEST(WidthTest, CountsColumnsNotBytes) {
  EXPECT_EQ(Width(""), 0);
  EXPECT_EQ(Width("größe"), 5);
  EXPECT_EQ(Width("日本"), 4);
  EXPECT_EQ(Width("e\xcc\x81"), 1);  // with a combining accent
}

TEST(WrapTest, BreaksAtSpaces) {
  EXPECT_THAT(Wrap("one two three four", 9), ElementsAre("one two", "three", "four"));
  EXPECT_THAT(Wrap("", 20), ElementsAre(""));
}

TEST(WrapTest, BreaksLongWordsAtGoodPlacesAndElseAnywhere) {
  EXPECT_THAT(Wrap("vendors/lanternfish/apps", 12),
              ElementsAre("vendors/", "lanternfish/", "apps"));
  EXPECT_THAT(Wrap("aaaaaaaaaaaaaaaaaaaa", 8),
              ElementsAre("aaaaaaaa", "aaaaaaaa", "aaaa"));
}

TEST(WrapTest, LeavesADigestInOnePiece) {
  const std::string digest(64, 'a');
  EXPECT_THAT(Wrap("sha256 " + digest + " of it", 40),
              ElementsAre("sha256", digest, "of it"));
}

TEST(ShortenTest, CutsWithAnEllipsis) {
  EXPECT_EQ(Shorten("twelve bytes", 12), "twelve bytes");
  EXPECT_EQ(Shorten("twelve bytes", 7), "twelve…");
  EXPECT_EQ(Width(Shorten("日本語日本語", 6)), 5);
}

TEST(PadTest, FillsUpToColumns) {
  EXPECT_EQ(Pad("日本", 6), "日本  ");
  EXPECT_EQ(Pad("longer", 3), "longer");
}

// Any bytes: what comes out is UTF-8 and holds no control character.
RC_GTEST_PROP(PrintableProperty, OutputIsAlwaysHarmless, (const std::string& bytes)) {
  const std::string out = Printable(bytes);
  RC_ASSERT(!FindInvalidUtf8(out).has_value());
  for (const unsigned char c : out) RC_ASSERT(c >= 0x20 && c != 0x7f);
  RC_ASSERT(out.find("\xc2\x80") == std::string::npos);
  RC_ASSERT(Printable(out) == out);
}

// Found by the property below.
TEST(WrapTest, AWordWithoutAnyWidthIsNotLost) {
  const auto lines = Wrap("\xDF\xB2 longer than eight", 8);
  EXPECT_EQ(lines[0].substr(0, 2), "\xDF\xB2");
}

// Wrapping loses nothing but spaces, and no line is too wide.
RC_GTEST_PROP(WrapProperty, KeepsTheTextWithinTheWidth, (const std::string& bytes)) {
  const int width = *rc::gen::inRange(8, 60);
  std::string text = Printable(bytes);
  std::string joined;
  for (const std::string& line : Wrap(text, width)) {
    RC_ASSERT(Width(line) <= width);
    joined += line;
  }
  std::erase(text, ' ');
  std::erase(joined, ' ');
  RC_ASSERT(joined == text);
}

}  // namespace
}  // namespace clausebook::cli
