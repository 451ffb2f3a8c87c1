// Handlers of QuestionnaireService that fill; see service/rpc/streaming.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_HANDLERS_H_

#include <memory>

#include "clausebook/v1/questionnaire_service.pb.h"
#include "service/rpc/handlers.h"
#include "service/rpc/streaming.h"

namespace clausebook::rpc {

class FillHandlers {
 public:
  explicit FillHandlers(HandlerDeps deps) : deps_(deps) {}

  using FillUpload = Upload<v1::FillQuestionnaireRequest, v1::FillQuestionnaireResponse>;
  // A call begins.
  std::unique_ptr<FillUpload> FillQuestionnaire() const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_FILL_HANDLERS_H_
