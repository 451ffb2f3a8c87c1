// Handlers of QuestionnaireService about confirmed wordings; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_MAPPING_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_MAPPING_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class MappingHandlers {
 public:
  explicit MappingHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status CreateMapping(const CallContext& context,
                             const v1::CreateMappingRequest& request,
                             v1::CreateMappingResponse* response) const;
  absl::Status ListMappings(const CallContext& context,
                            const v1::ListMappingsRequest& request,
                            v1::ListMappingsResponse* response) const;
  absl::Status RevokeMapping(const CallContext& context,
                             const v1::RevokeMappingRequest& request,
                             v1::RevokeMappingResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_MAPPING_HANDLERS_H_
