// Handlers of ReportService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_REPORT_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_REPORT_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/report_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class ReportHandlers {
 public:
  explicit ReportHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status RenderAppReport(const CallContext& context,
                               const v1::RenderAppReportRequest& request,
                               v1::RenderAppReportResponse* response) const;
  absl::Status RenderAppMatrix(const CallContext& context,
                               const v1::RenderAppMatrixRequest& request,
                               v1::RenderAppMatrixResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_REPORT_HANDLERS_H_
