// Handlers of PolicyService; see service/rpc/handlers.h.
#ifndef CLAUSEBOOK_SERVICE_RPC_POLICY_HANDLERS_H_
#define CLAUSEBOOK_SERVICE_RPC_POLICY_HANDLERS_H_

#include "absl/status/status.h"
#include "clausebook/v1/policy_service.pb.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

class PolicyHandlers {
 public:
  explicit PolicyHandlers(HandlerDeps deps) : deps_(deps) {}

  absl::Status ListPolicies(const CallContext& context,
                            const v1::ListPoliciesRequest& request,
                            v1::ListPoliciesResponse* response) const;
  absl::Status GetPolicy(const CallContext& context, const v1::GetPolicyRequest& request,
                         v1::GetPolicyResponse* response) const;
  absl::Status CreatePolicy(const CallContext& context,
                            const v1::CreatePolicyRequest& request,
                            v1::CreatePolicyResponse* response) const;
  absl::Status UpdatePolicy(const CallContext& context,
                            const v1::UpdatePolicyRequest& request,
                            v1::UpdatePolicyResponse* response) const;
  absl::Status DeletePolicy(const CallContext& context,
                            const v1::DeletePolicyRequest& request,
                            v1::DeletePolicyResponse* response) const;
  absl::Status ListPolicyRevisions(const CallContext& context,
                                   const v1::ListPolicyRevisionsRequest& request,
                                   v1::ListPolicyRevisionsResponse* response) const;
  absl::Status GetPolicyRevision(const CallContext& context,
                                 const v1::GetPolicyRevisionRequest& request,
                                 v1::GetPolicyRevisionResponse* response) const;
  absl::Status CreatePolicyRevision(const CallContext& context,
                                    const v1::CreatePolicyRevisionRequest& request,
                                    v1::CreatePolicyRevisionResponse* response) const;
  absl::Status WithdrawPolicyRevision(const CallContext& context,
                                      const v1::WithdrawPolicyRevisionRequest& request,
                                      v1::WithdrawPolicyRevisionResponse* response) const;
  absl::Status ListClauses(const CallContext& context,
                           const v1::ListClausesRequest& request,
                           v1::ListClausesResponse* response) const;
  absl::Status ComparePolicyRevisions(const CallContext& context,
                                      const v1::ComparePolicyRevisionsRequest& request,
                                      v1::ComparePolicyRevisionsResponse* response) const;
  absl::Status PreviewPolicyRevision(const CallContext& context,
                                     const v1::PreviewPolicyRevisionRequest& request,
                                     v1::PreviewPolicyRevisionResponse* response) const;

 private:
  HandlerDeps deps_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_POLICY_HANDLERS_H_
