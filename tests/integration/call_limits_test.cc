// What one caller may ask for, and what a call may bring along.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "service/main/admin_token.h"
#include "service/main/server.h"
#include "tests/integration/wire.h"
#include "tests/testing/must.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

constexpr char kExport[] = "/clausebook.v1.BookService/ExportBook";  // costs 10
constexpr char kVendors[] = "/clausebook.v1.CatalogService/ListVendors";

class CallLimits : public ::testing::Test {
 protected:
  CallLimits() {
    config_.listen = "127.0.0.1:0";
    config_.database = folder_.File("limits.db");
    config_.authentication = "required";
    config_.log_level = "error";
    mara_ = Must(CreateAdminToken(config_, "Mara Lind"));
    mara_too_ = Must(CreateAdminToken(config_, "Mara Lind"));
    jo_ = Must(CreateAdminToken(config_, "Jo Berg"));
  }
  void Start() {
    server_ = Must(Server::Start(config_, &log_));
    channel_ = Connect(server_->address());
  }
  grpc::Status Call(const char* method, const std::string& token,
                    const std::string& more = "") {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(20));
    context.AddMetadata("authorization", "Bearer " + token);
    if (!more.empty()) context.AddMetadata("more", more);
    return CallBytes(channel_, method, "", context);
  }

  TempDir folder_;
  Config config_;
  Log log_{"error", "text"};
  std::string mara_;
  std::string mara_too_;
  std::string jo_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(CallLimits, WhoAskedForMuchIsToldWhenToComeAgain) {
  config_.rate_limit_per_second = 1;
  config_.rate_limit_burst = 100;
  Start();
  // It takes more than a minute and a half to save up for as many again.
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(Call(kExport, mara_).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  }
  const auto refused = Call(kExport, mara_too_);  // another token, the same person
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(ReasonOf(refused), "RATE_LIMITED");
  const auto delay = DetailOf<google::rpc::RetryInfo>(refused).retry_delay();
  EXPECT_GT(delay.seconds() * 1000 + delay.nanos() / 1'000'000, 0);
  EXPECT_EQ(Call(kExport, jo_).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(CallLimits, TooMuchMetadataIsRefusedAndTheNextCallIsServed) {
  Start();
  EXPECT_EQ(Call(kVendors, mara_, std::string(20'000, 'x')).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  // A client that has seen the server's settings refuses by itself. Before that the
  // server does, and gRPC 1.51 then closes the connection now and then: the next one is
  // made.
  grpc::Status taken = Call(kVendors, mara_, std::string(2'000, 'x'));
  for (int i = 0; i < 20 && taken.error_code() == grpc::StatusCode::UNAVAILABLE; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    taken = Call(kVendors, mara_, std::string(2'000, 'x'));
  }
  EXPECT_TRUE(taken.ok()) << taken.error_code() << ": " << taken.error_message();
}

TEST_F(CallLimits, MoreCallsThanAConnectionTakesWaitForOneAnother) {
  config_.max_streams_per_connection = 1;
  Start();
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { good += Call(kVendors, mara_).ok() ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 8);
}

}  // namespace
}  // namespace clausebook::testing
