// PolicyService: policies, revisions, clauses.
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {

Listing<v1::Policy> Client::ListPolicies(v1::ListPoliciesRequest request) const {
  return List(parts_->options, *parts_->policies, &v1::PolicyService::Stub::ListPolicies,
              std::move(request), &v1::ListPoliciesResponse::mutable_policies);
}

absl::StatusOr<v1::Policy> Client::GetPolicy(const v1::GetPolicyRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->policies,
                     &v1::PolicyService::Stub::GetPolicy, request),
                &v1::GetPolicyResponse::mutable_policy);
}

absl::StatusOr<v1::Policy> Client::CreatePolicy(v1::CreatePolicyRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->policies,
                      &v1::PolicyService::Stub::CreatePolicy, std::move(request)),
                &v1::CreatePolicyResponse::mutable_policy);
}

absl::StatusOr<v1::Policy> Client::UpdatePolicy(v1::UpdatePolicyRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->policies,
                      &v1::PolicyService::Stub::UpdatePolicy, std::move(request)),
                &v1::UpdatePolicyResponse::mutable_policy);
}

absl::Status Client::DeletePolicy(v1::DeletePolicyRequest request) const {
  return Write(parts_->options, *parts_->policies, &v1::PolicyService::Stub::DeletePolicy,
               std::move(request))
      .status();
}

Listing<v1::PolicyRevision> Client::ListPolicyRevisions(
    v1::ListPolicyRevisionsRequest request) const {
  return List(parts_->options, *parts_->policies,
              &v1::PolicyService::Stub::ListPolicyRevisions, std::move(request),
              &v1::ListPolicyRevisionsResponse::mutable_policy_revisions);
}

absl::StatusOr<v1::PolicyRevision> Client::GetPolicyRevision(
    const v1::GetPolicyRevisionRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->policies,
                     &v1::PolicyService::Stub::GetPolicyRevision, request),
                &v1::GetPolicyRevisionResponse::mutable_policy_revision);
}

absl::StatusOr<v1::PolicyRevision> Client::CreatePolicyRevision(
    v1::CreatePolicyRevisionRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->policies,
                      &v1::PolicyService::Stub::CreatePolicyRevision, std::move(request)),
                &v1::CreatePolicyRevisionResponse::mutable_policy_revision);
}

absl::StatusOr<v1::PolicyRevision> Client::WithdrawPolicyRevision(
    v1::WithdrawPolicyRevisionRequest request) const {
  return Unwrap(
      Write(parts_->options, *parts_->policies,
            &v1::PolicyService::Stub::WithdrawPolicyRevision, std::move(request)),
      &v1::WithdrawPolicyRevisionResponse::mutable_policy_revision);
}

Listing<v1::Clause> Client::ListClauses(v1::ListClausesRequest request) const {
  return List(parts_->options, *parts_->policies, &v1::PolicyService::Stub::ListClauses,
              std::move(request), &v1::ListClausesResponse::mutable_clauses);
}

absl::StatusOr<v1::ComparePolicyRevisionsResponse> Client::ComparePolicyRevisions(
    const v1::ComparePolicyRevisionsRequest& request) const {
  return Read(parts_->options, *parts_->policies,
              &v1::PolicyService::Stub::ComparePolicyRevisions, request);
}

absl::StatusOr<v1::PreviewPolicyRevisionResponse> Client::PreviewPolicyRevision(
    const v1::PreviewPolicyRevisionRequest& request) const {
  return Read(parts_->options, *parts_->policies,
              &v1::PolicyService::Stub::PreviewPolicyRevision, request);
}

}  // namespace clausebook::client
