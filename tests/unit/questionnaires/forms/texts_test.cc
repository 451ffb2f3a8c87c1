// Filled questionnaires as Markdown, JSON and CSV.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "service/questionnaires/files/read_questionnaire.h"
#include "tests/unit/questionnaires/forms/sample_form.h"

namespace clausebook::questionnaires::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<std::string> OpenIds(const FormDocument& document) {
  std::vector<std::string> ids;
  for (const FormItem* item : OpenItems(document)) ids.push_back(item->id);
  return ids;
}

TEST(FormDocumentTest, ConflictsComeBeforeWhatIsUnknown) {
  EXPECT_THAT(OpenIds(SampleForm()), ElementsAre("B-1", "A-2"));
  const FormCounts counts = CountsOf(SampleForm());
  EXPECT_EQ(counts.answered, 3);
  EXPECT_EQ(counts.unapproved, 1);
  EXPECT_EQ(counts.open, 2);
}

TEST(MarkdownTest, WhatNeedsAPersonComesFirst) {
  const std::string text = RenderMarkdown(SampleForm());
  EXPECT_THAT(text,
              StartsWith("# Acme's answers\n\nOne by Acme. What held on 2026-03-01"));
  EXPECT_THAT(text,
              HasSubstr("3 answers. 1 is not approved by anybody. 2 questions need a "
                        "person."));
  const auto open = text.find("## What needs a person");
  ASSERT_NE(open, std::string::npos);
  EXPECT_LT(text.find("- **B-1: Is data sold?**  \n  the sources disagree"),
            text.find("- **A-2: How long is data kept?**"));
  EXPECT_LT(open, text.find("## Storage"));
  EXPECT_THAT(text, HasSubstr("**No** (approved)\n\n> No. Nothing is stored elsewhere."));
  EXPECT_THAT(text, HasSubstr("**Sentry** (not approved)"));
  EXPECT_THAT(text, HasSubstr("**\\=1+1** (a person's own answer)"));
  EXPECT_THAT(text, HasSubstr("Texts by nobody."));
}

TEST(MarkdownTest, TextsStayTexts) {
  const std::string text = RenderMarkdown(HostileForm());
  EXPECT_THAT(text, Not(HasSubstr("<script>")));
  EXPECT_THAT(text, HasSubstr("\\<script\\>"));
  EXPECT_THAT(text, HasSubstr("\\[x\\](javascript:y)"));
  EXPECT_THAT(text, HasSubstr("> \\# no heading"));
  EXPECT_THAT(text, HasSubstr("> 1\\. no list"));
  EXPECT_THAT(text, Not(HasSubstr("\xe2\x80\xae")));
}

TEST(JsonFormTest, ProgramsGetEverything) {
  const auto json = nlohmann::json::parse(RenderJson(SampleForm()));
  EXPECT_EQ(json["app"], "vendors/acme/apps/one");
  EXPECT_EQ(json["as_of"], "2026-03-01");
  EXPECT_EQ(json["open"], nlohmann::json::parse("[3, 2]"));
  EXPECT_EQ(json["items"].size(), 5u);
  EXPECT_EQ(json["items"][0]["status"], "approved");
  EXPECT_EQ(json["items"][0]["facts"][0], "vendors/acme/facts/nothing@1");
  EXPECT_EQ(json["items"][2]["need"], "conflict");
  EXPECT_FALSE(json["items"][2].contains("answer"));
  EXPECT_EQ(json["items"][3]["status"], "proposed");
  EXPECT_EQ(json["items"][4]["overridden"], true);
  EXPECT_TRUE(nlohmann::json::accept(RenderJson(HostileForm())));
}

TEST(CsvFormTest, OpenRowsComeFirstAndNothingIsAFormula) {
  const std::string csv = RenderCsv(SampleForm());
  EXPECT_THAT(csv, StartsWith("\"Item\",\"Section\",\"Question\",\"Answer\",\"Status\","
                              "\"Comment\"\r\n\"B-1\",\"Sharing\",\"Is data sold?\",\"\","
                              "\"needs a person: the sources disagree\",\"The sources "
                              "disagree.\"\r\n\"A-2\""));
  EXPECT_THAT(csv, HasSubstr("\"'=1+1\""));
  EXPECT_THAT(csv, HasSubstr("\"Sentry\",\"not approved\""));
  const std::string hostile = RenderCsv(HostileForm());
  EXPECT_THAT(hostile, HasSubstr("\"'@cmd"));
  EXPECT_THAT(hostile, HasSubstr("\"\"q\"\""));
}

// The reader of customers' files reads it.
TEST(CsvFormTest, ReadsBack) {
  const auto file = ReadQuestionnaire(RenderCsv(SampleForm()));
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_GE(file->items.size(), 5u);
  EXPECT_EQ(file->items[2].question, "Is data stored elsewhere?");
  EXPECT_EQ(file->items[2].answer, "No");
}

TEST(FormsTest, TheSameDocumentGivesTheSameBytes) {
  EXPECT_EQ(RenderMarkdown(SampleForm()), RenderMarkdown(SampleForm()));
  EXPECT_EQ(RenderHtml(SampleForm()), RenderHtml(SampleForm()));
  EXPECT_EQ(*RenderXlsx(SampleForm()), *RenderXlsx(SampleForm()));
}

TEST(FormsTest, ADocumentWithoutItemsHasAllForms) {
  const FormDocument empty;
  EXPECT_THAT(RenderMarkdown(empty), HasSubstr("0 answers."));
  EXPECT_THAT(RenderHtml(empty), HasSubstr("0 answers."));
  EXPECT_TRUE(RenderXlsx(empty).ok());
}

}  // namespace
}  // namespace clausebook::questionnaires::forms
