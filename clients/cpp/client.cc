#include "clients/cpp/client.h"

#include <google/protobuf/wrappers.pb.h>
#include <grpcpp/generic/generic_stub.h>

#include <future>
#include <utility>

#include "clients/cpp/calls.h"

namespace clausebook::client {

Client::Parts::Parts(std::shared_ptr<grpc::Channel> connection, ClientOptions with)
    : options(std::move(with)),
      channel(std::move(connection)),
      admin(v1::AdminService::NewStub(channel)),
      audit(v1::AuditService::NewStub(channel)),
      books(v1::BookService::NewStub(channel)),
      catalog(v1::CatalogService::NewStub(channel)),
      checks(v1::CheckService::NewStub(channel)),
      facts(v1::FactService::NewStub(channel)),
      policies(v1::PolicyService::NewStub(channel)),
      queries(v1::QueryService::NewStub(channel)),
      questions(v1::QuestionService::NewStub(channel)),
      questionnaires(v1::QuestionnaireService::NewStub(channel)),
      reports(v1::ReportService::NewStub(channel)),
      responses(v1::ResponseService::NewStub(channel)),
      reviews(v1::ReviewService::NewStub(channel)) {}

Client::Client(ClientOptions options) {
  auto channel = MakeChannel(options.address, options.security);
  parts_ = std::make_unique<Parts>(std::move(channel), std::move(options));
}

Client::Client(std::shared_ptr<grpc::Channel> channel, ClientOptions options)
    : parts_(std::make_unique<Parts>(std::move(channel), std::move(options))) {}

Client::~Client() = default;

// grpc.health.v1 in messages that read and write the same bytes: a request whose field
// 1 is a string, a response whose field 1 is a number. Debian packages no stubs of it.
absl::Status Client::CheckHealth(const std::string& service) const {
  using Request = google::protobuf::StringValue;
  using Response = google::protobuf::Int32Value;
  constexpr int kServing = 1;
  grpc::TemplatedGenericStub<Request, Response> stub(parts_->channel);
  grpc::ClientContext context;
  context.set_deadline(DeadlineOf(parts_->options));
  Request request;
  request.set_value(service);
  Response response;
  std::promise<grpc::Status> done;
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::StubOptions(), &request,
                 &response, [&done](grpc::Status status) { done.set_value(status); });
  const grpc::Status status = done.get_future().get();
  if (!status.ok()) return FromGrpc(status);
  if (response.value() == kServing) return absl::OkStatus();
  return absl::UnavailableError(
      "The server runs but says that it is not serving: it is going down, or its "
      "database does not answer. Its log tells which.");
}

}  // namespace clausebook::client
