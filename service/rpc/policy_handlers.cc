#include "service/rpc/policy_handlers.h"

#include <optional>
#include <set>
#include <string>

#include "service/base/status_macros.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/listing.h"
#include "service/rpc/parents.h"
#include "service/rpc/validate.h"
#include "service/rpc/versions.h"

namespace clausebook::rpc {
namespace {

std::set<std::string> PolicyFields() { return {"title", "uri"}; }

// Checks those of the policy's fields that are to be recorded.
void CheckPolicyFields(FieldFaults& faults, const v1::Policy& policy,
                       const std::set<std::string>& fields) {
  if (fields.contains("title")) CheckText(faults, "policy.title", policy.title());
  if (fields.contains("uri")) CheckUri(faults, "policy.uri", policy.uri());
}

// What is said once, on create: the kind and, for an app's declaration, whose it is.
void CheckKind(FieldFaults& faults, const v1::Policy& wanted,
               const std::optional<model::Publisher>& publisher, model::Policy& policy) {
  const auto kind = FromProto(wanted.kind());
  if (!kind) {
    faults.Add("policy.kind", "Not a kind of policy that this server knows.");
    return;
  }
  policy.kind = *kind;
  if (*kind == model::PolicyKind::kPublished) {
    if (!wanted.app().empty()) {
      faults.Add("policy.app", "Only a manifest or descriptor is of one app: leave it out.");
    }
    return;
  }
  const auto app = CheckApp(faults, "policy.app", wanted.app());
  if (!app || !publisher) return;
  if (*publisher != model::Publisher{model::PublisherKind::kVendor, app->vendor}) {
    faults.Add("policy.app", "The app is not one of the policy's vendor.");
    return;
  }
  policy.app = app->app;
}

void CopyFields(const v1::Policy& from, const std::set<std::string>& fields,
                model::Policy& to) {
  if (fields.contains("title")) to.title = from.title();
  if (fields.contains("uri")) to.uri = from.uri();
}

}  // namespace

absl::Status PolicyHandlers::ListPolicies(const CallContext& context,
                                          const v1::ListPoliciesRequest& request,
                                          v1::ListPoliciesResponse* response) const {
  FieldFaults faults;
  std::optional<model::Publisher> publisher;
  if (request.parent() != "vendors/-") {
    publisher = CheckPublisher(faults, "parent", request.parent());
  }
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  if (publisher) {
    CB_RETURN_IF_ERROR(
        CheckPublisherStands(deps_, *snapshot, *publisher, listing.known_at()));
  }
  CB_ASSIGN_OR_RETURN(auto policies, snapshot->ListPolicies(publisher, listing.page(),
                                                            listing.known_at()));
  const std::size_t kept = listing.Keep(policies.size());
  for (std::size_t i = 0; i < kept; ++i) *response->add_policies() = ToProto(policies[i]);
  if (kept < policies.size()) {
    const model::PolicyRef& last = policies[kept - 1].ref;
    response->set_next_page_token(
        listing.TokenAfter(last.publisher.id + "/" + last.policy));
  }
  return absl::OkStatus();
}

absl::Status PolicyHandlers::GetPolicy(const CallContext& context,
                                       const v1::GetPolicyRequest& request,
                                       v1::GetPolicyResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckPolicy(faults, "name", request.name());
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto policy,
                      snapshot->GetPolicy(*ref, known_at.value_or(kEndOfTime)));
  *response->mutable_policy() = ToProto(policy);
  return absl::OkStatus();
}

absl::Status PolicyHandlers::CreatePolicy(const CallContext& context,
                                          const v1::CreatePolicyRequest& request,
                                          v1::CreatePolicyResponse* response) const {
  const auto fields = PolicyFields();
  FieldFaults faults;
  const auto publisher = CheckPublisher(faults, "parent", request.parent());
  CheckId(faults, "policy_id", request.policy_id());
  CheckPolicyFields(faults, request.policy(), fields);
  model::Policy policy;
  CheckKind(faults, request.policy(), publisher, policy);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_RETURN_IF_ERROR(CheckPublisherStands(deps_, tx, *publisher, kEndOfTime));
        if (!policy.app.empty()) {
          CB_RETURN_IF_ERROR(tx.GetApp({publisher->id, policy.app}, kEndOfTime).status());
        }
        policy.ref = {*publisher, request.policy_id()};
        CB_RETURN_IF_ERROR(CheckFree(tx.GetPolicy(policy.ref, kEndOfTime), "Policy",
                                     ToName(policy.ref)));
        CopyFields(request.policy(), fields, policy);
        CB_ASSIGN_OR_RETURN(const auto put, tx.PutPolicy(policy));
        *response->mutable_policy() = ToProto(put);
        return absl::OkStatus();
      });
}

absl::Status PolicyHandlers::UpdatePolicy(const CallContext& context,
                                          const v1::UpdatePolicyRequest& request,
                                          v1::UpdatePolicyResponse* response) const {
  const v1::Policy& wanted = request.policy();
  FieldFaults faults;
  const auto ref = CheckPolicy(faults, "policy.name", wanted.name());
  const auto fields =
      CheckUpdateMask(faults, request.update_mask(), wanted, PolicyFields());
  CheckPolicyFields(faults, wanted, fields);
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_ASSIGN_OR_RETURN(auto policy, tx.GetPolicy(*ref, kEndOfTime));
        CB_RETURN_IF_ERROR(CheckEtag(wanted.etag(), policy.info.version, wanted.name()));
        CopyFields(wanted, fields, policy);
        CB_ASSIGN_OR_RETURN(const auto put, tx.PutPolicy(policy));
        *response->mutable_policy() = ToProto(put);
        return absl::OkStatus();
      });
}

absl::Status PolicyHandlers::DeletePolicy(const CallContext& context,
                                          const v1::DeletePolicyRequest& request,
                                          v1::DeletePolicyResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckPolicy(faults, "name", request.name());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_ASSIGN_OR_RETURN(const auto policy,
                                         tx.GetPolicy(*ref, kEndOfTime));
                     CB_RETURN_IF_ERROR(
                         CheckEtag(request.etag(), policy.info.version, request.name()));
                     CB_ASSIGN_OR_RETURN(const auto revisions,
                                         tx.ListRevisions(*ref, kEndOfTime, false));
                     if (!revisions.empty()) {
                       return StillInUse(request.name(), ToName(revisions.front().ref),
                                         "Withdraw the policy's revisions first.");
                     }
                     return tx.DeletePolicy(*ref);
                   });
}

}  // namespace clausebook::rpc
