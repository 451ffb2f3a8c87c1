// service_config.json names exactly the calls that are safe to retry.
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "clausebook/v1/book_service.pb.h"
#include "clausebook/v1/catalog_service.pb.h"
#include "clausebook/v1/check_service.pb.h"
#include "clausebook/v1/fact_service.pb.h"
#include "clausebook/v1/policy_service.pb.h"
#include "clausebook/v1/query_service.pb.h"
#include "clausebook/v1/question_service.pb.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/report_service.pb.h"
#include "clausebook/v1/response_service.pb.h"
#include "clausebook/v1/review_service.pb.h"
#include "clients/cpp/channel.h"
#include "clients/cpp/request_id.h"

namespace clausebook::client {
namespace {

std::vector<const google::protobuf::ServiceDescriptor*> Services() {
  return {v1::ApplyBookRequest::descriptor()->file()->service(0),
          v1::ListAppsRequest::descriptor()->file()->service(0),
          v1::ListFactsRequest::descriptor()->file()->service(0),
          v1::ListPoliciesRequest::descriptor()->file()->service(0),
          v1::CheckAppsRequest::descriptor()->file()->service(0),
          v1::AskRequest::descriptor()->file()->service(0),
          v1::ListQuestionsRequest::descriptor()->file()->service(0),
          v1::RenderAppReportRequest::descriptor()->file()->service(0),
          v1::ListReviewItemsRequest::descriptor()->file()->service(0),
          v1::ListQuestionnairesRequest::descriptor()->file()->service(0),
          v1::ListResponsesRequest::descriptor()->file()->service(0)};
}

// A client's stream cannot be sent again without its file.
bool IsUpload(const google::protobuf::MethodDescriptor& method) {
  return method.client_streaming();
}

// `service/method`, of calls that change nothing: those that take no request id.
std::set<std::string> Reads() {
  std::set<std::string> reads;
  for (const auto* service : Services()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto* method = service->method(i);
      if (method->input_type()->FindFieldByName("request_id") == nullptr &&
          !IsUpload(*method)) {
        reads.insert(service->full_name() + "/" + method->name());
      }
    }
  }
  return reads;
}

std::set<std::string> Retried() {
  const auto config = nlohmann::json::parse(ServiceConfigJson());
  std::set<std::string> retried;
  for (const auto& entry : config["methodConfig"][0]["name"]) {
    const std::string service = entry["service"];
    if (entry.contains("method")) {
      retried.insert(service + "/" + std::string(entry["method"]));
      continue;
    }
    for (const auto* known : Services()) {
      for (int i = 0; known->full_name() == service && i < known->method_count(); ++i) {
        retried.insert(service + "/" + known->method(i)->name());
      }
    }
  }
  return retried;
}

TEST(ServiceConfigTest, RetriesAllReadsAndNoWrites) {
  EXPECT_EQ(Services().size(), 11u);
  EXPECT_GT(Reads().size(), 15u);
  EXPECT_EQ(Retried(), Reads());
}

TEST(ServiceConfigTest, RetriesOnlyWhatNeverReachedAHandler) {
  const auto config = nlohmann::json::parse(ServiceConfigJson());
  ASSERT_EQ(config["methodConfig"].size(), 1u);
  EXPECT_EQ(config["methodConfig"][0]["retryPolicy"]["retryableStatusCodes"],
            nlohmann::json({"UNAVAILABLE"}));
}

TEST(RequestIdTest, IsARandomUuid) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = NewRequestId();
    ASSERT_EQ(id.size(), 36u);
    for (const std::size_t dash : {8, 13, 18, 23}) EXPECT_EQ(id[dash], '-');
    EXPECT_EQ(id[14], '4');
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
    EXPECT_TRUE(seen.insert(id).second);
  }
}

}  // namespace
}  // namespace clausebook::client
