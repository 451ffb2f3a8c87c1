// Lists of suggestions, unread clauses and rejections. What awaits review is in
// review_items.cc, decisions are in review_decisions.cc.
#include "service/rpc/review_handlers.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/convert/review_convert.h"
#include "service/rpc/listing.h"
#include "service/rpc/review_basis.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// Suggestions of a revision, read; `read` points into `basis`.
struct Reading {
  evidence::ReviewBasis basis;
  FoundRevision found;
  evidence::RevisionSuggestions read;
};

absl::StatusOr<Reading> ReadRevision(const HandlerDeps& deps, ProposalReader& reader,
                                     storage::ReadSnapshot& snapshot,
                                     const model::RevisionRef& ref, Instant known_at,
                                     const std::string& field) {
  Reading reading;
  CB_ASSIGN_OR_RETURN(reading.basis,
                      ReadBasis(deps, snapshot, ref.policy.publisher, known_at));
  CB_ASSIGN_OR_RETURN(reading.found, FindRevision(reading.basis, ref, field));
  CB_ASSIGN_OR_RETURN(reading.read,
                      ReadSuggestions(reader, reading.basis, reading.found));
  return reading;
}

v1::Suggestion Show(const Reading& reading, const SuggestionView& view,
                    const evidence::Suggestion& suggestion) {
  return view.Show(suggestion, FreeFactId(*reading.basis.evidence, suggestion.id));
}

// Numbers of the states that are asked for.
std::vector<int> CheckStates(FieldFaults& faults,
                             const v1::ListSuggestionsRequest& request) {
  std::vector<int> states;
  for (const int state : request.states()) {
    if (state == v1::SUGGESTION_STATE_UNSPECIFIED ||
        !v1::SuggestionState_IsValid(state)) {
      faults.Add("states", absl::StrCat(state, " is not a state of a suggestion."));
    }
    states.push_back(state);
  }
  return states;
}

}  // namespace

absl::Status ReviewHandlers::ListSuggestions(
    const CallContext& context, const v1::ListSuggestionsRequest& request,
    v1::ListSuggestionsResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckRevision(faults, "parent", request.parent());
  const auto states = CheckStates(faults, request);
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_ASSIGN_OR_RETURN(auto reading, ReadRevision(deps_, *reader_, *snapshot, *ref,
                                                 listing.known_at(), "parent"));
  const SuggestionView view(*reading.found.revision);
  std::erase_if(reading.read.suggestions, [&](const evidence::Suggestion& suggestion) {
    const int state = static_cast<int>(suggestion.state) + 1;
    return !states.empty() &&
           std::find(states.begin(), states.end(), state) == states.end();
  });
  listing.AddByPosition(
      reading.read.suggestions,
      [&](const evidence::Suggestion& suggestion) {
        *response->add_suggestions() = Show(reading, view, suggestion);
      },
      response->mutable_next_page_token());
  return absl::OkStatus();
}

absl::Status ReviewHandlers::GetSuggestion(const CallContext& context,
                                           const v1::GetSuggestionRequest& request,
                                           v1::GetSuggestionResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckSuggestion(faults, "name", request.name());
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_ASSIGN_OR_RETURN(const auto reading,
                      ReadRevision(deps_, *reader_, *snapshot, ref->revision,
                                   known_at.value_or(kEndOfTime), "name"));
  for (const evidence::Suggestion& suggestion : reading.read.suggestions) {
    if (suggestion.id != ref->suggestion) continue;
    *response->mutable_suggestion() =
        Show(reading, SuggestionView(*reading.found.revision), suggestion);
    return absl::OkStatus();
  }
  return NotFound("Suggestion", request.name());
}

absl::Status ReviewHandlers::ListUnreadClauses(
    const CallContext& context, const v1::ListUnreadClausesRequest& request,
    v1::ListUnreadClausesResponse* response) const {
  FieldFaults faults;
  const auto ref = CheckRevision(faults, "parent", request.parent());
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_ASSIGN_OR_RETURN(const auto reading, ReadRevision(deps_, *reader_, *snapshot, *ref,
                                                       listing.known_at(), "parent"));
  const SuggestionView view(*reading.found.revision);
  listing.AddByPosition(
      reading.read.unread,
      [&](const evidence::UnreadClause& unread) {
        *response->add_unread_clauses() = view.Show(unread);
      },
      response->mutable_next_page_token());
  return absl::OkStatus();
}

absl::Status ReviewHandlers::ListRejections(const CallContext& context,
                                            const v1::ListRejectionsRequest& request,
                                            v1::ListRejectionsResponse* response) const {
  FieldFaults faults;
  const ReviewParent parent = CheckReviewParent(faults, "parent", request.parent());
  Listing listing(faults, context, request, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, listing.Open(*deps_.store, context));
  CB_ASSIGN_OR_RETURN(auto basis,
                      ReadBasis(deps_, *snapshot, parent.publisher, listing.known_at()));
  CB_RETURN_IF_ERROR(CheckPolicyStands(basis, parent));
  std::erase_if(basis.rejections, [&](const model::Rejection& rejection) {
    return parent.policy && rejection.policy != *parent.policy;
  });
  listing.AddByPosition(
      basis.rejections,
      [&](const model::Rejection& rejection) {
        *response->add_rejections() = ToProto(rejection);
      },
      response->mutable_next_page_token());
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
