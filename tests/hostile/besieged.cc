#include "tests/hostile/besieged.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "tests/integration/wire.h"

namespace clausebook::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kCallsAtLeast = 20;
constexpr auto kPatience = std::chrono::seconds(60);

// Of /proc/PID/status, in the unit that it has there.
std::size_t StatusOf(pid_t pid, const std::string& key) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  std::string word;
  while (file >> word) {
    std::size_t value = 0;
    if (word == key + ":" && file >> value) return value;
  }
  return 0;
}

// Whether it is worth trying again.
bool Passes(grpc::StatusCode code) {
  return code == grpc::StatusCode::UNAVAILABLE ||
         code == grpc::StatusCode::RESOURCE_EXHAUSTED ||
         code == grpc::StatusCode::DEADLINE_EXCEEDED;
}

// Writes a vendor and reads it. Empty, or the error.
class Caller {
 public:
  explicit Caller(const std::string& address)
      : stub_(v1::CatalogService::NewStub(Connect(address))) {}

  std::string WriteAndRead(const std::string& id, std::atomic<int>* tries) {
    const auto end = steady_clock::now() + kPatience;
    const auto written = Try(end, tries, [&](grpc::ClientContext& context) {
      v1::CreateVendorRequest request;
      request.set_vendor_id(id);
      request.mutable_vendor()->set_display_name("Vendor " + id);
      v1::CreateVendorResponse response;
      return stub_->CreateVendor(&context, request, &response);
    });
    // A try whose answer was lost may have done it.
    if (!written.ok() && written.error_code() != grpc::StatusCode::ALREADY_EXISTS) {
      return "write: " + written.error_message();
    }
    v1::GetVendorResponse response;
    const auto read = Try(end, tries, [&](grpc::ClientContext& context) {
      v1::GetVendorRequest request;
      request.set_name("vendors/" + id);
      return stub_->GetVendor(&context, request, &response);
    });
    if (!read.ok()) return "read: " + read.error_message();
    return response.vendor().display_name() == "Vendor " + id ? "" : "read: wrong";
  }

 private:
  template <typename Call>
  grpc::Status Try(steady_clock::time_point end, std::atomic<int>* tries,
                   const Call& call) {
    while (true) {
      grpc::ClientContext context;
      SetDeadline(context, std::chrono::seconds(20));
      context.set_wait_for_ready(true);
      if (tries != nullptr) ++*tries;
      const grpc::Status status = call(context);
      if (status.ok() || !Passes(status.error_code()) || steady_clock::now() > end) {
        return status;
      }
      std::this_thread::sleep_for(milliseconds(50));
    }
  }

  std::unique_ptr<v1::CatalogService::Stub> stub_;
};

// True as soon as `what` is.
bool Eventually(const std::function<bool()>& what) {
  const auto end = steady_clock::now() + kPatience;
  while (!what()) {
    if (steady_clock::now() > end) return false;
    std::this_thread::sleep_for(milliseconds(100));
  }
  return true;
}

}  // namespace

int Severity() {
  const char* said = std::getenv("CLAUSEBOOK_HOSTILE");
  return said == nullptr ? 1 : std::max(1, std::atoi(said));
}

std::size_t ResidentMib(pid_t pid) { return StatusOf(pid, "VmRSS") / 1024; }
std::size_t MostResidentMib(pid_t pid) { return StatusOf(pid, "VmHWM") / 1024; }
std::size_t Threads(pid_t pid) { return StatusOf(pid, "Threads"); }

std::size_t Descriptors(pid_t pid) {
  std::size_t count = 0;
  std::error_code gone;
  const std::filesystem::path folder = "/proc/" + std::to_string(pid) + "/fd";
  for (auto it = std::filesystem::directory_iterator(folder, gone);
       !gone && it != std::filesystem::directory_iterator(); it.increment(gone)) {
    ++count;
  }
  return count;
}

GoodClient::GoodClient(const std::string& address, const std::string& name) {
  thread_ = std::thread([this, address, name] {
    Caller caller(address);
    for (int i = 0; (!stop_ || i < kCallsAtLeast) && failure_.empty(); ++i) {
      failure_ = caller.WriteAndRead(name + std::to_string(i), &tries_);
      if (failure_.empty()) ++good_;
    }
  });
}

GoodClient::~GoodClient() { Stop(); }

int GoodClient::Stop() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
  EXPECT_EQ(failure_, "");
  return good_;
}

std::string GoodClient::Serve(const std::string& address, const std::string& name,
                              int count) {
  Caller caller(address);
  for (int i = 0; i < count; ++i) {
    const std::string failure = caller.WriteAndRead(name + std::to_string(i), nullptr);
    if (!failure.empty()) return failure;
  }
  return "";
}

void Besieged::Start(const std::vector<std::string>& arguments) {
  std::string error;
  std::vector<std::string> all = {"--log-level", "error"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  server_ = ServerProcess::Start(folder_.File("besieged.db"), all, &error);
  ASSERT_NE(server_, nullptr) << error;
}

void Besieged::Attack(const std::function<void()>& attack) {
  ASSERT_EQ(GoodClient::Serve(address(), "before", 3), "");
  const std::size_t before = Descriptors(pid());
  {
    GoodClient client(address(), "meanwhile");
    attack();
    const int good = client.Stop();
    EXPECT_GE(good, kCallsAtLeast);
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    std::cout << test->name() << ": meanwhile " << good << " writes and reads in "
              << client.tries() << " calls; memory " << ResidentMib(pid())
              << " MiB now, at most " << MostResidentMib(pid()) << "; descriptors "
              << before << " before, " << Descriptors(pid()) << " now; threads "
              << Threads(pid()) << "\n";
  }
  ASSERT_TRUE(server_->IsRunning());
  EXPECT_LT(MostResidentMib(pid()), most_mib_);
  EXPECT_TRUE(Eventually([&] { return Descriptors(pid()) <= before + kDescriptorsLeft; }))
      << Descriptors(pid()) << " descriptors are open, " << before << " were before";
  EXPECT_EQ(GoodClient::Serve(address(), "after", 3), "");
}

}  // namespace clausebook::testing
