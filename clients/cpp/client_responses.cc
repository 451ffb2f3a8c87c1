// ResponseService but for exporting: filled questionnaires and their review.
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {

Listing<v1::Response> Client::ListResponses(v1::ListResponsesRequest request) const {
  return List(parts_->options, *parts_->responses,
              &v1::ResponseService::Stub::ListResponses, std::move(request),
              &v1::ListResponsesResponse::mutable_responses);
}

absl::StatusOr<v1::Response> Client::GetResponse(
    const v1::GetResponseRequest& request) const {
  return Unwrap(Read(parts_->options, *parts_->responses,
                     &v1::ResponseService::Stub::GetResponse, request),
                &v1::GetResponseResponse::mutable_response);
}

Listing<v1::ResponseItem> Client::ListResponseItems(
    v1::ListResponseItemsRequest request) const {
  return List(parts_->options, *parts_->responses,
              &v1::ResponseService::Stub::ListResponseItems, std::move(request),
              &v1::ListResponseItemsResponse::mutable_response_items);
}

absl::StatusOr<v1::ReviewResponseItemsResponse> Client::ReviewResponseItems(
    v1::ReviewResponseItemsRequest request) const {
  return Write(parts_->options, *parts_->responses,
               &v1::ResponseService::Stub::ReviewResponseItems, std::move(request));
}

absl::StatusOr<v1::CompareResponseResponse> Client::CompareResponse(
    const v1::CompareResponseRequest& request) const {
  return Read(parts_->options, *parts_->responses,
              &v1::ResponseService::Stub::CompareResponse, request);
}

}  // namespace clausebook::client
