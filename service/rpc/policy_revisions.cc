// The part of PolicyHandlers for revisions and clauses.
#include <algorithm>
#include <string>
#include <variant>

#include "service/base/status_macros.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/known_reads.h"
#include "service/rpc/listing.h"
#include "service/rpc/parents.h"
#include "service/rpc/policy_handlers.h"
#include "service/rpc/revision_request.h"
#include "service/rpc/second_person.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// Facts that were read out of a manifest go with it, those that count only where one
// person may take them away; of facts that people recorded none may rest on the revision.
absl::Status ReleaseFacts(storage::WriteTransaction& snapshot,
                          const model::RevisionRef& revision, bool takes_two) {
  CB_ASSIGN_OR_RETURN(const auto base,
                      snapshot.LoadEvidence(revision.policy.publisher, kEndOfTime));
  CB_ASSIGN_OR_RETURN(const auto policy, snapshot.GetPolicy(revision.policy, kEndOfTime));
  for (const model::Fact& fact : base->facts) {
    const auto* clause = std::get_if<model::ClauseEvidence>(&fact.content.evidence);
    if (clause != nullptr && clause->revision == revision) {
      if (policy.kind != model::PolicyKind::kPublished &&
          !(takes_two && fact.content.approved)) {
        CB_RETURN_IF_ERROR(
            snapshot.RetractFact(fact.ref, "The revision was withdrawn.").status());
        continue;
      }
      return StillInUse(ToName(revision), ToName(fact.ref),
                        "Retract the facts that quote the revision first.");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status PolicyHandlers::ListPolicyRevisions(
    const CallContext& context, const v1::ListPolicyRevisionsRequest& request,
    v1::ListPolicyRevisionsResponse* response) const {
  FieldFaults faults;
  const auto policy = CheckPolicy(faults, "parent", request.parent());
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_RETURN_IF_ERROR(PolicyAt(*snapshot, *policy, listing.known_at()).status());
  CB_ASSIGN_OR_RETURN(auto revisions, snapshot->ListRevisions(*policy, listing.known_at(),
                                                              request.show_withdrawn()));
  std::reverse(revisions.begin(), revisions.end());
  listing.AddByPosition(
      revisions,
      [&](const model::Revision& revision) {
        *response->add_policy_revisions() = ToProto(revision, /*with_text=*/false);
      },
      response->mutable_next_page_token());
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
  if (request.include_source() && revision.source != nullptr) {
    response->mutable_policy_revision()->set_source(*revision.source);
  }
  return absl::OkStatus();
}

absl::Status PolicyHandlers::CreatePolicyRevision(
    const CallContext& context, const v1::CreatePolicyRevisionRequest& request,
    v1::CreatePolicyRevisionResponse* response) const {
  FieldFaults faults;
  const auto policy = CheckPolicy(faults, "parent", request.parent());
  const auto reading =
      CheckNewRevision(deps_, context, faults, policy, request.policy_revision());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  if (!reading.ok()) return reading.status();
  const evidence::RevisionReading& wanted = **reading;
  return WriteOnce(deps_, context, request, response,
                   [&](storage::WriteTransaction& tx) -> absl::Status {
                     CB_RETURN_IF_ERROR(tx.GetPolicy(*policy, kEndOfTime).status());
                     CB_ASSIGN_OR_RETURN(const auto added,
                                         tx.AddRevision(wanted.revision, wanted.clauses));
                     response->Clear();
                     *response->mutable_policy_revision() =
                         ToProto(added, /*with_text=*/false);
                     for (const evidence::DerivedFact& fact : wanted.facts) {
                       model::FactContent content = fact.content;
                       if (TakesTwo(deps_, context)) Propose(context, content);
                       CB_RETURN_IF_ERROR(tx.AddFact(fact.ref, content).status());
                       response->add_facts(ToName(fact.ref));
                     }
                     for (const evidence::Notice& notice : wanted.notices) {
                       *response->add_notices() = ToProto(notice);
                     }
                     return absl::OkStatus();
                   });
}

absl::Status PolicyHandlers::WithdrawPolicyRevision(
    const CallContext& context, const v1::WithdrawPolicyRevisionRequest& request,
    v1::WithdrawPolicyRevisionResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckRevision(faults, "name", request.name());
  CheckRequestId(faults, request.request_id());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_RETURN_IF_ERROR(WithoutReviving(
            deps_, context, tx, ref->policy.publisher, [&]() -> absl::Status {
              CB_RETURN_IF_ERROR(ReleaseFacts(tx, *ref, TakesTwo(deps_, context)));
              return tx.WithdrawRevision(*ref);
            }));
        CB_ASSIGN_OR_RETURN(const auto revision, tx.GetRevision(*ref));
        *response->mutable_policy_revision() = ToProto(revision, /*with_text=*/false);
        return absl::OkStatus();
      });
}

absl::Status PolicyHandlers::ListClauses(const CallContext& context,
                                         const v1::ListClausesRequest& request,
                                         v1::ListClausesResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckRevision(faults, "parent", request.parent());
  Listing listing(faults, context, request, /*has_known_at=*/false, {});
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_ASSIGN_OR_RETURN(const auto revision, snapshot->GetRevision(*ref));
  CB_ASSIGN_OR_RETURN(const auto clauses, snapshot->ListClauses(*ref));
  listing.AddByPosition(
      clauses,
      [&](const model::Clause& clause) {
        *response->add_clauses() = ToProto(*ref, clause, *revision.text);
      },
      response->mutable_next_page_token());
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
