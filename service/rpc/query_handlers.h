// Handlers of QueryService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUERY_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUERY_HANDLERS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "clausebook/v1/query_service.pb.h"
#include "service/rpc/handlers.h"
#include "service/view/answer_view.h"

namespace clausebook::rpc {

class QueryHandlers {
 public:
  QueryHandlers(HandlerDeps deps, view::AnswerView* view) : deps_(deps), view_(view) {}

  absl::Status Ask(const CallContext& context, const v1::AskRequest& request,
                   v1::AskResponse* response) const;
  absl::Status BatchAsk(const CallContext& context, const v1::BatchAskRequest& request,
                        v1::BatchAskResponse* response) const;
  absl::Status ListAnswers(const CallContext& context,
                           const v1::ListAnswersRequest& request,
                           v1::ListAnswersResponse* response) const;

  // The everyday question, about today as known now: the serialised AskResponse if it
  // is in memory, else null. Never blocks.
  std::shared_ptr<const std::string> FindAskResponse(const v1::AskRequest& request,
                                                     Instant now) const;

  // The serialised response of Ask, kept for FindAskResponse where it can be.
  absl::StatusOr<std::shared_ptr<const std::string>> AskSerialized(
      const CallContext& context, const v1::AskRequest& request) const;

 private:
  // Answers in one snapshot; `at` is set to the state of knowledge that it is of.
  absl::Status AskIn(const CallContext& context, const v1::AskRequest& request,
                     v1::AskResponse* response, Instant* at) const;

  HandlerDeps deps_;
  view::AnswerView* view_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUERY_HANDLERS_H_
