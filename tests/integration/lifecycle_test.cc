// The server process: starting, being refused, health, reflection, draining.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clausebook/v1/query_service.grpc.pb.h"
#include "tests/integration/wire.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using ::testing::HasSubstr;

grpc::Status CreateVendor(const std::shared_ptr<grpc::Channel>& channel,
                          const std::string& id, const std::string& request_id = "") {
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(20));
  v1::CreateVendorRequest request;
  request.set_vendor_id(id);
  request.mutable_vendor()->set_display_name("Vendor " + id);
  request.set_request_id(request_id);
  v1::CreateVendorResponse response;
  return v1::CatalogService::NewStub(channel)->CreateVendor(&context, request, &response);
}

// grpc.health.v1, by hand: the message is one string (service) or one enum (status).
int HealthOf(const std::shared_ptr<grpc::Channel>& channel, const std::string& service) {
  std::string request;
  if (!service.empty()) {
    request = "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
  }
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(20));
  std::string response;
  const auto status =
      CallBytes(channel, "/grpc.health.v1.Health/Check", request, context, &response);
  if (!status.ok() || response.size() < 2) return -static_cast<int>(status.error_code());
  return response[1];  // 1: SERVING
}

TEST(Lifecycle, IsHealthyServiceByService) {
  TempDir directory;
  const auto server = ServerProcess::Start(directory.path() + "/a.db", {});
  ASSERT_NE(server, nullptr);
  const auto channel = Connect(server->address());
  EXPECT_EQ(HealthOf(channel, ""), 1);
  EXPECT_EQ(HealthOf(channel, "clausebook.v1.QueryService"), 1);
  EXPECT_EQ(HealthOf(channel, "no.such.Service"),
            -static_cast<int>(grpc::StatusCode::NOT_FOUND));
}

TEST(Lifecycle, KeepsWhatWasAcknowledgedAcrossAStop) {
  TempDir directory;
  for (const char* id : {"first", "second"}) {
    const auto server = ServerProcess::Start(directory.path() + "/a.db", {});
    ASSERT_NE(server, nullptr);
    EXPECT_TRUE(CreateVendor(Connect(server->address()), id).ok());
    server->Signal(SIGTERM);
    EXPECT_EQ(server->Wait(), 0);
  }
  const auto server = ServerProcess::Start(directory.path() + "/a.db", {});
  EXPECT_EQ(CreateVendor(Connect(server->address()), "first").error_code(),
            grpc::StatusCode::ALREADY_EXISTS);
}

TEST(Lifecycle, ASecondServerOnTheDatabaseIsRefused) {
  TempDir directory;
  const auto first = ServerProcess::Start(directory.path() + "/a.db", {});
  ASSERT_NE(first, nullptr);
  std::string error;
  EXPECT_EQ(ServerProcess::Start(directory.path() + "/a.db", {}, &error), nullptr);
  EXPECT_THAT(error, HasSubstr("database '" + directory.path() +
                               "/a.db': Another process has the database open"));
}

TEST(Lifecycle, ASecondServerOnThePortIsRefused) {
  TempDir directory;
  const auto first = ServerProcess::Start(directory.path() + "/a.db", {});
  ASSERT_NE(first, nullptr);
  std::string error;
  // The later flag wins.
  EXPECT_EQ(ServerProcess::Start(directory.path() + "/b.db",
                                 {"--listen", first->address()}, &error),
            nullptr);
  EXPECT_THAT(error, HasSubstr("Cannot listen"));
}

TEST(Lifecycle, AnAddressBeyondLoopbackIsRefused) {
  TempDir directory;
  std::string error;
  EXPECT_EQ(
      ServerProcess::Start(directory.path() + "/a.db", {"--listen", "0.0.0.0:0"}, &error),
      nullptr);
  EXPECT_THAT(error, HasSubstr("without TLS"));
}

TEST(Lifecycle, AFileThatIsNoDatabaseIsRefused) {
  TempDir directory;
  std::ofstream(directory.path() + "/a.db") << std::string(5000, 'x');
  std::string error;
  EXPECT_EQ(ServerProcess::Start(directory.path() + "/a.db", {}, &error), nullptr);
  EXPECT_THAT(error, HasSubstr("damaged"));
}

TEST(Lifecycle, WrongConfigurationNamesTheLineAndTheNearestKey) {
  TempDir directory;
  const std::string file = directory.path() + "/c.yaml";
  std::ofstream(file) << "listen: 127.0.0.1:0\nreadrs: 3\n";
  std::string error;
  EXPECT_EQ(ServerProcess::Start(directory.path() + "/a.db", {"--config", file}, &error),
            nullptr);
  EXPECT_THAT(error, HasSubstr("c.yaml:2:"));
  EXPECT_THAT(error, HasSubstr("readers"));
}

TEST(Lifecycle, DrainsUnderLoadWithoutLosingAnAcknowledgedWrite) {
  TempDir directory;
  auto server = ServerProcess::Start(directory.path() + "/a.db", {});
  ASSERT_NE(server, nullptr);
  const auto channel = Connect(server->address());
  std::atomic<bool> stop{false};
  std::vector<std::vector<std::string>> acknowledged(4);
  std::vector<std::thread> clients;
  for (int c = 0; c < 4; ++c) {
    clients.emplace_back([&, c] {
      for (int i = 0; i < 5000 && !stop; ++i) {
        const std::string id = "v" + std::to_string(c) + "x" + std::to_string(i);
        const auto status = CreateVendor(channel, id);
        if (status.ok()) {
          acknowledged[c].push_back(id);
        } else {
          EXPECT_TRUE(status.error_code() == grpc::StatusCode::UNAVAILABLE ||
                      status.error_code() == grpc::StatusCode::CANCELLED)
              << status.error_code() << " " << status.error_message();
          return;
        }
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  server->Signal(SIGTERM);
  EXPECT_EQ(server->Wait(), 0);
  stop = true;
  for (auto& client : clients) client.join();
  server = ServerProcess::Start(directory.path() + "/a.db", {});
  ASSERT_NE(server, nullptr);
  const auto again = Connect(server->address());
  std::size_t count = 0;
  for (const auto& ids : acknowledged) {
    for (const std::string& id : ids) {
      ++count;
      ASSERT_EQ(CreateVendor(again, id).error_code(), grpc::StatusCode::ALREADY_EXISTS);
    }
  }
  EXPECT_GT(count, 0u);
}

TEST(Lifecycle, ARepeatedRequestIdHasOneEffect) {
  TempDir directory;
  const auto server = ServerProcess::Start(directory.path() + "/a.db", {});
  ASSERT_NE(server, nullptr);
  const auto channel = Connect(server->address());
  const std::string id = "4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d11";
  EXPECT_TRUE(CreateVendor(channel, "a", id).ok());
  EXPECT_TRUE(CreateVendor(channel, "a", id).ok()) << "the first response again";
  const auto reused = CreateVendor(channel, "b", id);
  EXPECT_EQ(ReasonOf(reused), "REQUEST_ID_REUSED");
}

}  // namespace
}  // namespace clausebook::testing
