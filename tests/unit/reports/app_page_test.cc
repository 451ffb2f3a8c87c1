// The report on one app: what is where, and that others' texts stay texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "service/base/digest.h"
#include "tests/unit/reports/sample_report.h"

namespace clausebook::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// From the answer's start to its end.
std::string CardOf(const std::string& html, const std::string& question) {
  const std::size_t begin = html.find(" id=\"" + question + "\"");
  if (begin == std::string::npos) return "";
  return html.substr(begin, html.find("</article>", begin) - begin);
}

TEST(AppPageTest, AnAnswerHasItsVerdictItsQuoteAndItsPlace) {
  const std::string card =
      CardOf(RenderAppReport(ReportOf(SampleInput())), "stores-data-off-atlassian");
  EXPECT_THAT(card, HasSubstr("<span class=\"badge no\">No</span>"));
  EXPECT_THAT(card, HasSubstr("“We store nothing elsewhere.”"));
  EXPECT_THAT(card, HasSubstr("in force since 2025-01-01 · line 1 · bytes 0–27"));
  EXPECT_THAT(card, HasSubstr("vendors/acme/facts/nothing"));
}

TEST(AppPageTest, ConflictsComeFirstWithBothSides) {
  const std::string html = RenderAppReport(ReportOf(SampleInput()));
  const std::size_t conflict = html.find("<article class=\"answer conflict\"");
  ASSERT_NE(conflict, std::string::npos);
  EXPECT_EQ(conflict, html.find("<article class=\"answer "));
  const std::string card = CardOf(html, "data-sold");
  EXPECT_THAT(card, HasSubstr("One side: Speaks for yes"));
  EXPECT_THAT(card, HasSubstr("“We may sell data.”"));
  EXPECT_THAT(card, HasSubstr("One side: Speaks for no"));
  EXPECT_THAT(card, HasSubstr("“We never sell data.”"));
}

TEST(AppPageTest, WhatIsNotKnownSaysWhatWouldSettleIt) {
  const std::string card =
      CardOf(RenderAppReport(ReportOf(SampleInput())), "penetration-tested");
  EXPECT_THAT(card, HasSubstr("Not known"));
  EXPECT_THAT(card, HasSubstr("No document on record speaks of it."));
  EXPECT_THAT(card, HasSubstr("<code>security.pentest</code>"));
}

TEST(AppPageTest, EveryQuestionHasOneAnchor) {
  const std::string html = RenderAppReport(ReportOf(SampleInput()));
  for (const auto& question : TestCatalog().questions()) {
    const std::string anchor = " id=\"" + question.id + "\"";
    const std::size_t at = html.find(anchor);
    ASSERT_NE(at, std::string::npos) << question.id;
    EXPECT_EQ(html.find(anchor, at + 1), std::string::npos) << question.id;
  }
}

TEST(AppPageTest, SaysWhatAnAnswerWasBefore) {
  const std::string html = RenderAppReport(ReportOf(SampleInput()));
  EXPECT_THAT(CardOf(html, "stores-data-off-atlassian"),
              HasSubstr("Changed on 2025-01-01: "));
  auto input = SampleInput();
  input.as_of = testing::Day("2024-06-01");
  const std::string earlier = RenderAppReport(ReportOf(input));
  EXPECT_THAT(CardOf(earlier, "stores-data-off-atlassian"),
              HasSubstr("From 2025-01-01: "));
  EXPECT_THAT(earlier, HasSubstr("<span class=\"tag\">announced</span>"));
}

TEST(AppPageTest, TheSameInputGivesTheSameBytes) {
  EXPECT_EQ(RenderAppReport(ReportOf(SampleInput())),
            RenderAppReport(ReportOf(SampleInput())));
}

TEST(AppPageTest, NothingThatOthersWroteBecomesMarkup) {
  const std::string hostile =
      "</p></title></style><script>alert(1)</script><img src=x onerror=alert(1)> "
      "@SCRIPT@ \" onclick='x' &amp; ]]> \xff \xe2\x80\xae";
  AppReport report = ReportOf(SampleInput());
  report.app.display_name = hostile;
  report.vendor.display_name = hostile;
  report.app.listing_uri = "javascript:alert(1)";
  for (auto& answer : report.answers) {
    answer.sentence = hostile;
    answer.caveats = {hostile};
    for (auto& citation : answer.citations) {
      citation.statement = hostile;
      auto& clause = std::get<answering::ClauseCitation>(citation.source);
      clause.quote = hostile;
      clause.title = hostile;
      clause.heading_path = {hostile};
      clause.uri = "javascript:alert(1)";
    }
  }
  const std::string html = RenderAppReport(report);
  // Ours is the only script, and the only end of a style or title.
  EXPECT_EQ(html.find("<script>"), html.rfind("<script>"));
  EXPECT_EQ(html.find("</style>"), html.rfind("</style>"));
  EXPECT_EQ(html.find("</title>"), html.rfind("</title>"));
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, Not(HasSubstr("href=\"javascript:")));
  EXPECT_THAT(html, Not(HasSubstr("\xe2\x80\xae")));
  EXPECT_THAT(html, HasSubstr("\\u202e"));
  EXPECT_THAT(html, HasSubstr("\\xff"));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_THAT(html, HasSubstr("@SCRIPT@"));
}

TEST(AppPageTest, LoadsNothing) {
  const std::string html = RenderAppReport(ReportOf(SampleInput()));
  EXPECT_THAT(html, HasSubstr("default-src 'none'; style-src 'sha256-"));
  EXPECT_THAT(html, HasSubstr("script-src 'sha256-"));
  EXPECT_THAT(html, Not(HasSubstr(" src=")));
  EXPECT_THAT(html, Not(HasSubstr("url(")));
  EXPECT_THAT(html, Not(HasSubstr(" style=")));
  EXPECT_THAT(html, Not(HasSubstr(" onclick=")));
}

TEST(AppPageTest, AnAppOfWhichNothingIsKnownHasAPageToo) {
  auto input = SampleInput();
  input.vendor = testing::EvidenceBuilder::Vendor("acme").base();
  const std::string html = RenderAppReport(ReportOf(input));
  EXPECT_THAT(html, Not(HasSubstr("id=\"conflicts\"")));
  EXPECT_THAT(html, HasSubstr("No answer has changed"));
  EXPECT_THAT(html, HasSubstr("No answer rests on a document."));
}

}  // namespace
}  // namespace clausebook::reports
