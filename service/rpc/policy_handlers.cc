#include "service/rpc/policy_handlers.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/segmenter.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/listing.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

void CheckPolicyFields(FieldFaults& faults, const v1::Policy& policy) {
  CheckText(faults, "policy.title", policy.title());
  CheckUri(faults, "policy.uri", policy.uri());
}

std::optional<model::MediaType> CheckMediaType(FieldFaults& faults,
                                               const std::string& type) {
  if (type == "text/plain") return model::MediaType::kPlainText;
  if (type == "text/markdown") return model::MediaType::kMarkdown;
  faults.Add("policy_revision.media_type", "Required: 'text/plain' or 'text/markdown'.");
  return std::nullopt;
}

// OK if the publisher is there: a vendor in the store, a platform in the catalogue.
absl::Status CheckPublisherExists(const HandlerDeps& deps,
                                  storage::ReadSnapshot& snapshot,
                                  const model::Publisher& publisher, Instant known_at) {
  if (publisher.kind == model::PublisherKind::kVendor) {
    return snapshot.GetVendor(publisher.id, known_at).status();
  }
  return deps.catalog->FindPlatform(publisher.id) != nullptr
             ? absl::OkStatus()
             : NotFound("Platform", ToName(publisher));
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
        CheckPublisherExists(deps_, *snapshot, *publisher, listing.known_at()));
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
  FieldFaults faults;
  const auto publisher = CheckPublisher(faults, "parent", request.parent());
  CheckId(faults, "policy_id", request.policy_id());
  CheckPolicyFields(faults, request.policy());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, request.request_id(), response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_RETURN_IF_ERROR(
                         CheckPublisherExists(deps_, tx, *publisher, kEndOfTime));
                     model::Policy policy;
                     policy.ref = {*publisher, request.policy_id()};
                     if (tx.GetPolicy(policy.ref, kEndOfTime).ok()) {
                       return AlreadyExists("Policy", ToName(policy.ref));
                     }
                     policy.title = request.policy().title();
                     policy.uri = request.policy().uri();
                     CB_ASSIGN_OR_RETURN(const auto put, tx.PutPolicy(policy));
                     *response->mutable_policy() = ToProto(put);
                     return absl::OkStatus();
                   })
      .status();
}

absl::Status PolicyHandlers::UpdatePolicy(const CallContext& context,
                                          const v1::UpdatePolicyRequest& request,
                                          v1::UpdatePolicyResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckPolicy(faults, "policy.name", request.policy().name());
  const auto paths =
      CheckUpdateMask(faults, request.update_mask(), request.policy(), {"title", "uri"});
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
             deps_, context, request, request.request_id(), response,
             [&](storage::WriteTransaction& tx) -> absl::Status {
               CB_ASSIGN_OR_RETURN(auto policy, tx.GetPolicy(*ref, kEndOfTime));
               CB_RETURN_IF_ERROR(CheckEtag(request.policy().etag(), policy.info.version,
                                            request.policy().name()));
               if (paths.contains("title")) policy.title = request.policy().title();
               if (paths.contains("uri")) policy.uri = request.policy().uri();
               FieldFaults after;
               CheckPolicyFields(after, ToProto(policy));
               CB_RETURN_IF_ERROR(after.ToStatus());
               CB_ASSIGN_OR_RETURN(const auto put, tx.PutPolicy(policy));
               *response->mutable_policy() = ToProto(put);
               return absl::OkStatus();
             })
      .status();
}

absl::Status PolicyHandlers::DeletePolicy(const CallContext& context,
                                          const v1::DeletePolicyRequest& request,
                                          v1::DeletePolicyResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckPolicy(faults, "name", request.name());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
             deps_, context, request, request.request_id(), response,
             [&](storage::WriteTransaction& tx) -> absl::Status {
               CB_ASSIGN_OR_RETURN(const auto policy, tx.GetPolicy(*ref, kEndOfTime));
               CB_RETURN_IF_ERROR(
                   CheckEtag(request.etag(), policy.info.version, request.name()));
               CB_ASSIGN_OR_RETURN(const auto revisions,
                                   tx.ListRevisions(*ref, kEndOfTime, false));
               if (!revisions.empty()) {
                 return MakeError(
                     "'" + request.name() + "' still has revisions. Withdraw them first.",
                     {.reason = Reason::kStillInUse,
                      .metadata = {{"resource", request.name()}}});
               }
               return tx.DeletePolicy(*ref);
             })
      .status();
}

absl::Status PolicyHandlers::ListPolicyRevisions(
    const CallContext& context, const v1::ListPolicyRevisionsRequest& request,
    v1::ListPolicyRevisionsResponse* response) const {
  FieldFaults faults;
  const auto policy = CheckPolicy(faults, "parent", request.parent());
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_RETURN_IF_ERROR(snapshot->GetPolicy(*policy, listing.known_at()).status());
  CB_ASSIGN_OR_RETURN(auto revisions, snapshot->ListRevisions(*policy, listing.known_at(),
                                                              request.show_withdrawn()));
  std::reverse(revisions.begin(), revisions.end());
  // The store gives all of a policy's revisions at once; the key is a position.
  std::size_t at = 0;
  if (!listing.state().first && !absl::SimpleAtoi(listing.state().after, &at)) at = 0;
  for (; at < revisions.size(); ++at) {
    if (response->policy_revisions_size() == listing.size()) {
      response->set_next_page_token(listing.TokenAfter(absl::StrCat(at)));
      break;
    }
    *response->add_policy_revisions() = ToProto(revisions[at], /*with_text=*/false);
  }
  return absl::OkStatus();
}

absl::Status PolicyHandlers::GetPolicyRevision(
    const CallContext& context, const v1::GetPolicyRevisionRequest& request,
    v1::GetPolicyRevisionResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckRevision(faults, "name", request.name());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto revision, snapshot->GetRevision(*ref));
  *response->mutable_policy_revision() = ToProto(revision, /*with_text=*/true);
  return absl::OkStatus();
}

absl::Status PolicyHandlers::CreatePolicyRevision(
    const CallContext& context, const v1::CreatePolicyRevisionRequest& request,
    v1::CreatePolicyRevisionResponse* response) const {
  FieldFaults faults;
  const v1::PolicyRevision& wanted = request.policy_revision();
  const auto policy = CheckPolicy(faults, "parent", request.parent());
  const auto media_type = CheckMediaType(faults, wanted.media_type());
  const auto effective =
      CheckDate(faults, "policy_revision.effective_date", wanted.effective_date());
  if (wanted.effective_date().empty()) {
    faults.Add("policy_revision.effective_date", "Required: YYYY-MM-DD.");
  }
  CheckUri(faults, "policy_revision.uri", wanted.uri());
  CheckRequestId(faults, request.request_id());
  const auto clauses = evidence::SegmentText(
      wanted.text(), media_type.value_or(model::MediaType::kPlainText));
  if (!clauses.ok()) faults.AddFrom(clauses.status(), "policy_revision.");
  CB_RETURN_IF_ERROR(faults.ToStatus());

  model::Revision revision;
  revision.sha256 = Sha256Hex(wanted.text());
  revision.ref = {*policy, FormatDate(*effective) + "-" + revision.sha256.substr(0, 8)};
  revision.effective = *effective;
  revision.uri = wanted.uri();
  revision.media_type = *media_type;
  revision.text = std::make_shared<const std::string>(wanted.text());
  return WriteOnce(deps_, context, request, request.request_id(), response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_RETURN_IF_ERROR(tx.GetPolicy(*policy, kEndOfTime).status());
                     CB_ASSIGN_OR_RETURN(const auto added,
                                         tx.AddRevision(revision, *clauses));
                     *response->mutable_policy_revision() = ToProto(added, false);
                     return absl::OkStatus();
                   })
      .status();
}

absl::Status PolicyHandlers::WithdrawPolicyRevision(
    const CallContext& context, const v1::WithdrawPolicyRevisionRequest& request,
    v1::WithdrawPolicyRevisionResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckRevision(faults, "name", request.name());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(deps_, context, request, request.request_id(), response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_ASSIGN_OR_RETURN(
                         const auto base,
                         tx.LoadEvidence(ref->policy.publisher, kEndOfTime));
                     for (const model::Fact& fact : base->facts) {
                       const auto* clause =
                           std::get_if<model::ClauseEvidence>(&fact.content.evidence);
                       if (clause != nullptr && clause->revision == *ref) {
                         return MakeError("'" + request.name() + "' carries facts, as " +
                                              ToName(fact.ref) + ". Retract them first.",
                                          {.reason = Reason::kStillInUse,
                                           .metadata = {{"resource", request.name()},
                                                        {"fact", ToName(fact.ref)}}});
                       }
                     }
                     CB_RETURN_IF_ERROR(tx.WithdrawRevision(*ref));
                     CB_ASSIGN_OR_RETURN(const auto revision, tx.GetRevision(*ref));
                     *response->mutable_policy_revision() = ToProto(revision, false);
                     return absl::OkStatus();
                   })
      .status();
}

absl::Status PolicyHandlers::ListClauses(const CallContext& context,
                                         const v1::ListClausesRequest& request,
                                         v1::ListClausesResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckRevision(faults, "parent", request.parent());
  Listing listing(faults, context, request, false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_ASSIGN_OR_RETURN(const auto revision, snapshot->GetRevision(*ref));
  CB_ASSIGN_OR_RETURN(const auto clauses, snapshot->ListClauses(*ref));
  std::size_t at = 0;
  if (!listing.state().first && !absl::SimpleAtoi(listing.state().after, &at)) at = 0;
  for (; at < clauses.size(); ++at) {
    if (response->clauses_size() == listing.size()) {
      response->set_next_page_token(listing.TokenAfter(absl::StrCat(at)));
      break;
    }
    *response->add_clauses() = ToProto(*ref, clauses[at], *revision.text);
  }
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
