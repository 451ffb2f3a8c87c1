// FactService and BookService: facts, one by one and as books.
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {

Listing<v1::Fact> Client::ListFacts(v1::ListFactsRequest request) const {
  return List(parts_->options, *parts_->facts, &v1::FactService::Stub::ListFacts,
              std::move(request), &v1::ListFactsResponse::mutable_facts);
}

absl::StatusOr<v1::Fact> Client::GetFact(const v1::GetFactRequest& request) const {
  return Unwrap(
      Read(parts_->options, *parts_->facts, &v1::FactService::Stub::GetFact, request),
      &v1::GetFactResponse::mutable_fact);
}

absl::StatusOr<v1::Fact> Client::CreateFact(v1::CreateFactRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->facts, &v1::FactService::Stub::CreateFact,
                      std::move(request)),
                &v1::CreateFactResponse::mutable_fact);
}

absl::StatusOr<v1::Fact> Client::RetractFact(v1::RetractFactRequest request) const {
  return Unwrap(Write(parts_->options, *parts_->facts,
                      &v1::FactService::Stub::RetractFact, std::move(request)),
                &v1::RetractFactResponse::mutable_fact);
}

Listing<v1::FactEvent> Client::ListFactEvents(v1::ListFactEventsRequest request) const {
  return List(parts_->options, *parts_->facts, &v1::FactService::Stub::ListFactEvents,
              std::move(request), &v1::ListFactEventsResponse::mutable_fact_events);
}

absl::StatusOr<v1::ApplyBookResponse> Client::ApplyBook(
    v1::ApplyBookRequest request) const {
  return Write(parts_->options, *parts_->books, &v1::BookService::Stub::ApplyBook,
               std::move(request));
}

absl::StatusOr<v1::ExportBookResponse> Client::ExportBook(
    const v1::ExportBookRequest& request) const {
  return Read(parts_->options, *parts_->books, &v1::BookService::Stub::ExportBook,
              request);
}

}  // namespace clausebook::client
