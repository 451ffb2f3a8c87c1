// A filled questionnaire as a page: what is where, and that others' texts stay texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/questionnaires/forms/sample_form.h"

namespace clausebook::questionnaires::forms {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(FormPageTest, WhatNeedsAPersonComesFirst) {
  const std::string html = RenderHtml(SampleForm());
  const auto first = html.find("<article");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(html.find("<article class=\"answer conflict\" id=\"item-3\""), first);
  EXPECT_LT(html.find("id=\"item-2\""), html.find("id=\"item-1\""));
  EXPECT_THAT(html, HasSubstr("A statement on retention.active would settle it."));
  EXPECT_THAT(html, HasSubstr("<span class=\"badge no\">No</span>"));
  EXPECT_THAT(html, HasSubstr("<span class=\"tag\">not approved</span>"));
  EXPECT_THAT(html, HasSubstr("“We store nothing.” (Privacy, line 1)"));
  EXPECT_THAT(html, HasSubstr("Texts by nobody."));
}

TEST(FormPageTest, ALongAnswerStandsBelowItsQuestion) {
  FormDocument document = SampleForm();
  document.items[3].answer = "Sentry, for errors only,\nand nobody else at all.";
  const std::string html = RenderHtml(document);
  EXPECT_THAT(html, HasSubstr("<p class=\"sentence\">Sentry, for errors only,</p>"));
  EXPECT_THAT(html, Not(HasSubstr("badge value\">Sentry")));
}

TEST(FormPageTest, AQuotationStaysTogether) {
  FormDocument document = SampleForm();
  document.items[0].comment = "“We store\nnothing.” (Privacy)\nNote: “open\nend";
  const std::string html = RenderHtml(document);
  EXPECT_THAT(html, HasSubstr(">“We store nothing.” (Privacy)</p>"));
  EXPECT_THAT(html, HasSubstr(">Note: “open</p>"));
}

TEST(FormPageTest, TheFilterOfWhatIsOpenSaysSo) {
  EXPECT_THAT(RenderHtml(SampleForm()), HasSubstr(">Needs a person <span class=\"n\">"));
}

TEST(FormPageTest, EveryItemHasOneAnchor) {
  const std::string html = RenderHtml(SampleForm());
  for (int i = 1; i <= 5; ++i) {
    const std::string anchor = " id=\"item-" + std::to_string(i) + "\"";
    const auto at = html.find(anchor);
    ASSERT_NE(at, std::string::npos) << i;
    EXPECT_EQ(html.find(anchor, at + 1), std::string::npos) << i;
  }
}

TEST(FormPageTest, NothingThatOthersWroteBecomesMarkup) {
  const std::string html = RenderHtml(HostileForm());
  EXPECT_EQ(html.find("<script>"), html.rfind("<script>"));
  EXPECT_EQ(html.find("</style>"), html.rfind("</style>"));
  EXPECT_EQ(html.find("</title>"), html.rfind("</title>"));
  EXPECT_THAT(html, Not(HasSubstr("href=\"javascript:")));
  EXPECT_THAT(html, Not(HasSubstr("\xe2\x80\xae")));
  EXPECT_THAT(html, HasSubstr("\\u202e"));
  EXPECT_THAT(html, HasSubstr("\\xff"));
  EXPECT_THAT(html, HasSubstr("@SCRIPT@"));
}

TEST(FormPageTest, LoadsNothing) {
  const std::string html = RenderHtml(SampleForm());
  EXPECT_THAT(html, HasSubstr("default-src 'none'; style-src 'sha256-"));
  EXPECT_THAT(html, Not(HasSubstr(" src=")));
  EXPECT_THAT(html, Not(HasSubstr("url(")));
  EXPECT_THAT(html, Not(HasSubstr(" style=")));
  EXPECT_THAT(html, Not(HasSubstr(" onclick=")));
}

}  // namespace
}  // namespace clausebook::questionnaires::forms
