// A filled questionnaire as a workbook, read back by the reader of customers' workbooks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/questionnaires/files/read_questionnaire.h"
#include "tests/unit/questionnaires/forms/sample_form.h"

namespace clausebook::questionnaires::forms {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

QuestionnaireFile ReadBack(const FormDocument& document) {
  const auto bytes = RenderXlsx(document);
  EXPECT_TRUE(bytes.ok()) << bytes.status();
  const auto file = ReadQuestionnaire(*bytes);
  EXPECT_TRUE(file.ok()) << file.status();
  return file.ok() ? *file : QuestionnaireFile();
}

TEST(WorkbookFormTest, WhatNeedsAPersonIsASheetOfItsOwn) {
  const QuestionnaireFile file = ReadBack(SampleForm());
  ASSERT_EQ(file.sheets.size(), 3u);
  EXPECT_EQ(file.sheets[0].name, "Needs a person");
  EXPECT_EQ(file.sheets[1].name, "Answers");
  ASSERT_EQ(file.items.size(), 5u);
  EXPECT_EQ(file.items[0].id, "B-1");
  EXPECT_EQ(file.items[0].answer, "");
  EXPECT_EQ(file.items[0].comment, "The sources disagree.");
  EXPECT_EQ(file.items[2].question, "Is data stored elsewhere?");
  EXPECT_EQ(file.items[2].answer, "No");
  EXPECT_THAT(file.items[2].comment, HasSubstr("“We store nothing.”"));
}

TEST(WorkbookFormTest, TextsAreNeverFormulas) {
  const QuestionnaireFile file = ReadBack(SampleForm());
  EXPECT_EQ(file.items.back().answer, "=1+1");
  EXPECT_THAT(ReadBack(HostileForm()).items.back().answer, HasSubstr("@cmd"));
}

TEST(WorkbookFormTest, WhatIsLongerThanACellIsCutAndSaysSo) {
  FormDocument document = SampleForm();
  document.items[0].comment.assign(40'000, 'x');
  const std::string comment = ReadBack(document).items[2].comment;
  EXPECT_LE(comment.size(), 32'767u);
  EXPECT_THAT(comment, EndsWith("(cut: longer than a cell takes)"));
}

}  // namespace
}  // namespace clausebook::questionnaires::forms
