// The vocabulary and the questions over QuestionHandlers.
#include <set>

#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

class QuestionHandlersTest : public HandlerTest {};

TEST_F(QuestionHandlersTest, PagesThroughAllQuestionsInTheOrderOfTheCatalogue) {
  std::vector<std::string> names;
  v1::ListQuestionsRequest request;
  request.set_page_size(7);
  do {
    const auto page = Must(Call(&QuestionHandlers::ListQuestions, request));
    for (const auto& question : page.questions()) names.push_back(question.name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  std::vector<std::string> all;
  for (const auto& q : catalog().questions()) all.push_back("questions/" + q.id);
  EXPECT_EQ(names, all);
}

TEST_F(QuestionHandlersTest, ListsOneTopic) {
  const auto& topic = catalog().questions().back().topic;
  const auto page = Must(
      Call(&QuestionHandlers::ListQuestions, "page_size: 1000 topic: '" + topic + "'"));
  EXPECT_GT(page.questions_size(), 0);
  EXPECT_LT(page.questions_size(), static_cast<int>(catalog().questions().size()));
  for (const auto& question : page.questions()) EXPECT_EQ(question.topic(), topic);
}

TEST_F(QuestionHandlersTest, EveryQuestionSaysWhatItReads) {
  std::set<v1::QuestionKind> kinds;
  for (const auto& entry : catalog().questions()) {
    const auto question =
        Must(Call(&QuestionHandlers::GetQuestion, "name: 'questions/" + entry.id + "'"))
            .question();
    EXPECT_EQ(question.name(), "questions/" + entry.id);
    EXPECT_FALSE(question.wording().empty());
    EXPECT_FALSE(question.expression().empty()) << question.name();
    EXPECT_GT(question.properties_size(), 0) << question.name();
    for (const auto& id : question.properties()) {
      EXPECT_EQ(
          ReasonOf(Call(&QuestionHandlers::GetProperty, "name: 'properties/" + id + "'")),
          "OK");
    }
    EXPECT_EQ(question.aliases_size(), static_cast<int>(entry.aliases.size()));
    kinds.insert(question.kind());
  }
  EXPECT_EQ(kinds, (std::set<v1::QuestionKind>{v1::QUESTION_KIND_VERDICT,
                                               v1::QUESTION_KIND_VALUE}));
}

TEST_F(QuestionHandlersTest, PagesThroughAllProperties) {
  std::vector<std::string> names;
  v1::ListPropertiesRequest request;
  request.set_page_size(50);
  do {
    const auto page = Must(Call(&QuestionHandlers::ListProperties, request));
    for (const auto& property : page.properties()) {
      EXPECT_NE(property.type(), v1::PROPERTY_TYPE_UNSPECIFIED);
      EXPECT_FALSE(property.description().empty());
      names.push_back(property.name());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  std::vector<std::string> all;
  for (const auto& p : catalog().properties()) all.push_back("properties/" + p.id);
  EXPECT_EQ(names, all);
}

TEST_F(QuestionHandlersTest, APropertySaysWhatItTakes) {
  const auto property =
      Must(Call(&QuestionHandlers::GetProperty, "name: 'properties/hosting.platform'"))
          .property();
  EXPECT_EQ(property.type(), v1::PROPERTY_TYPE_ENUM);
  ASSERT_GT(property.allowed_values_size(), 0);
  EXPECT_EQ(property.allowed_values(0).value(), "forge");
  EXPECT_EQ(property.allowed_values(0).label(), "Atlassian Forge");
  const auto narrowed = Must(Call(&QuestionHandlers::GetProperty,
                                  "name: 'properties/storage.off_platform'"))
                            .property();
  EXPECT_EQ(narrowed.type(), v1::PROPERTY_TYPE_BOOL);
  EXPECT_THAT(narrowed.qualifier_dimensions(), ElementsAre("data_category"));
  EXPECT_GT(narrowed.evidence_kinds_size(), 0);
}

TEST_F(QuestionHandlersTest, SaysWhatIsWrong) {
  EXPECT_EQ(ResourceOf(Call(&QuestionHandlers::GetQuestion, "name: 'questions/none'")),
            "Question questions/none");
  EXPECT_EQ(ResourceOf(Call(&QuestionHandlers::GetProperty, "name: 'properties/none'")),
            "Property properties/none");
  EXPECT_THAT(FieldsOf(Call(&QuestionHandlers::GetQuestion, "name: 'none'")),
              ElementsAre("name"));
  EXPECT_THAT(FieldsOf(Call(&QuestionHandlers::GetProperty, "")), ElementsAre("name"));
  EXPECT_THAT(
      FieldsOf(Call(&QuestionHandlers::ListQuestions, "page_size: -1 page_token: 'x'")),
      ElementsAre("page_size", "page_token"));
  EXPECT_THAT(
      FieldsOf(Call(&QuestionHandlers::ListProperties, "page_size: -1 page_token: 'x'")),
      ElementsAre("page_size", "page_token"));
}

}  // namespace
}  // namespace clausebook::rpc
