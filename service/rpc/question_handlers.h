// Handlers of QuestionService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTION_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTION_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/question_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class QuestionHandlers {
 public:
  explicit QuestionHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status ListQuestions(const CallContext& context,
                             const v1::ListQuestionsRequest& request,
                             v1::ListQuestionsResponse* response) const;
  absl::Status GetQuestion(const CallContext& context,
                           const v1::GetQuestionRequest& request,
                           v1::GetQuestionResponse* response) const;
  absl::Status ListProperties(const CallContext& context,
                              const v1::ListPropertiesRequest& request,
                              v1::ListPropertiesResponse* response) const;
  absl::Status GetProperty(const CallContext& context,
                           const v1::GetPropertyRequest& request,
                           v1::GetPropertyResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTION_HANDLERS_H_
