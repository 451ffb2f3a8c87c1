// AdminService and AuditService: tokens, the audit log.
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {

absl::StatusOr<v1::CreateTokenResponse> Client::CreateToken(
    const v1::CreateTokenRequest& request) const {
  return CallOnce(parts_->options, DeadlineOf(parts_->options), *parts_->admin,
                  &v1::AdminService::Stub::CreateToken, request);
}

Listing<v1::Token> Client::ListTokens(v1::ListTokensRequest request) const {
  return List(parts_->options, *parts_->admin, &v1::AdminService::Stub::ListTokens,
              std::move(request), &v1::ListTokensResponse::mutable_tokens);
}

absl::StatusOr<v1::Token> Client::RevokeToken(
    const v1::RevokeTokenRequest& request) const {
  return Unwrap(CallOnce(parts_->options, DeadlineOf(parts_->options), *parts_->admin,
                         &v1::AdminService::Stub::RevokeToken, request),
                &v1::RevokeTokenResponse::mutable_token);
}

Listing<v1::AuditEntry> Client::ListAuditEntries(
    v1::ListAuditEntriesRequest request) const {
  return List(parts_->options, *parts_->audit, &v1::AuditService::Stub::ListAuditEntries,
              std::move(request), &v1::ListAuditEntriesResponse::mutable_entries);
}

Listing<v1::AuditCheckpoint> Client::ListAuditCheckpoints(
    v1::ListAuditCheckpointsRequest request) const {
  return List(parts_->options, *parts_->audit,
              &v1::AuditService::Stub::ListAuditCheckpoints, std::move(request),
              &v1::ListAuditCheckpointsResponse::mutable_checkpoints);
}

}  // namespace clausebook::client
