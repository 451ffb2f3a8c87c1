// Handlers of QueryService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUERY_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUERY_HANDLERS_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
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

  // The everyday questions, about today as known now: the serialised responses of Ask
  // and BatchAsk, if all that they need is in memory. Never block.
  std::optional<std::string> FindAskResponse(const v1::AskRequest& request,
                                             Instant now) const;
  std::optional<std::string> FindBatchAskResponse(const v1::BatchAskRequest& request,
                                                  Instant now) const;

 private:
  // About today, as known now, whole.
  template <typename Request>
  static bool IsEveryday(const Request& request) {
    return request.as_of().empty() && !request.has_known_at() && !request.has_read_mask();
  }

  std::optional<std::string> FindBytes(std::span<const std::string_view> apps,
                                       std::span<const int> questions, Date day,
                                       Instant* at) const;
  // Keeps answers about `app` for the functions above.
  void Keep(const model::AppRef& app, const std::vector<const v1::Answer*>& answers,
            Date day, Instant at) const;

  // How answers that are given are counted; those of FindBytes by themselves.
  void CountKept(const std::vector<view::EncodedAnswer>& answers) const;
  void Count(const v1::Answer& answer) const;

  HandlerDeps deps_;
  view::AnswerView* view_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUERY_HANDLERS_H_
