// Paragraphs, labels, tables and columns.
#include "clients/cli/render/page.h"

#include <gtest/gtest.h>

#include "clients/cli/render/text.h"

namespace clausebook::cli {
namespace {

TEST(PageTest, WrapsWithIndent) {
  Page page({20, false});
  page.Text(4, "one two three four five");
  EXPECT_EQ(page.text(),
            "    one two three\n"
            "    four five\n");
}

TEST(PageTest, SetsLabelsBesideTheirText) {
  Page page({24, false});
  page.Labelled(2, "but:", Tone::kUnknown, 5, "only while the app runs");
  page.Labelled(2, "a.label.too.long", Tone::kStrong, 5, "text");
  EXPECT_EQ(page.text(),
            "  but: only while the\n"
            "       app runs\n"
            "  a.label.too.long\n"
            "       text\n");
}

TEST(PageTest, ColoursEveryLineOfItsOwn) {
  Page page({12, true});
  page.Text(2, "one two three", Tone::kFaint);
  EXPECT_EQ(page.text(),
            "  \x1b[2mone two\x1b[0m\n"
            "  \x1b[2mthree\x1b[0m\n");
}

TEST(PageTest, NeverPassesControlCharactersOn) {
  Page page({40, false});
  page.Text(0, "a\x1b[31mb");
  page.Labelled(0, "l\x07", Tone::kPlain, 8, "t\x1b");
  page.Add(0, {{"H\x1b"}, {{{"c\x1b"}}}});
  EXPECT_EQ(page.text().find('\x1b'), std::string::npos);
  EXPECT_EQ(page.text().find('\x07'), std::string::npos);
}

TEST(PageTest, TablesAreAlignedAndTheWidestColumnsWrap) {
  Page page({40, false});
  page.Add(0, {{"ID", "SAYS"},
               {{{"a"}, {"the quick brown fox jumps over the lazy dog"}},
                {{"longer-id"}, {"日本語"}}}});
  EXPECT_EQ(page.text(),
            "ID         SAYS\n"
            "a          the quick brown fox jumps\n"
            "           over the lazy dog\n"
            "longer-id  日本語\n");
}

TEST(PageTest, TablesStayWithinTheWidth) {
  const std::string words = "several words that need a good deal of room to stand in";
  Page page({60, false});
  page.Add(2, {{"A", "B", "C"}, {{{words}, {words}, {"short"}}}});
  std::size_t begin = 0;
  for (std::size_t end; (end = page.text().find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    EXPECT_LE(Width(page.text().substr(begin, end - begin)), 60);
  }
}

TEST(PageTest, SetsPagesBesideEachOtherWhateverTheirColours) {
  Page left({10, true});
  left.Text(0, "for YES", Tone::kConflict);
  Page right({10, true});
  right.Text(0, "for");
  right.Text(0, "NO");
  Page page({30, true});
  page.Beside(2, left, right);
  EXPECT_EQ(page.text(),
            "  \x1b[1;31mfor YES\x1b[0m    | for\n"
            "             | NO\n");
}

}  // namespace
}  // namespace clausebook::cli
