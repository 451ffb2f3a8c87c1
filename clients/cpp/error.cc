#include "clients/cpp/error.h"

#include "absl/strings/cord.h"
#include "clients/cpp/status_payload.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace clausebook::client {
namespace {

void Take(const google::rpc::BadRequest& detail, Error& error) {
  for (const auto& violation : detail.field_violations()) {
    error.violations.push_back({violation.field(), violation.description()});
  }
}

void Take(const google::rpc::ErrorInfo& detail, Error& error) {
  error.reason = detail.reason();
  error.metadata.insert(detail.metadata().begin(), detail.metadata().end());
}

void Take(const google::rpc::RetryInfo& detail, Error& error) {
  error.retry_after = std::chrono::milliseconds(detail.retry_delay().seconds() * 1000 +
                                                detail.retry_delay().nanos() / 1'000'000);
}

void TakeDetail(const google::protobuf::Any& any, Error& error) {
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad_request;
  google::rpc::ResourceInfo resource;
  google::rpc::RetryInfo retry;
  google::rpc::RequestInfo request;
  v1::BookProblems problems;
  if (any.UnpackTo(&info)) {
    Take(info, error);
  } else if (any.UnpackTo(&bad_request)) {
    Take(bad_request, error);
  } else if (any.UnpackTo(&resource)) {
    error.resource = Error::Resource{resource.resource_type(), resource.resource_name()};
  } else if (any.UnpackTo(&retry)) {
    Take(retry, error);
  } else if (any.UnpackTo(&request)) {
    error.request_id = request.request_id();
  } else if (any.UnpackTo(&problems)) {
    error.problems = std::move(problems);
  }
}

}  // namespace

Error ErrorOf(const absl::Status& status) {
  Error error;
  error.code = status.code();
  error.message = std::string(status.message());
  const auto payload = status.GetPayload(kStatusPayload);
  google::rpc::Status details;
  if (payload && details.ParseFromString(std::string(*payload))) {
    for (const auto& any : details.details()) TakeDetail(any, error);
  }
  return error;
}

}  // namespace clausebook::client
