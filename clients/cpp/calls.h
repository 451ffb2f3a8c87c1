// What all of the client's methods have in common: deadline, retries, unwrapping, pages.
#ifndef CLAUSEBOOK_CLIENTS_CPP_CALLS_H_
#define CLAUSEBOOK_CLIENTS_CPP_CALLS_H_

#include <grpcpp/client_context.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clausebook/v1/admin_service.grpc.pb.h"
#include "clausebook/v1/audit_service.grpc.pb.h"
#include "clausebook/v1/book_service.grpc.pb.h"
#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clausebook/v1/check_service.grpc.pb.h"
#include "clausebook/v1/fact_service.grpc.pb.h"
#include "clausebook/v1/policy_service.grpc.pb.h"
#include "clausebook/v1/query_service.grpc.pb.h"
#include "clausebook/v1/question_service.grpc.pb.h"
#include "clausebook/v1/questionnaire_service.grpc.pb.h"
#include "clausebook/v1/report_service.grpc.pb.h"
#include "clausebook/v1/response_service.grpc.pb.h"
#include "clausebook/v1/review_service.grpc.pb.h"
#include "clients/cpp/client.h"
#include "clients/cpp/listing.h"
#include "clients/cpp/status_payload.h"

namespace clausebook::client {

struct Client::Parts {
  Parts(std::shared_ptr<grpc::Channel> channel, ClientOptions options);

  ClientOptions options;
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<v1::AdminService::Stub> admin;
  std::unique_ptr<v1::AuditService::Stub> audit;
  std::unique_ptr<v1::BookService::Stub> books;
  std::unique_ptr<v1::CatalogService::Stub> catalog;
  std::unique_ptr<v1::CheckService::Stub> checks;
  std::unique_ptr<v1::FactService::Stub> facts;
  std::unique_ptr<v1::PolicyService::Stub> policies;
  std::unique_ptr<v1::QueryService::Stub> queries;
  std::unique_ptr<v1::QuestionService::Stub> questions;
  std::unique_ptr<v1::QuestionnaireService::Stub> questionnaires;
  std::unique_ptr<v1::ReportService::Stub> reports;
  std::unique_ptr<v1::ResponseService::Stub> responses;
  std::unique_ptr<v1::ReviewService::Stub> reviews;
};

template <typename Stub, typename Request, typename Response>
using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

using Deadline = std::chrono::system_clock::time_point;

inline Deadline DeadlineOf(const ClientOptions& options) {
  return std::chrono::system_clock::now() + options.timeout;
}

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> CallOnce(const ClientOptions& options, Deadline deadline,
                                  Stub& stub, Method<Stub, Request, Response> method,
                                  const Request& request) {
  grpc::ClientContext context;
  context.set_deadline(deadline);
  if (!options.token.empty()) {
    context.AddMetadata("authorization", "Bearer " + options.token);
  }
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response;
}

// A call without effect: gRPC retries it by the service configuration.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Read(const ClientOptions& options, Stub& stub,
                              Method<Stub, Request, Response> method,
                              const Request& request) {
  return CallOnce(options, DeadlineOf(options), stub, method, request);
}

// A call with effect. It cannot be seen whether a lost one was done, so it goes out
// again under the same request id, and the service does it once.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Write(const ClientOptions& options, Stub& stub,
                               Method<Stub, Request, Response> method, Request request) {
  if (request.request_id().empty()) request.set_request_id(options.new_request_id());
  const Deadline deadline = DeadlineOf(options);
  auto pause = options.write_backoff;
  for (int attempt = 1;; ++attempt) {
    auto response = CallOnce(options, deadline, stub, method, request);
    const bool again = absl::IsUnavailable(response.status()) &&
                       attempt < options.write_attempts &&
                       std::chrono::system_clock::now() + pause < deadline;
    if (!again) return response;
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

// The resource out of the response that wraps it.
template <typename Response, typename T>
absl::StatusOr<T> Unwrap(absl::StatusOr<Response> response, T* (Response::*resource)()) {
  if (!response.ok()) return response.status();
  return std::move(*((*response).*resource)());
}

// Pages as large as the service likes to give are few round trips.
inline constexpr int kItemsPerPage = 500;

template <typename Stub, typename Request, typename Response, typename T>
Listing<T> List(const ClientOptions& options, Stub& stub,
                Method<Stub, Request, Response> method, Request request,
                google::protobuf::RepeatedPtrField<T>* (Response::*items)()) {
  if (request.page_size() == 0) request.set_page_size(kItemsPerPage);
  using Page = typename Listing<T>::Page;
  return Listing<T>([&options, &stub, method, items, request = std::move(request)](
                        const std::string& token) mutable -> absl::StatusOr<Page> {
    if (!token.empty()) request.set_page_token(token);
    auto response = Read(options, stub, method, request);
    if (!response.ok()) return response.status();
    Page page;
    for (T& item : *((*response).*items)()) page.items.push_back(std::move(item));
    page.next_page_token = response->next_page_token();
    return page;
  });
}

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_CALLS_H_
