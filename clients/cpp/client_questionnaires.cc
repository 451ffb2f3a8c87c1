// QuestionnaireService but for filling: editions, matching, confirmed wordings.
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {

Listing<v1::Questionnaire> Client::ListQuestionnaires(
    v1::ListQuestionnairesRequest request) const {
  return List(parts_->options, *parts_->questionnaires,
              &v1::QuestionnaireService::Stub::ListQuestionnaires, std::move(request),
              &v1::ListQuestionnairesResponse::mutable_questionnaires);
}

absl::StatusOr<v1::Questionnaire> Client::GetQuestionnaire(
    const v1::GetQuestionnaireRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->questionnaires,
                     &v1::QuestionnaireService::Stub::GetQuestionnaire, request),
                &v1::GetQuestionnaireResponse::mutable_questionnaire);
}

absl::StatusOr<v1::MatchQuestionsResponse> Client::MatchQuestions(
    const v1::MatchQuestionsRequest& request) const {
  return Read(parts_->options, *parts_->questionnaires,
              &v1::QuestionnaireService::Stub::MatchQuestions, request);
}

absl::StatusOr<v1::ComparePayloadResponse> Client::ComparePayload(
    const v1::ComparePayloadRequest& request) const {
  return Read(parts_->options, *parts_->questionnaires,
              &v1::QuestionnaireService::Stub::ComparePayload, request);
}

absl::StatusOr<v1::Mapping> Client::CreateMapping(
    v1::CreateMappingRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->questionnaires,
                      &v1::QuestionnaireService::Stub::CreateMapping, std::move(request)),
                &v1::CreateMappingResponse::mutable_mapping);
}

Listing<v1::Mapping> Client::ListMappings(v1::ListMappingsRequest request) const {
  return List(parts_->options, *parts_->questionnaires,
              &v1::QuestionnaireService::Stub::ListMappings, std::move(request),
              &v1::ListMappingsResponse::mutable_mappings);
}

absl::StatusOr<v1::Mapping> Client::RevokeMapping(
    v1::RevokeMappingRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->questionnaires,
                      &v1::QuestionnaireService::Stub::RevokeMapping, std::move(request)),
                &v1::RevokeMappingResponse::mutable_mapping);
}

}  // namespace clausebook::client
