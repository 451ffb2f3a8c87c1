// ReviewService: suggestions, what awaits review, decisions.
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {

Listing<v1::Suggestion> Client::ListSuggestions(
    v1::ListSuggestionsRequest request) const {
  return List(parts_->options, *parts_->reviews,
              &v1::ReviewService::Stub::ListSuggestions, std::move(request),
              &v1::ListSuggestionsResponse::mutable_suggestions);
}

absl::StatusOr<v1::Suggestion> Client::GetSuggestion(
    const v1::GetSuggestionRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->reviews,
                     &v1::ReviewService::Stub::GetSuggestion, request),
                &v1::GetSuggestionResponse::mutable_suggestion);
}

Listing<v1::UnreadClause> Client::ListUnreadClauses(
    v1::ListUnreadClausesRequest request) const {
  return List(parts_->options, *parts_->reviews,
              &v1::ReviewService::Stub::ListUnreadClauses, std::move(request),
              &v1::ListUnreadClausesResponse::mutable_unread_clauses);
}

absl::StatusOr<v1::SuggestFactsResponse> Client::SuggestFacts(
    const v1::SuggestFactsRequest& request) const {
  return Read(parts_->options, *parts_->reviews, &v1::ReviewService::Stub::SuggestFacts,
              request);
}

Listing<v1::ReviewItem> Client::ListReviewItems(
    v1::ListReviewItemsRequest request) const {
  return List(parts_->options, *parts_->reviews,
              &v1::ReviewService::Stub::ListReviewItems, std::move(request),
              &v1::ListReviewItemsResponse::mutable_review_items);
}

absl::StatusOr<v1::RecordDecisionsResponse> Client::RecordDecisions(
    v1::RecordDecisionsRequest request) const {
  return Write(parts_->options, *parts_->reviews,
               &v1::ReviewService::Stub::RecordDecisions, std::move(request));
}

Listing<v1::Rejection> Client::ListRejections(v1::ListRejectionsRequest request) const {
  return List(parts_->options, *parts_->reviews, &v1::ReviewService::Stub::ListRejections,
              std::move(request), &v1::ListRejectionsResponse::mutable_rejections);
}

}  // namespace clausebook::client
