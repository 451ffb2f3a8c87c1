// kill -9 of the whole server in the middle of writes, again and again: every write
// that was acknowledged is there, whole, and the file is sound, its audit log with it.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "storage/sqlite/database_check.h"
#include "tests/integration/wire.h"
#include "tests/testing/kill_record.h"
#include "tests/testing/must.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

// CLAUSEBOOK_KILLS in the environment asks for more, or fewer.
int Cycles() {
  constexpr int kUsual = 200;
  const char* said = std::getenv("CLAUSEBOOK_KILLS");
  return said == nullptr ? kUsual : std::max(1, std::atoi(said));
}
constexpr int kWriters = 3;
constexpr int kKillsOfADatabase = 200;  // then a new one: the check reads all of it

// Writes until the server is gone; returns the ids that were acknowledged.
std::vector<std::string> WriteUntilGone(const std::shared_ptr<grpc::Channel>& channel,
                                        const std::string& prefix) {
  const auto stub = v1::CatalogService::NewStub(channel);
  std::vector<std::string> acknowledged;
  for (int i = 0; i < 100'000; ++i) {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(20));
    v1::CreateVendorRequest request;
    request.set_vendor_id(prefix + std::to_string(i));
    request.mutable_vendor()->set_display_name("Vendor " + request.vendor_id());
    v1::CreateVendorResponse response;
    if (!stub->CreateVendor(&context, request, &response).ok()) break;
    acknowledged.push_back(request.vendor_id());
  }
  return acknowledged;
}

void ExpectAll(const std::shared_ptr<grpc::Channel>& channel,
               const std::vector<std::string>& ids) {
  const auto stub = v1::CatalogService::NewStub(channel);
  for (const std::string& id : ids) {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(20));
    v1::GetVendorRequest request;
    request.set_name("vendors/" + id);
    v1::GetVendorResponse response;
    const auto status = stub->GetVendor(&context, request, &response);
    ASSERT_TRUE(status.ok()) << "lost: " << id << ": " << status.error_message();
    ASSERT_EQ(response.vendor().display_name(), "Vendor " + id);
  }
}

// Started again, a server has all of them.
void ExpectKept(const std::string& database, const std::vector<std::string>& ids) {
  const auto server = ServerProcess::Start(database, {});
  ASSERT_NE(server, nullptr);
  ExpectAll(Connect(server->address()), ids);
}

TEST(Kill, NoAcknowledgedWriteIsEverLost) {
  TempDir directory;
  std::string database;
  std::mt19937 random(20261123);
  std::vector<std::string> last;
  std::size_t total = 0;
  const int cycles = Cycles();
  for (int cycle = 0; cycle < cycles; ++cycle) {
    if (cycle % kKillsOfADatabase == 0) {
      if (cycle > 0) ExpectKept(database, last);
      database = directory.path() + "/kill" + std::to_string(cycle) + ".db";
      last.clear();
    }
    // Opening checks the file's pages; what was acknowledged before is read back.
    std::string error;
    const auto server = ServerProcess::Start(database, {}, &error);
    ASSERT_NE(server, nullptr) << "cycle " << cycle << ": " << error;
    const auto channel = Connect(server->address());
    ExpectAll(channel, last);
    last.clear();
    std::vector<std::vector<std::string>> written(kWriters);
    std::vector<std::thread> writers;
    for (int w = 0; w < kWriters; ++w) {
      const std::string prefix =
          "c" + std::to_string(cycle) + "w" + std::to_string(w) + "x";
      writers.emplace_back(
          [&, w, prefix] { written[w] = WriteUntilGone(channel, prefix); });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5 + random() % 60));
    server->Signal(SIGKILL);
    server->Wait();
    for (auto& writer : writers) writer.join();
    for (const auto& ids : written) last.insert(last.end(), ids.begin(), ids.end());
    total += last.size();
    // The audit log tells of every write, and its chain is whole.
    const auto report = Must(storage::CheckDatabase({.path = database}));
    ASSERT_TRUE(report.sound())
        << "cycle " << cycle << ": " << report.findings.front().what;
  }
  ExpectKept(database, last);
  EXPECT_GT(total, static_cast<std::size_t>(cycles)) << "the test wrote next to nothing";
  const std::string injected = "kill -9, " + std::to_string(cycles) + " times, among " +
                               std::to_string(kWriters) + " clients that write";
  const std::string found = std::to_string(total) +
                            " writes acknowledged: none lost, each file sound, audit "
                            "chain whole after each kill";
  std::cout << injected << ": " << found << "\n";
  RecordProperty("acknowledged_writes", static_cast<int>(total));
  if (HasFailure()) return;
  RecordKills(CLAUSEBOOK_KILL_ROW, "the whole server is killed", injected, found);
}

}  // namespace
}  // namespace clausebook::testing
