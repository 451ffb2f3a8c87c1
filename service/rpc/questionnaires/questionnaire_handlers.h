// Handlers of QuestionnaireService that answer at once: known editions, matching, and
// comparing a form's payload; see service/rpc/handlers.h. They need
// `HandlerDeps::editions` and `matcher`.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_QUESTIONNAIRE_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_QUESTIONNAIRE_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class QuestionnaireHandlers {
 public:
  explicit QuestionnaireHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status ListQuestionnaires(const CallContext& context,
                                  const v1::ListQuestionnairesRequest& request,
                                  v1::ListQuestionnairesResponse* response) const;
  absl::Status GetQuestionnaire(const CallContext& context,
                                const v1::GetQuestionnaireRequest& request,
                                v1::GetQuestionnaireResponse* response) const;
  absl::Status MatchQuestions(const CallContext& context,
                              const v1::MatchQuestionsRequest& request,
                              v1::MatchQuestionsResponse* response) const;
  absl::Status ComparePayload(const CallContext& context,
                              const v1::ComparePayloadRequest& request,
                              v1::ComparePayloadResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_QUESTIONNAIRE_HANDLERS_H_
