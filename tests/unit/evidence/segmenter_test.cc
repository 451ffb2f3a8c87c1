// Clauses: what is a sentence, a list item, a heading, and which bytes it takes.
#include "service/evidence/segmenter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/base/error.h"

namespace clausebook::evidence {
namespace {

using model::MediaType;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<model::Clause> Segment(const std::string& text,
                                   MediaType type = MediaType::kPlainText) {
  auto clauses = SegmentText(text, type);
  EXPECT_TRUE(clauses.ok()) << clauses.status();
  return clauses.ok() ? *clauses : std::vector<model::Clause>{};
}

// The clauses' texts; headings with `# ` before.
std::vector<std::string> Texts(const std::string& text,
                               MediaType type = MediaType::kPlainText) {
  std::vector<std::string> texts;
  for (const auto& clause : Segment(text, type)) {
    texts.push_back((clause.heading ? "# " : "") +
                    text.substr(clause.range.begin, clause.range.end - clause.range.begin));
  }
  return texts;
}

std::vector<std::string> Markdown(const std::string& text) {
  return Texts(text, MediaType::kMarkdown);
}

TEST(Sentences, EndAtStopsFollowedByASentence) {
  EXPECT_THAT(Texts("We store nothing. Do you? No! Good."),
              ElementsAre("We store nothing.", "Do you?", "No!", "Good."));
}

TEST(Sentences, DoNotEndAtAbbreviations) {
  for (const char* one : {
           "We use tools, e.g. Sentry, for errors.",
           "Data (i.e. Product data) stays here.",
           "See Art. 28 and No. 5 of the terms.",
           "Under Sec. 4 data is kept for max. 30 days, incl. Logs resp. Backups.",
           "Write to Lange Str. 12D or to Hafenstr. 3 in Kiel.",
           "Mr. Smith and Dr. Jones decide, cf. Section 2.",
           "Data goes to Example Inc. Privacy Team for review.",
           "We take part in the EU-U.S. Data Privacy Framework and in no other.",
           "Data stays in the U.S. Cloud region of the platform.",
           "Version 1.2.3 of example.com keeps 3.5 GB at https://x.example/a.b?c=1.",
           "Write to J. R. Doe at privacy@x.example about it.",
           "It depends ... on what you ask.",
           "Das gilt z.B. Montags und d.h. immer.",
       }) {
    EXPECT_THAT(Texts(one), ElementsAre(one));
  }
}

TEST(Sentences, EndAtAbbreviationsThatNoNumberFollows) {
  EXPECT_THAT(Texts("We keep it for 30 days max. Logs go earlier."),
              ElementsAre("We keep it for 30 days max.", "Logs go earlier."));
}

TEST(Sentences, EndAfterACompanyWhenANewOneStarts) {
  EXPECT_THAT(Texts("The app is made by Example Inc. We store nothing."),
              ElementsAre("The app is made by Example Inc.", "We store nothing."));
  EXPECT_THAT(Texts("We serve the U.S. The data stays there."),
              ElementsAre("We serve the U.S.", "The data stays there."));
}

TEST(Sentences, KeepBracketsAndQuotesWhole) {
  EXPECT_THAT(Texts("We keep logs (see Section 2. It says more.) for a day. Then not."),
              ElementsAre("We keep logs (see Section 2. It says more.) for a day.",
                          "Then not."));
  EXPECT_THAT(Texts("He said \"We store nothing.\" Then he left."),
              ElementsAre("He said \"We store nothing.\"", "Then he left."));
}

TEST(Sentences, OfOtherScripts) {
  EXPECT_THAT(Texts("Verilerinizi saklamıyoruz. İletişim için yazın."),
              ElementsAre("Verilerinizi saklamıyoruz.", "İletişim için yazın."));
  EXPECT_THAT(Texts("データは保存しません。質問はありますか？はい。"),
              ElementsAre("データは保存しません。", "質問はありますか？", "はい。"));
  EXPECT_THAT(Texts("Wir speichern „nichts“. Äpfel auch nicht."),
              ElementsAre("Wir speichern „nichts“.", "Äpfel auch nicht."));
}

TEST(PlainText, ShortLinesWithoutStopOverTextAreHeadings) {
  EXPECT_THAT(Texts("Privacy Policy\n\nData Retention\nWe keep data for 30 days.\n\n"
                    "Contact\nWrite to us.\n"),
              ElementsAre("# Privacy Policy", "# Data Retention",
                          "We keep data for 30 days.", "# Contact", "Write to us."));
}

TEST(PlainText, HeadingsMakeThePath) {
  const auto clauses = Segment("Privacy Policy\n\nRetention\nWe keep it.\n");
  ASSERT_EQ(clauses.size(), 3u);
  EXPECT_THAT(clauses[2].heading_path, ElementsAre("Privacy Policy", "Retention"));
}

TEST(PlainText, TheLastLineIsNoHeadingThoughItHasNoStop) {
  EXPECT_THAT(Texts("Contact\nWrite to us through Contact Us – example"),
              ElementsAre("# Contact", "Write to us through Contact Us – example"));
}

TEST(PlainText, ALineThatEndsInAnAddressIsNoHeading) {
  EXPECT_THAT(Texts("FAQ\n\nIs there a DPA?\nYes, there is one: https://a.example/dpa\n\n"
                    "Who answers?\nQuestions: info@a.example\nWe answer.\n"),
              ElementsAre("# FAQ", "Is there a DPA?",
                          "Yes, there is one: https://a.example/dpa", "Who answers?",
                          "Questions: info@a.example", "We answer."));
}

TEST(PlainText, WrappedLinesAreOneSentence) {
  EXPECT_THAT(Texts("We store the data that you enter into the app for as long as\n"
                    "you use it, and delete it thirty days after you have removed\n"
                    "the app. Backups follow.\n"),
              ElementsAre("We store the data that you enter into the app for as long as\n"
                          "you use it, and delete it thirty days after you have removed\n"
                          "the app.",
                          "Backups follow."));
}

TEST(PlainText, ListItemsAreClausesWithoutTheirMarkers) {
  EXPECT_THAT(Texts("We use:\n- Sentry for errors\n* Mixpanel\n• Other\n1. First\n2) Second\n"
                    "a) Third\n(iv) Fourth\n"),
              ElementsAre("We use:", "Sentry for errors", "Mixpanel", "Other", "First",
                          "Second", "Third", "Fourth"));
}

TEST(PlainText, ItemsGoOnOverTheirLines) {
  EXPECT_THAT(Texts("We use these:\n - Sentry, which receives errors\n   and nothing else.\n"
                    " - Another.\n"),
              ElementsAre("We use these:",
                          "Sentry, which receives errors\n   and nothing else.", "Another."));
}

TEST(PlainText, NumberedHeadings) {
  EXPECT_THAT(Texts("1. Data We Keep\n\nWe keep settings.\n\n2. Deletion\n\nOn request.\n"),
              ElementsAre("# 1. Data We Keep", "We keep settings.", "# 2. Deletion",
                          "On request."));
}

TEST(PlainText, LineEndsBlanksAndMarksDoNotMatter) {
  const std::string lf = "Title Here\n\nOne is so. Two is so.\nThree is so.\n";
  std::string crlf, cr;
  for (const char c : lf) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
    cr += c == '\n' ? '\r' : c;
  }
  const auto ids = [](const std::string& text) {
    std::vector<std::string> out;
    for (const auto& clause : Segment(text)) out.push_back(clause.id);
    return out;
  };
  EXPECT_EQ(ids(lf), ids(crlf));
  EXPECT_EQ(ids(lf), ids(cr));
  EXPECT_EQ(ids(lf), ids("\xef\xbb\xbf" + lf));
  EXPECT_EQ(ids(lf), ids(lf.substr(0, lf.size() - 1)));
  EXPECT_EQ(ids("A b c."), ids("A\xc2\xa0 b\n  c."));
}

TEST(PlainText, EqualClausesHaveNumberedIds) {
  const auto clauses = Segment("It is so. It is not. It is so.");
  ASSERT_EQ(clauses.size(), 3u);
  EXPECT_EQ(clauses[2].id, clauses[0].id + "-2");
}

TEST(MarkdownText, BlocksAreWhatCommonMarkSays) {
  EXPECT_THAT(Markdown("---\ntitle: x\n---\n# Privacy *Policy* #\n\nWe store **nothing**. "
                       "See [us](https://x.example/a.b).\n\nRetention\n---------\n\n"
                       "- One item. With two sentences.\n  - Nested item\n- Two\n\n"
                       "> Quoted text.\n\n<!-- hidden. -->\n\n```\ncode. here\n```\n"),
              ElementsAre("# Privacy *Policy*", "We store **nothing**.",
                          "See [us](https://x.example/a.b).", "# Retention", "One item.",
                          "With two sentences.", "Nested item", "Two", "Quoted text.",
                          "code. here"));
}

TEST(MarkdownText, ATableRowIsAClause) {
  EXPECT_THAT(Markdown("| Who | Why |\n| --- | --- |\n| Sentry | errors. Only. |\n"),
              ElementsAre("Who | Why", "Sentry | errors. Only."));
}

TEST(MarkdownText, HeadingsNest) {
  const auto clauses =
      Segment("# A\n\n## B\n\nOne.\n\n# C\n\nTwo.\n", MediaType::kMarkdown);
  ASSERT_EQ(clauses.size(), 5u);
  EXPECT_THAT(clauses[2].heading_path, ElementsAre("A", "B"));
  EXPECT_THAT(clauses[4].heading_path, ElementsAre("C"));
}

TEST(MarkdownText, RowsNeedNotStandBelowTheHeadersColumn) {
  EXPECT_THAT(Markdown("   a | b\n-- | --\nSentry | errors\nd"),
              ElementsAre("a | b", "Sentry | errors", "d"));
  EXPECT_THAT(Markdown("> a | b\n> -- | --\n> c | d\n"), ElementsAre("a | b", "c | d"));
  EXPECT_THAT(Markdown("- a | b\n  -- | --\n  c | d\n"), ElementsAre("a | b", "c | d"));
}

TEST(MarkdownText, ATableMayFollowItsParagraphAtOnce) {
  EXPECT_THAT(Markdown("# T\n\nWe use\nthese. All:\n a | b\n--|--\nc | d\n"),
              ElementsAre("# T", "We use\nthese.", "All:", "a | b", "c | d"));
  EXPECT_THAT(Markdown("> We use:\n> | a | b |\n> --|--\n\nSo."),
              ElementsAre("We use:", "a | b", "So."));
}

TEST(MarkdownText, BehindACommentIsText) {
  EXPECT_THAT(Markdown("<!-- one --> We store it.\n\n<!-- two --><!-- three -->\n\n"
                       "<!--\nfour\n-->We do not.\n\n<!-- never closed. We hide.\n"),
              ElementsAre("We store it.", "We do not."));
}

// Every clause carries its headings, so a long one must not be carried whole.
TEST(Headings, AreCutInThePath) {
  const std::string heading(200'000, 'a');
  const auto clauses =
      Segment("# " + heading + "\n\nOne.\n", MediaType::kMarkdown);
  ASSERT_EQ(clauses.size(), 2u);
  ASSERT_EQ(clauses[1].heading_path.size(), 1u);
  EXPECT_LT(clauses[1].heading_path[0].size(), 400u);
  EXPECT_THAT(clauses[1].heading_path[0], ::testing::EndsWith("…"));
}

// Made to be slow: without care this takes a minute, not a moment.
TEST(PlainText, OfOneEndlessWord) {
  const std::string word(kMaxTextBytes - 10, 'a');
  EXPECT_THAT(Segment("A" + word + "\nB.\n"), ::testing::SizeIs(2));
}

TEST(Texts, AreRefusedWithThePlace) {
  const auto message = [](const std::string& text) {
    return std::string(SegmentText(text, MediaType::kPlainText).status().message());
  };
  EXPECT_THAT(message(""), HasSubstr("empty"));
  EXPECT_THAT(message("ab\xff"), HasSubstr("byte 2"));
  EXPECT_THAT(message(std::string("abc\0d", 5)), HasSubstr("NUL at byte 3"));
  EXPECT_THAT(message(std::string(kMaxTextBytes + 1, 'a')), HasSubstr("1048576"));
}

}  // namespace
}  // namespace clausebook::evidence
