// Handlers of AdminService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_ADMIN_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_ADMIN_HANDLERS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clausebook/v1/admin_service.pb.h"
#include "service/admission/token.h"
#include "service/rpc/handlers.h"
#include "service/rpc/streaming.h"

namespace clausebook::rpc {

// `deps.tokens` is told of every change.
class AdminHandlers {
 public:
  AdminHandlers(HandlerDeps deps, admission::RandomSource random)
      : deps_(deps), random_(std::move(random)) {}

  absl::Status CreateToken(const CallContext& context,
                           const v1::CreateTokenRequest& request,
                           v1::CreateTokenResponse* response) const;
  absl::Status ListTokens(const CallContext& context,
                          const v1::ListTokensRequest& request,
                          v1::ListTokensResponse* response) const;
  absl::Status RevokeToken(const CallContext& context,
                           const v1::RevokeTokenRequest& request,
                           v1::RevokeTokenResponse* response) const;
  // Works on the readers' executor.
  absl::StatusOr<Download<v1::CreateBackupResponse>> CreateBackup(
      const CallContext& context, const v1::CreateBackupRequest& request,
      const Tell<v1::CreateBackupResponse>& tell) const;

 private:
  HandlerDeps deps_;
  admission::RandomSource random_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_ADMIN_HANDLERS_H_
