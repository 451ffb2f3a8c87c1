// Handlers of ResponseService that fill a response's file again; see
// service/rpc/handlers.h and streaming.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_EXPORT_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_EXPORT_HANDLERS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clausebook/v1/response_service.pb.h"
#include "service/rpc/handlers.h"
#include "service/rpc/streaming.h"

namespace clausebook::rpc {

class ExportHandlers {
 public:
  explicit ExportHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::StatusOr<Download<v1::ExportResponseResponse>> ExportResponse(
      const CallContext& context, const v1::ExportResponseRequest& request) const;
  absl::Status CompareResponse(const CallContext& context,
                               const v1::CompareResponseRequest& request,
                               v1::CompareResponseResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_EXPORT_HANDLERS_H_
