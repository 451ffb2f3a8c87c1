// A response as it was recorded, whole: for those who fill its file again.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_RESPONSE_LOADING_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_RESPONSE_LOADING_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/rpc/handlers.h"
#include "storage/model/response.h"

namespace clausebook::rpc {

struct LoadedResponse {
  model::Response response;
  std::vector<model::ReviewedItem> items;   // all, in reading order
  std::shared_ptr<const std::string> file;  // null: it has none
  // Display names, as they were known when it was filled.
  std::string app;
  std::string vendor;
};

// As it stands now. NOT_FOUND.
absl::StatusOr<LoadedResponse> LoadResponse(const HandlerDeps& deps,
                                            const CallContext& context,
                                            const model::ResponseRef& ref);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_RESPONSE_LOADING_H_
