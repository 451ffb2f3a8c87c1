// JSON lists and VSAQ's form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/json_questionnaire.h"
#include "service/questionnaires/files/read_questionnaire.h"
#include "tests/testing/must.h"

namespace clausebook::questionnaires {
namespace {

using clausebook::testing::Must;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Keys that say which answer would be right, or whether there is more to say.
TEST(Json, ExpectationsAreNoAnswers) {
  const std::string text = R"({"questions": [
    {"id": "A-1", "question": "Do you sell our data?", "compliant_response": "No",
     "has_additional_info": true},
    {"id": "A-2", "question": "Where is our data stored?", "compliant_response": "Yes",
     "has_additional_info": false}]})";
  const auto file = Must(ReadQuestionnaire(text));
  ASSERT_EQ(file.items.size(), 2u);
  EXPECT_EQ(file.items[0].answer, "");
  EXPECT_EQ(file.answer_key, "answer");
  EXPECT_EQ(file.comment_key, "comment");
}

TEST(Json, JoinsTextsAsTheyAreWritten) {
  bool joined = false;
  EXPECT_EQ(
      JoinStrings("{\"a\": \"b \\\"\" +\n // \"no\" + \"x\"\n \"c\" + \"d\"}", &joined),
      "{\"a\": \"b \\\"cd\"}");
  EXPECT_TRUE(joined);
  const std::string plain = "{\"a + \\\" + b\": [1, \"+\"] /* \"x\" + \"y\" */}";
  EXPECT_EQ(JoinStrings(plain, &joined), plain);
  EXPECT_FALSE(joined);
  EXPECT_EQ(JoinStrings("\"a\" + 1", nullptr), "\"a\" + 1");
}

constexpr char kList[] = R"({
  "name": "Supplier list",
  "questions": [
    {
      "id": "A-1",
      "control_id": "A",
      "body": "Do you encrypt data?",
      "options": ["Yes", "No", "NA"]
    },
    {
      "id": "A-2",
      "control_id": "A",
      "body": "Where are data?",
      "answer": "here"
    }
  ]
}
)";

TEST(Json, FindsTheKeysOfAList) {
  const auto file = Must(ReadQuestionnaire(kList));
  ASSERT_EQ(file.items.size(), 2u);
  EXPECT_EQ(file.items[0].id, "A-1");
  EXPECT_EQ(file.items[0].section, "Supplier list");
  EXPECT_THAT(file.items[0].allowed->values, ElementsAre("Yes", "No", "NA"));
  EXPECT_EQ(file.items[1].answer, "here");
  EXPECT_EQ(file.items[1].pointer, "/questions/1");
}

TEST(Json, IsFilledWithItsOrderAndIndent) {
  const auto file = Must(ReadQuestionnaire(kList));
  const auto filled = Must(
      FillQuestionnaire(kList, file, {{0, "yes", "See 4", ""}, {1, "there", "", ""}}));
  std::string expected = kList;
  const std::string options = "\"options\": [\"Yes\", \"No\", \"NA\"]";
  EXPECT_THAT(filled.bytes,
              HasSubstr("      \"answer\": \"Yes\",\n      \"comment\": \"See "
                        "4\"\n    },\n"));
  EXPECT_THAT(filled.bytes, HasSubstr("\"answer\": \"here\""));
  EXPECT_EQ(filled.ledger[2].outcome, CellOutcome::kFilled);
  EXPECT_LT(filled.bytes.find("\"body\""), filled.bytes.find("\"options\""));
}

constexpr char kVsaq[] = R"(
// Invented for this test.
{
  "questionnaire": [
    {"type": "block", "text": "Data", "items": [
      {"type": "info", "text": "Which of these do you keep?"},
      {"type": "checkgroup", "choices": [{"keep_logs": "Logs"}, {"keep_mail": "Mail"}]},
      {"type": "radiogroup", "text": "Do you " + "encrypt?", "id": "enc",
       "choices": [{"enc_yes": "Yes, always"}, {"enc_no": "No"}], "cond": "keep_logs"},
      {"type": "tip", "text": "Do it.", "id": "tip"},
      {"type": "line", "text": "Where?", "id": "where"}
    ]}
  ]
})";

TEST(Vsaq, IsReadThoughItIsNotStrict) {
  const auto file = Must(ReadQuestionnaire(kVsaq));
  EXPECT_EQ(file.format, FileFormat::kVsaq);
  ASSERT_EQ(file.items.size(), 3u);
  EXPECT_EQ(file.items[0].question, "Which of these do you keep?");
  EXPECT_EQ(file.items[1].question, "Do you encrypt?");
  EXPECT_EQ(file.items[1].condition, "keep_logs");
  EXPECT_EQ(file.items[1].section, "Data");
  EXPECT_THAT(file.items[1].allowed->values, ElementsAre("Yes, always", "No"));
}

TEST(Vsaq, AskedUnderABlocksConditionIsAskedUnderItsItems) {
  const auto file = Must(ReadQuestionnaire(R"({"questionnaire": [
    {"type": "yesno", "id": "logs", "text": "Logs?", "yes": "Yes", "no": "No"},
    {"type": "block", "text": "L", "cond": "logs", "items": [
      {"type": "line", "id": "a", "text": "Where?"},
      {"type": "line", "id": "b", "text": "Why?", "cond": "!x || y"}]}]})"));
  ASSERT_EQ(file.items.size(), 3u);
  EXPECT_EQ(file.items[0].condition, "");
  EXPECT_EQ(file.items[1].condition, "logs");
  EXPECT_EQ(file.items[2].condition, "(logs) && (!x || y)");
}

TEST(Vsaq, GetsItsAnswersInAFileOfTheirOwn) {
  const auto file = Must(ReadQuestionnaire(kVsaq));
  const auto filled = Must(FillQuestionnaire(
      kVsaq, file, {{0, "mail", "", ""}, {1, "Perhaps", "", ""}, {2, "In AU", "x", ""}}));
  EXPECT_EQ(nlohmann::json::parse(filled.bytes),
            nlohmann::json({{"keep_mail", "checked"}, {"where", "In AU"}}));
  EXPECT_EQ(filled.ledger[1].outcome, CellOutcome::kNotInList);
  EXPECT_EQ(filled.ledger[3].outcome, CellOutcome::kNoCell);
}

// A script is no table: its code would be read as the heads of columns.
TEST(Json, AScriptIsNamed) {
  const std::string list = R"({"questions": [{"question": "Do you keep logs?"}]})";
  for (const std::string before :
       {"var q = ", "const list=", "\xef\xbb\xbf// x\nwindow.q =\n",
        "module.exports = "}) {
    EXPECT_THAT(std::string(ReadQuestionnaire(before + list + ";").status().message()),
                HasSubstr("script that assigns"))
        << before;
  }
  const std::string table = "Question,Answer\nDo you keep a = {b}?,\n";
  EXPECT_EQ(Must(ReadQuestionnaire(table)).items.size(), 1u);
}

TEST(Json, SaysWhatIsWrong) {
  const auto refused = [](const std::string& bytes) {
    return std::string(ReadQuestionnaire(bytes).status().message());
  };
  EXPECT_THAT(refused("{\n \"a\": 1,\n \"b\" 2}"), HasSubstr("in line 3"));
  EXPECT_THAT(refused("{\"a\": 1, \"a\": 2}"), HasSubstr("\"a\" twice"));
  EXPECT_THAT(refused("{\"a\": 1}"), HasSubstr("holds no questions"));
  EXPECT_THAT(refused("[\"\xff\"]"), HasSubstr("not UTF-8 at byte 2"));
  EXPECT_THAT(refused("[1e999]"), HasSubstr("number that is too large"));
  EXPECT_THAT(refused(std::string(100000, '[')), HasSubstr("levels deep"));
  const std::string commented = "// x\n[{\"question\": \"Do you keep logs?\"}]";
  const auto file = Must(ReadQuestionnaire(commented));
  EXPECT_THAT(std::string(FillQuestionnaire(commented, file, {}).status().message()),
              HasSubstr("Save it as strict JSON"));
}

}  // namespace
}  // namespace clausebook::questionnaires
