// The client against a real gRPC server whose answers the test chooses.
#include "clients/cpp/client.h"

#include <gmock/gmock.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <deque>
#include <mutex>

#include "clausebook/v1/book_service.grpc.pb.h"
#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clients/cpp/error.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace clausebook::client {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::SizeIs;

const grpc::Status kUnavailable(grpc::StatusCode::UNAVAILABLE, "for a moment");

// Answers with the statuses given, then with OK. Thread-safe.
class FakeCatalog final : public v1::CatalogService::Service {
 public:
  std::deque<grpc::Status> statuses;
  std::vector<std::string> request_ids;
  std::vector<std::string> page_tokens;
  int calls = 0;
  bool had_deadline = false;

  grpc::Status GetApp(grpc::ServerContext* context, const v1::GetAppRequest* request,
                      v1::GetAppResponse* response) override {
    const grpc::Status status = Next();
    had_deadline = context->deadline() < std::chrono::system_clock::time_point::max();
    response->mutable_app()->set_name(request->name());
    return status;
  }
  grpc::Status ListApps(grpc::ServerContext*, const v1::ListAppsRequest* request,
                        v1::ListAppsResponse* response) override {
    page_tokens.push_back(request->page_token());
    response->add_apps()->set_name(request->page_token() + "/one");
    response->add_apps()->set_name(request->page_token() + "/two");
    if (request->page_token().size() < 2) {
      response->set_next_page_token(request->page_token() + "x");
    }
    return Next();
  }
  grpc::Status CreateVendor(grpc::ServerContext*, const v1::CreateVendorRequest* request,
                            v1::CreateVendorResponse* response) override {
    const grpc::Status status = Next();
    request_ids.push_back(request->request_id());
    response->mutable_vendor()->set_name("vendors/" + request->vendor_id());
    return status;
  }
  grpc::Status DeleteApp(grpc::ServerContext*, const v1::DeleteAppRequest* request,
                         v1::DeleteAppResponse*) override {
    request_ids.push_back(request->request_id());
    return Next();
  }

 private:
  grpc::Status Next() {
    const std::lock_guard lock(mutex_);
    ++calls;
    if (statuses.empty()) return grpc::Status::OK;
    const grpc::Status status = statuses.front();
    statuses.pop_front();
    return status;
  }
  std::mutex mutex_;
};

class ClientTest : public ::testing::Test {
 protected:
  ClientTest() {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&catalog_);
    server_ = builder.BuildAndStart();
    ClientOptions options;
    options.address = "127.0.0.1:" + std::to_string(port);
    options.write_backoff = std::chrono::milliseconds(1);
    client_ = std::make_unique<Client>(options);
  }

  absl::StatusOr<v1::App> GetApp() {
    v1::GetAppRequest request;
    request.set_name("vendors/v/apps/a");
    return client_->GetApp(request);
  }
  v1::CreateVendorRequest NewVendor() {
    v1::CreateVendorRequest request;
    request.set_vendor_id("v");
    return request;
  }

  FakeCatalog catalog_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Client> client_;
};

TEST_F(ClientTest, GivesTheResourceAndSetsADeadline) {
  const auto app = GetApp();
  ASSERT_TRUE(app.ok()) << app.status();
  EXPECT_EQ(app->name(), "vendors/v/apps/a");
  EXPECT_TRUE(catalog_.had_deadline);
}

TEST_F(ClientTest, ReadsAreRetriedWhileTheServiceIsUnavailable) {
  catalog_.statuses = {kUnavailable, kUnavailable};
  const auto app = GetApp();
  ASSERT_TRUE(app.ok()) << app.status();
  EXPECT_EQ(catalog_.calls, 3);
}

TEST_F(ClientTest, ReadsAreNotRetriedOnOtherErrors) {
  catalog_.statuses = {grpc::Status(grpc::StatusCode::INTERNAL, "a bug")};
  EXPECT_EQ(GetApp().status().code(), absl::StatusCode::kInternal);
  EXPECT_EQ(catalog_.calls, 1);
}

TEST_F(ClientTest, WritesAreSentAgainUnderTheSameRequestId) {
  catalog_.statuses = {kUnavailable, kUnavailable};
  const auto vendor = client_->CreateVendor(NewVendor());
  ASSERT_TRUE(vendor.ok()) << vendor.status();
  EXPECT_EQ(vendor->name(), "vendors/v");
  ASSERT_THAT(catalog_.request_ids, SizeIs(3));
  EXPECT_THAT(catalog_.request_ids[0], SizeIs(36));
  EXPECT_THAT(catalog_.request_ids, Each(catalog_.request_ids[0]));
}

TEST_F(ClientTest, WritesGiveUpAfterTheConfiguredAttempts) {
  catalog_.statuses = {kUnavailable, kUnavailable, kUnavailable, kUnavailable};
  EXPECT_EQ(client_->CreateVendor(NewVendor()).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_THAT(catalog_.request_ids, SizeIs(3));
}

TEST_F(ClientTest, TwoWritesHaveTwoRequestIdsAndACallersOwnIsKept) {
  ASSERT_TRUE(client_->CreateVendor(NewVendor()).ok());
  ASSERT_TRUE(client_->CreateVendor(NewVendor()).ok());
  auto own = NewVendor();
  own.set_request_id("11111111-2222-4333-8444-555555555555");
  ASSERT_TRUE(client_->CreateVendor(own).ok());
  v1::DeleteAppRequest remove;
  ASSERT_TRUE(client_->DeleteApp(remove).ok());
  ASSERT_THAT(catalog_.request_ids, SizeIs(4));
  EXPECT_NE(catalog_.request_ids[0], catalog_.request_ids[1]);
  EXPECT_EQ(catalog_.request_ids[2], own.request_id());
  EXPECT_THAT(catalog_.request_ids[3], SizeIs(36));
}

TEST_F(ClientTest, ListsRunThroughAllPages) {
  auto list = client_->ListApps({});
  const auto apps = list.All();
  ASSERT_TRUE(apps.ok()) << apps.status();
  EXPECT_THAT(*apps, SizeIs(6));
  EXPECT_EQ(apps->back().name(), "xx/two");
  EXPECT_THAT(catalog_.page_tokens, ElementsAre("", "x", "xx"));
}

TEST_F(ClientTest, DetailsLargerThanGrpcsUsualLimitArriveWhole) {
  google::rpc::Status details;
  v1::BookProblems problems;
  for (int i = 0; i < 100; ++i) {
    auto* problem = problems.add_problems();
    problem->set_line(i);
    problem->set_message(std::string(100, 'm'));
  }
  details.add_details()->PackFrom(problems);
  catalog_.statuses = {grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "Faults.",
                                    details.SerializeAsString())};
  const auto app = GetApp();
  EXPECT_EQ(app.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorOf(app.status()).problems.problems_size(), 100);
}

TEST_F(ClientTest, AsksForHealth) {
  EXPECT_TRUE(client_->CheckHealth().ok());
  server_->GetHealthCheckService()->SetServingStatus("", false);
  EXPECT_EQ(client_->CheckHealth().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(client_->CheckHealth("no.such.Service").code(), absl::StatusCode::kNotFound);
}

TEST(ClientWithoutServerTest, SaysThatNobodyIsThere) {
  ClientOptions options;
  options.address = "127.0.0.1:1";
  options.write_backoff = std::chrono::milliseconds(1);
  const Client client(options);
  EXPECT_EQ(client.GetVendor({}).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(client.CreateVendor({}).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(client.CheckHealth().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace clausebook::client
