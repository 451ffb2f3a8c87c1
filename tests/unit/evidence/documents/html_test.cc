// Web pages: what a person sees of them, and what becomes of hostile ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/evidence/documents/extract.h"
#include "tests/testing/documents/documents.h"
#include "tests/testing/must.h"

namespace clausebook::evidence {
namespace {

using clausebook::testing::BlocksOf;
using clausebook::testing::Must;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

ExtractedDocument Read(const std::string& html) {
  return Must(ExtractDocument(html, DocumentFormat::kHtml));
}

std::vector<std::string> Blocks(const std::string& html) { return BlocksOf(Read(html)); }

absl::Status Refused(const std::string& html) {
  return ExtractDocument(html, DocumentFormat::kHtml).status();
}

std::string Repeat(const std::string& what, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += what;
  return all;
}

TEST(Html, KeepsHeadingsAndParagraphs) {
  EXPECT_THAT(Blocks("<h1>Policy</h1><p>We  store\n<b>nothing</b>.</p><h3>More</h3>"
                     "<div>Loose text<p>Inner.</p>tail</div>"),
              ElementsAre("#1 Policy", "We store nothing.", "#3 More", "Loose text",
                          "Inner.", "tail"));
}

TEST(Html, TakesShortBoldParagraphsForHeadings) {
  EXPECT_THAT(Blocks("<p><strong>2. Data we keep</strong></p><p><b>None.</b></p>"
                     "<p><b>2.1 Logs</b></p><p><b>We</b> keep none</p>"),
              ElementsAre("#7 2. Data we keep", "None.", "#8 2.1 Logs", "We keep none"));
}

TEST(Html, LeavesOutWhatIsNotTheText) {
  EXPECT_THAT(
      Blocks("<title>T</title><header>Logo</header><nav>Home</nav><p>Text.</p>"
             "<script>s()</script><style>p{}</style><template>t</template>"
             "<svg><text>x</text></svg><button>Accept</button><form><input value=v>"
             "<select><option>o</select></form><!-- c --><footer>(c)</footer>"),
      ElementsAre("Text."));
}

TEST(Html, ReadsTheMainPartUnlessItIsASmallOne) {
  EXPECT_THAT(Blocks("<div>Menu</div><main><p>All of the policy.</p></main>"),
              ElementsAre("All of the policy."));
  EXPECT_THAT(Blocks("<main>Hi</main><p>All of the policy is here.</p>"),
              ElementsAre("Hi", "All of the policy is here."));
}

TEST(Html, LeavesOutHiddenTextAndSaysSo) {
  const auto page = Read(
      "<p>Seen.</p><p hidden>one two</p>"
      "<p style='Display : NONE'>three</p><h2><button>Open</button></h2>"
      "<div role=region aria-labelledby=x hidden>Behind a heading.</div>");
  EXPECT_THAT(BlocksOf(page), ElementsAre("Seen.", "#2 Open", "Behind a heading."));
  EXPECT_THAT(page.notes, ElementsAre(HasSubstr("(3 words)")));
  EXPECT_THAT(Read("<p>Seen.</p>").notes, IsEmpty());
}

TEST(Html, LaysOutNestedLists) {
  const auto page = Read(
      "<p>We keep:</p><ul><li>Names<ol type=a start=2><li>hashed</li>"
      "<li>salted</li></ol></li><li><p>Logs</p><p>for a day.</p></ul>");
  EXPECT_EQ(page.text,
            "We keep:\n\n- Names\n  b. hashed\n  c. salted\n- Logs\n  for a day.");
  EXPECT_THAT(BlocksOf(page),
              ElementsAre("We keep:", "Names", "hashed", "salted", "Logs", "for a day."));
}

TEST(Html, MakesAClauseOfEachTableRowWithItsHeaders) {
  EXPECT_THAT(Blocks("<table><tr><th>Provider<th>Purpose<th>Country"
                     "<tr><td>Fastmail<td>e-mail<td rowspan=2>AU"
                     "<tr><td>Logwick<td><ul><li>logs<li>errors</ul></table>"),
              ElementsAre("| Provider: Fastmail; Purpose: e-mail; Country: AU",
                          "| Provider: Logwick; Purpose: logs, errors; Country: AU"));
}

TEST(Html, ReadsLayoutTablesAsText) {
  EXPECT_THAT(Blocks("<table><tr><td><h1>Policy</h1><p>We store nothing.</table>"),
              ElementsAre("#1 Policy", "We store nothing."));
}

TEST(Html, JoinsTermsAndTheirDefinitions) {
  EXPECT_THAT(
      Blocks("<dl><dt>Data</dt><dd>What you give us.</dd><dt>App:<dt>Apps"
             "<dd><p>What you run.<p>Both kinds.</dl>"),
      ElementsAre("Data: What you give us.", "App, Apps: What you run.", "Both kinds."));
}

TEST(Html, ShowsAddressesOfLinksThatTheWordsDoNotHold) {
  EXPECT_THAT(
      Blocks("<p><a href='mailto:p@x.example?subject=s'>Mail us</a> or "
             "<a href='mailto:p@x.example'>p@x.example</a>, see "
             "<a href='https://x.example/dpa/'>the DPA</a> at "
             "<a href='https://www.x.example/'>x.example</a>, <a href='/a'>here</a>, "
             "<a href='javascript:alert(1)'>there</a>.</p>"
             "<p><a class=__cf_email__ data-cfemail='0a7a4a72'>[protected]</a></p>"),
      ElementsAre("Mail us [p@x.example] or p@x.example, see the DPA "
                  "[https://x.example/dpa/] at x.example, here, there.",
                  "p@x"));
}

TEST(Html, BreaksLinesWhereThePageDoes) {
  EXPECT_EQ(Read("<p>Lantern Ltd<br>1 Quay<br><br>Next.</p><pre>a\n\n  b</pre>").text,
            "Lantern Ltd\n1 Quay\n\nNext.\n\na\nb");
}

TEST(Html, DropsWhatCannotBeSeen) {
  EXPECT_EQ(Read("<p>a\u200bb\u202ec\u00add\ufeff e\u00a0f \ufb01n</p>").text,
            "abcd e f fin");
}

TEST(HtmlCharset, IsThatOfTheMarkOrTheDeclaration) {
  EXPECT_EQ(Read("\xef\xbb\xbf<p>\xc3\xa9").text, "\xc3\xa9");
  EXPECT_EQ(Read(std::string("\xff\xfe<\0p\0>\0\xe9\0", 10)).text, "\xc3\xa9");
  EXPECT_EQ(Read(std::string("\xfe\xff\0<\0p\0>\0\xe9", 10)).text, "\xc3\xa9");
  EXPECT_EQ(Read("<meta charset=\"ISO-8859-1\"><p>\xe9 \x80").text,
            "\xc3\xa9 \xe2\x82\xac");
  EXPECT_EQ(
      Read("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"
           "<p>\xc0")
          .text,
      "\xd0\x90");
  EXPECT_EQ(Read("<?xml version='1.0' encoding='koi8-r'?><html><p>\xc1").text,
            "\xd0\xb0");
}

TEST(HtmlCharset, IsNeverGuessed) {
  EXPECT_THAT(std::string(Refused("<p>caf\xe9</p>").message()),
              HasSubstr("declares no encoding and is not UTF-8: see byte 6."));
  EXPECT_THAT(std::string(Refused("<meta charset=utf-8><p>\xff</p>").message()),
              HasSubstr("declared as utf-8 and is not: see byte 23."));
  EXPECT_THAT(std::string(Refused("<meta charset=windows-1252><p>\x81</p>").message()),
              HasSubstr("see byte 30."));
  EXPECT_THAT(std::string(Refused("<meta charset=klingon><p>x</p>").message()),
              HasSubstr("`klingon`"));
}

TEST(HtmlHostile, PagesWithoutTextAreRefused) {
  EXPECT_TRUE(absl::IsInvalidArgument(Refused("<div id=app></div><script>x</script>")));
  EXPECT_THAT(std::string(Refused("<div id=app></div>").message()), HasSubstr("script"));
}

TEST(HtmlHostile, DeepPagesAreRefused) {
  for (const char* tag :
       {"<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>"}) {
    const absl::Status status = Refused(Repeat(tag, 3000) + "x");
    EXPECT_TRUE(absl::IsResourceExhausted(status)) << tag << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr("512 deep"));
  }
}

TEST(HtmlHostile, SmallPagesWithHugeTreesAreRefused) {
  std::string html;
  for (int i = 0; i < 3000; ++i) html += "<b id=" + std::to_string(i) + ">";
  html += Repeat("<p>", 3000);
  const absl::Status status = Refused(html);
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
}

TEST(HtmlHostile, TextThatSpansMultiplyIsRefused) {
  const std::string html = "<table><tr><td rowspan=65534>" + Repeat("word ", 2000) +
                           "<td>x" + Repeat("<tr><td>y", 2000) + "</table>";
  const absl::Status status = Refused(html);
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("Split the document"));
}

TEST(HtmlHostile, BadCharacterReferencesAndNulsGiveCleanText) {
  const auto page = Read(std::string("<p>a&#0;b&#xd800;c&#x110000;d\0e</p>", 36));
  EXPECT_EQ(page.text.find('\0'), std::string::npos);
  EXPECT_THAT(page.text, HasSubstr("a"));
}

}  // namespace
}  // namespace clausebook::evidence
