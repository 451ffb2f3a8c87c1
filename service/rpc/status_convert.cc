#include "service/rpc/status_convert.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <array>

#include "clausebook/v1/book.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "service/base/error.h"

namespace clausebook::rpc {
namespace {

constexpr std::array<const char*, 17> kCodeNames = {"OK",
                                                    "CANCELLED",
                                                    "UNKNOWN",
                                                    "INVALID_ARGUMENT",
                                                    "DEADLINE_EXCEEDED",
                                                    "NOT_FOUND",
                                                    "ALREADY_EXISTS",
                                                    "PERMISSION_DENIED",
                                                    "RESOURCE_EXHAUSTED",
                                                    "FAILED_PRECONDITION",
                                                    "ABORTED",
                                                    "OUT_OF_RANGE",
                                                    "UNIMPLEMENTED",
                                                    "INTERNAL",
                                                    "UNAVAILABLE",
                                                    "DATA_LOSS",
                                                    "UNAUTHENTICATED"};

constexpr std::size_t kLongestMessage = 1024;
// What fits into a trailer of 8 KiB beside the rest: gRPC peers drop larger ones.
constexpr std::size_t kMostDetailBytes = 6000;
constexpr int kMostProblems = 100;

std::string Cut(std::string text, std::size_t longest) {
  if (text.size() <= longest) return text;
  std::size_t end = longest - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text.resize(end);
  return text + "...";
}

void AddProblems(const ErrorDetail& detail, google::rpc::Status* out) {
  v1::BookProblems problems;
  std::size_t bytes = 0;
  for (const BookFault& fault : detail.faults) {
    v1::BookProblem problem;
    problem.set_path(fault.path);
    problem.set_line(fault.line);
    problem.set_column(fault.column);
    problem.set_message(Cut(fault.message, kLongestMessage));
    problem.set_hint(Cut(fault.hint, kLongestMessage));
    bytes += problem.ByteSizeLong();
    if (problems.problems_size() == kMostProblems ||
        (problems.problems_size() > 0 && bytes > kMostDetailBytes)) {
      problems.set_more(problems.more() + 1);
    } else {
      *problems.add_problems() = std::move(problem);
    }
  }
  out->add_details()->PackFrom(problems);
}

void AddViolations(const ErrorDetail& detail, google::rpc::Status* out) {
  google::rpc::BadRequest bad;
  std::size_t bytes = 0;
  for (const FieldViolation& violation : detail.violations) {
    bytes += violation.field.size() + violation.description.size();
    if (bad.field_violations_size() > 0 && bytes > kMostDetailBytes) break;
    auto* out_violation = bad.add_field_violations();
    out_violation->set_field(Cut(violation.field, 200));
    out_violation->set_description(Cut(violation.description, kLongestMessage));
  }
  out->add_details()->PackFrom(bad);
}

// In one order, whatever a map's is: a refusal is the same bytes each time.
void PackOrdered(const google::protobuf::Message& message, google::protobuf::Any* out) {
  out->set_type_url("type.googleapis.com/" + message.GetDescriptor()->full_name());
  google::protobuf::io::StringOutputStream bytes(out->mutable_value());
  google::protobuf::io::CodedOutputStream coded(&bytes);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
}

void AddDetails(const ErrorDetail& detail, const std::string& request_id,
                google::rpc::Status* out) {
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(ReasonName(detail.reason)));
  info.set_domain("clausebook");
  for (const auto& [key, value] : detail.metadata) {
    (*info.mutable_metadata())[key] = Cut(value, kLongestMessage);
  }
  PackOrdered(info, out->add_details());
  if (!detail.violations.empty()) AddViolations(detail, out);
  if (!detail.resource_type.empty()) {
    google::rpc::ResourceInfo resource;
    resource.set_resource_type(detail.resource_type);
    resource.set_resource_name(Cut(detail.resource_name, kLongestMessage));
    resource.set_description(out->message());
    out->add_details()->PackFrom(resource);
  }
  if (detail.retry_after_ms > 0) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(detail.retry_after_ms / 1000);
    retry.mutable_retry_delay()->set_nanos(
        static_cast<int>(detail.retry_after_ms % 1000) * 1'000'000);
    out->add_details()->PackFrom(retry);
  }
  if (!detail.faults.empty()) AddProblems(detail, out);
  google::rpc::RequestInfo request;
  request.set_request_id(request_id);
  out->add_details()->PackFrom(request);
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status, const std::string& request_id) {
  if (status.ok()) return grpc::Status::OK;
  const auto attached = GetErrorDetail(status);
  const ErrorDetail detail = attached.value_or(ErrorDetail{});
  google::rpc::Status out;
  out.set_code(static_cast<int>(ReasonCode(detail.reason)));
  out.set_message(attached ? Cut(std::string(status.message()), kLongestMessage)
                           : "Something went wrong in the server: a bug. Report it with "
                             "the request id " +
                                 request_id + ".");
  AddDetails(detail, request_id, &out);
  return grpc::Status(static_cast<grpc::StatusCode>(out.code()), out.message(),
                      out.SerializeAsString());
}

const char* CodeName(int code) {
  const auto index = static_cast<std::size_t>(code);
  return index < kCodeNames.size() ? kCodeNames[index] : "?";
}

}  // namespace clausebook::rpc
