// A server on a disk that fails: health checks are told, and told again when it works.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "clausebook/v1/catalog_service.pb.h"
#include "service/main/server.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/integration/wire.h"
#include "tests/testing/must.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

constexpr int kServing = 1;
constexpr int kNotServing = 2;

class HealthOnABadDisk : public ::testing::Test {
 protected:
  HealthOnABadDisk() {
    config_.listen = "127.0.0.1:0";
    config_.database = folder_.File("health.db");
    config_.sqlite_vfs = vfs_.name();
    config_.probe_seconds = 1;
    server_ = Must(Server::Start(config_, &log_));
    channel_ = Connect(server_->address());
  }

  // Of the whole server, or of a service.
  int Status(const std::string& service = "") {
    std::string request;
    if (!service.empty()) {
      request = "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
    }
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(20));
    std::string response;
    const auto status =
        CallBytes(channel_, "/grpc.health.v1.Health/Check", request, context, &response);
    return status.ok() && response.size() == 2 ? response[1] : -1;
  }
  bool Becomes(int wanted) {
    for (int i = 0; i < 300; ++i) {
      if (Status() == wanted) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
  }

  grpc::Status Create(const std::string& id) {
    v1::CreateVendorRequest request;
    request.set_vendor_id(id);
    request.mutable_vendor()->set_display_name("A vendor");
    return CallBytes(channel_, "/clausebook.v1.CatalogService/CreateVendor",
                     request.SerializeAsString());
  }

  TempDir folder_;
  TestVfs vfs_;  // outlives the server
  Config config_;
  Log log_{"error", "text"};
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(HealthOnABadDisk, AProbeNoticesThatNothingCanBeRead) {
  ASSERT_TRUE(Create("first").ok());
  ASSERT_TRUE(Becomes(kServing));
  vfs_.Arm({.call = DiskCall::kRead, .for_good = true});
  EXPECT_TRUE(Becomes(kNotServing)) << "no call was made";
  EXPECT_EQ(Status("clausebook.v1.QueryService"), kNotServing);
  vfs_.Disarm();
  EXPECT_TRUE(Becomes(kServing)) << "without a restart";
  EXPECT_EQ(Status("clausebook.v1.QueryService"), kServing);
  EXPECT_TRUE(Create("second").ok());
}

TEST_F(HealthOnABadDisk, ACallThatCannotBeBroughtToTheDiskIsNoticedAtOnce) {
  ASSERT_TRUE(Create("first").ok());
  vfs_.Arm({.call = DiskCall::kSync, .for_good = true});
  const auto refused = Create("second");
  EXPECT_EQ(ReasonOf(refused), "STORAGE_UNAVAILABLE");
  EXPECT_EQ(Status(), kNotServing);
  vfs_.Disarm();
  EXPECT_TRUE(Becomes(kServing)) << "it can be read, so it is tried again";
  EXPECT_TRUE(Create("third").ok());
}

TEST_F(HealthOnABadDisk, AFullDiskIsTheCallersMatterOnly) {
  vfs_.ArmFull(0);
  const auto refused = Create("first");
  EXPECT_EQ(ReasonOf(refused), "STORAGE_UNAVAILABLE");
  EXPECT_EQ(Status(), kServing) << "reads go on";
}

TEST_F(HealthOnABadDisk, DamageIsForGood) {
  ASSERT_TRUE(Create("first").ok());
  vfs_.Arm({.call = DiskCall::kRead, .for_good = true, .code = SQLITE_CORRUPT});
  EXPECT_TRUE(Becomes(kNotServing));
  vfs_.Disarm();
  // Longer than what else would heal it: three good probes.
  std::this_thread::sleep_for(std::chrono::seconds(5));
  EXPECT_EQ(Status(), kNotServing);
}

}  // namespace
}  // namespace clausebook::testing
