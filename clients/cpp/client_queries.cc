// QueryService, QuestionService, CheckService and ReportService: questions, answers,
// contradictions, pages.
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {

absl::StatusOr<v1::Answer> Client::Ask(const v1::AskRequest& request) const {
  return Unwrap(
      Read(parts_->options, *parts_->queries, &v1::QueryService::Stub::Ask, request),
      &v1::AskResponse::mutable_answer);
}

absl::StatusOr<v1::BatchAskResponse> Client::BatchAsk(
    const v1::BatchAskRequest& request) const {
  return Read(parts_->options, *parts_->queries, &v1::QueryService::Stub::BatchAsk,
              request);
}

Listing<v1::Answer> Client::ListAnswers(v1::ListAnswersRequest request) const {
  return List(parts_->options, *parts_->queries, &v1::QueryService::Stub::ListAnswers,
              std::move(request), &v1::ListAnswersResponse::mutable_answers);
}

absl::StatusOr<v1::CheckAppsResponse> Client::CheckApps(
    const v1::CheckAppsRequest& request) const {
  return Read(parts_->options, *parts_->checks, &v1::CheckService::Stub::CheckApps,
              request);
}

absl::StatusOr<v1::RenderAppReportResponse> Client::RenderAppReport(
    const v1::RenderAppReportRequest& request) const {
  return Read(parts_->options, *parts_->reports,
              &v1::ReportService::Stub::RenderAppReport, request);
}

absl::StatusOr<v1::RenderAppMatrixResponse> Client::RenderAppMatrix(
    const v1::RenderAppMatrixRequest& request) const {
  return Read(parts_->options, *parts_->reports,
              &v1::ReportService::Stub::RenderAppMatrix, request);
}

Listing<v1::Question> Client::ListQuestions(v1::ListQuestionsRequest request) const {
  return List(parts_->options, *parts_->questions,
              &v1::QuestionService::Stub::ListQuestions, std::move(request),
              &v1::ListQuestionsResponse::mutable_questions);
}

absl::StatusOr<v1::Question> Client::GetQuestion(
    const v1::GetQuestionRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->questions,
                     &v1::QuestionService::Stub::GetQuestion, request),
                &v1::GetQuestionResponse::mutable_question);
}

Listing<v1::Property> Client::ListProperties(v1::ListPropertiesRequest request) const {
  return List(parts_->options, *parts_->questions,
              &v1::QuestionService::Stub::ListProperties, std::move(request),
              &v1::ListPropertiesResponse::mutable_properties);
}

absl::StatusOr<v1::Property> Client::GetProperty(
    const v1::GetPropertyRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->questions,
                     &v1::QuestionService::Stub::GetProperty, request),
                &v1::GetPropertyResponse::mutable_property);
}

}  // namespace clausebook::client
