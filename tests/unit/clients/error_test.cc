// What a caller learns from a failed call.
#include "clients/cpp/error.h"

#include <gtest/gtest.h>

#include "clients/cpp/status_payload.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace clausebook::client {
namespace {

absl::Status StatusWith(grpc::StatusCode code, const std::string& message,
                        const google::rpc::Status& details) {
  return FromGrpc(grpc::Status(code, message, details.SerializeAsString()));
}

TEST(ErrorTest, DecodesEveryKindOfDetail) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  info.set_reason("INVALID_BOOK");
  (*info.mutable_metadata())["faults"] = "2";
  details.add_details()->PackFrom(info);
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field("files[1].path");
  violation->set_description("Not a relative path.");
  details.add_details()->PackFrom(bad);
  google::rpc::ResourceInfo resource;
  resource.set_resource_type("clausebook.v1.App");
  resource.set_resource_name("vendors/v/apps/a");
  details.add_details()->PackFrom(resource);
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(1);
  retry.mutable_retry_delay()->set_nanos(250'000'000);
  details.add_details()->PackFrom(retry);
  google::rpc::RequestInfo request;
  request.set_request_id("r-17");
  details.add_details()->PackFrom(request);
  v1::BookProblems problems;
  problems.add_problems()->set_line(7);
  problems.set_more(3);
  details.add_details()->PackFrom(problems);

  const absl::Status status =
      StatusWith(grpc::StatusCode::INVALID_ARGUMENT, "Faults.", details);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const Error error = ErrorOf(status);
  EXPECT_EQ(error.code, absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(error.message, "Faults.");
  EXPECT_EQ(error.reason, "INVALID_BOOK");
  EXPECT_EQ(error.metadata.at("faults"), "2");
  ASSERT_EQ(error.violations.size(), 1u);
  EXPECT_EQ(error.violations[0].field, "files[1].path");
  EXPECT_EQ(error.violations[0].description, "Not a relative path.");
  ASSERT_TRUE(error.resource.has_value());
  EXPECT_EQ(error.resource->type, "clausebook.v1.App");
  EXPECT_EQ(error.resource->name, "vendors/v/apps/a");
  ASSERT_TRUE(error.retry_after.has_value());
  EXPECT_EQ(error.retry_after->count(), 1250);
  EXPECT_EQ(error.request_id, "r-17");
  EXPECT_EQ(error.problems.problems(0).line(), 7);
  EXPECT_EQ(error.problems.more(), 3);
}

TEST(ErrorTest, AStatusOfOtherOriginHasCodeAndMessageOnly) {
  const Error error = ErrorOf(absl::UnavailableError("connection refused"));
  EXPECT_EQ(error.code, absl::StatusCode::kUnavailable);
  EXPECT_EQ(error.message, "connection refused");
  EXPECT_TRUE(error.reason.empty());
  EXPECT_FALSE(error.resource.has_value());
  EXPECT_FALSE(error.retry_after.has_value());
}

TEST(ErrorTest, GarbledDetailsLoseOnlyTheDetails) {
  const absl::Status status = FromGrpc(
      grpc::Status(grpc::StatusCode::NOT_FOUND, "There is no such app.", "\xff\xff\xff"));
  const Error error = ErrorOf(status);
  EXPECT_EQ(error.code, absl::StatusCode::kNotFound);
  EXPECT_EQ(error.message, "There is no such app.");
  EXPECT_TRUE(error.reason.empty());
}

TEST(ErrorTest, EveryGrpcCodeKeepsItsMeaning) {
  EXPECT_TRUE(FromGrpc(grpc::Status::OK).ok());
  EXPECT_EQ(FromGrpc(grpc::Status(grpc::StatusCode::ABORTED, "")).code(),
            absl::StatusCode::kAborted);
  EXPECT_EQ(FromGrpc(grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "")).code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(FromGrpc(grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "")).code(),
            absl::StatusCode::kUnauthenticated);
}

}  // namespace
}  // namespace clausebook::client
