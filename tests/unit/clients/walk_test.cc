// The walk through open rows, with keys that the test types and a service that knows one
// question.
#include "clients/cli/filling/walk.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <deque>
#include <sstream>

#include "clausebook/v1/query_service.grpc.pb.h"
#include "clausebook/v1/question_service.grpc.pb.h"
#include "clausebook/v1/questionnaire_service.grpc.pb.h"

namespace clausebook::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// Each entry of `keys` is typed as one key, each of `lines` as one line.
class ScriptedConsole final : public Console {
 public:
  std::deque<char> keys;
  std::deque<std::string> lines;  // "^D": broken off
  char ReadKey() override {
    if (keys.empty()) return kEndOfInput;
    const char key = keys.front();
    keys.pop_front();
    return key;
  }
  std::optional<std::string> ReadLine(const std::string& prompt) override {
    prompts += prompt + "\n";
    if (lines.empty() || lines.front() == "^D") {
      if (!lines.empty()) lines.pop_front();
      return std::nullopt;
    }
    std::string line = lines.front();
    lines.pop_front();
    return line;
  }
  std::string prompts;
};

class OneQuestion final : public v1::QuestionService::Service {
  grpc::Status GetQuestion(grpc::ServerContext*, const v1::GetQuestionRequest* request,
                           v1::GetQuestionResponse* response) override {
    if (request->name() != "questions/data-sold") {
      return {grpc::StatusCode::NOT_FOUND, "No such question."};
    }
    response->mutable_question()->set_name(request->name());
    return grpc::Status::OK;
  }
  grpc::Status ListQuestions(grpc::ServerContext*, const v1::ListQuestionsRequest*,
                             v1::ListQuestionsResponse* response) override {
    response->add_questions()->set_name("questions/data-sold");
    return grpc::Status::OK;
  }
};

class OneSuggestion final : public v1::QuestionnaireService::Service {
  grpc::Status MatchQuestions(grpc::ServerContext*, const v1::MatchQuestionsRequest*,
                              v1::MatchQuestionsResponse* response) override {
    v1::MatchedPart& part = *response->add_matches()->add_parts();
    part.add_suggestions()->set_question("questions/retention");
    return grpc::Status::OK;
  }
};

class OneAnswer final : public v1::QueryService::Service {
  grpc::Status Ask(grpc::ServerContext*, const v1::AskRequest*,
                   v1::AskResponse* response) override {
    response->mutable_answer()->set_verdict(v1::VERDICT_NO);
    response->mutable_answer()->set_sentence("It is not sold.");
    return grpc::Status::OK;
  }
};

class WalkTest : public ::testing::Test {
 protected:
  WalkTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&questions_);
    builder.RegisterService(&questionnaires_);
    builder.RegisterService(&queries_);
    server_ = builder.BuildAndStart();
    client_ = std::make_unique<client::Client>(server_->InProcessChannel({}),
                                               client::ClientOptions());
    session_.client = client_.get();
    session_.out = &out_;
    session_.err = &out_;
    Add("Sold?", v1::RESPONSE_STATUS_NEEDS_REVIEW, v1::ITEM_NEED_NOT_MATCHED);
    Add("Answered?", v1::RESPONSE_STATUS_PROPOSED, v1::ITEM_NEED_UNSPECIFIED);
    Add("Disputed?", v1::RESPONSE_STATUS_NEEDS_REVIEW, v1::ITEM_NEED_CONFLICT);
  }
  void Add(const char* question, v1::ResponseStatus status, v1::ItemNeed need) {
    v1::ResponseItem& item = items_.emplace_back();
    item.set_question_text(question);
    item.set_status(status);
    item.set_need(need);
  }
  std::optional<WalkDecisions> Walk(const std::string& keys,
                                    std::deque<std::string> lines = {}) {
    console_.keys.assign(keys.begin(), keys.end());
    console_.lines = std::move(lines);
    WalkDialog dialog(
        session_, console_, items_,
        {"vendors/v", "vendors/v/apps/a", "", "", "Mara", *ParseDate("2026-11-30")});
    auto decisions = dialog.Run();
    EXPECT_TRUE(decisions.ok()) << decisions.status();
    return decisions.ok() ? *decisions : std::nullopt;
  }

  OneQuestion questions_;
  OneSuggestion questionnaires_;
  OneAnswer queries_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<client::Client> client_;
  Session session_;
  std::ostringstream out_;
  ScriptedConsole console_;
  std::vector<v1::ResponseItem> items_;
};

TEST_F(WalkTest, OpenRowsComeOneByOneConflictsFirst) {
  const auto decisions = Walk("ssy");
  ASSERT_TRUE(decisions);
  EXPECT_THAT(decisions->overrides, SizeIs(0));
  const std::string screen = out_.str();
  EXPECT_THAT(screen, HasSubstr("1 of 2 · CONFLICT"));
  EXPECT_LT(screen.find("Disputed?"), screen.find("Sold?"));
  EXPECT_EQ(screen.find("Answered?"), std::string::npos);
}

TEST_F(WalkTest, AnOwnAnswerTakesAReasonAndADayAheadOfUs) {
  const auto decisions = Walk("asy", {"Yes", "By contract.", "", "We signed it.",
                                      "2026-11-30", "2029-01-01", ""});
  ASSERT_TRUE(decisions);
  ASSERT_THAT(decisions->overrides, SizeIs(1));
  const auto& [item, own] = *decisions->overrides.begin();
  EXPECT_EQ(item, 2u);
  EXPECT_EQ(own.answer(), "Yes");
  EXPECT_EQ(own.comment(), "By contract.");
  EXPECT_EQ(own.reason(), "We signed it.");
  EXPECT_EQ(own.expire_date(), "2027-11-30") << "a year, where nothing else is said";
  EXPECT_THAT(out_.str(), HasSubstr("Say why"));
  EXPECT_THAT(out_.str(), HasSubstr("has come already"));
  EXPECT_THAT(out_.str(), HasSubstr("At most two years"));
  EXPECT_THAT(out_.str(), HasSubstr("1 own answer, 0 wordings matched, of 2 open rows. "
                                    "Record it as Mara?"));
}

TEST_F(WalkTest, AWordingIsMatchedByNumberOrIdAndShownBeforeItCounts) {
  const auto decisions = Walk("smyy", {"1, not data-sold"});
  ASSERT_TRUE(decisions);
  ASSERT_THAT(decisions->mappings, SizeIs(1));
  const v1::Mapping& mapping = decisions->mappings.at(0);
  EXPECT_EQ(mapping.wording(), "Sold?");
  ASSERT_EQ(mapping.questions_size(), 2);
  EXPECT_EQ(mapping.questions(0).question(), "questions/retention");
  EXPECT_EQ(mapping.questions(1).question(), "questions/data-sold");
  EXPECT_FALSE(mapping.questions(0).opposite());
  EXPECT_TRUE(mapping.questions(1).opposite());
  EXPECT_THAT(out_.str(), HasSubstr("[1] retention"));
  EXPECT_THAT(out_.str(), HasSubstr("It is not sold."));
}

TEST_F(WalkTest, ADashSaysThatItIsNothingOfOurs) {
  const auto decisions = Walk("smyy", {"-"});
  ASSERT_TRUE(decisions);
  EXPECT_EQ(decisions->mappings.at(0).questions_size(), 0);
}

TEST_F(WalkTest, AQuestionThatIsNoneIsAskedAgain) {
  const auto decisions = Walk("smyy", {"data-solt", "data-sold"});
  ASSERT_TRUE(decisions);
  EXPECT_EQ(decisions->mappings.at(0).questions(0).question(), "questions/data-sold");
  EXPECT_THAT(out_.str(), HasSubstr("There is no question 'data-solt'"));
}

TEST_F(WalkTest, BackSkipAndAnythingElseDoWhatTheHelpSays) {
  const auto decisions = Walk("?absqy", {"Yes", "", "r", "", "^D"});
  ASSERT_TRUE(decisions);
  EXPECT_THAT(decisions->overrides, SizeIs(0)) << "s takes the answer back";
  EXPECT_THAT(out_.str(), HasSubstr("leave it open"));
  EXPECT_THAT(out_.str(), HasSubstr("You answer: Yes"));
}

TEST_F(WalkTest, NothingIsRecordedWithoutAYes) {
  EXPECT_FALSE(Walk("qn"));
  EXPECT_FALSE(Walk("\x03n"));
  EXPECT_FALSE(Walk(""));
  EXPECT_FALSE(Walk("aq", {"^D"}));
  EXPECT_THAT(out_.str(), HasSubstr("Left as it was."));
}

}  // namespace
}  // namespace clausebook::cli
