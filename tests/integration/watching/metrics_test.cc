// What is told over HTTP of calls that were made over gRPC.
#include <gmock/gmock.h>
#include <malloc.h>

#include <ctime>
#include <string>

#include "service/main/monitoring/newest_backup.h"
#include "storage/sqlite/backup_manifest.h"
#include "tests/integration/watching/watched_server.h"
#include "tests/testing/program.h"

namespace clausebook::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kConflict[] = "stores-data-off-atlassian";

TEST_F(WatchedServer, CountsCallsByMethodAndCode) {
  Start();
  Apply();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Ask(kConflict).ok());
  EXPECT_EQ(Ask(kConflict, "nowhere").error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(Ask("no-question").error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(CallBytes(channel_, "/clausebook.v1.QueryService/Ask", "\xff").error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  const Scrape told = Metrics();
  const auto calls = [&](const char* code) {
    return told.Find(
        "clausebook_calls_total",
        {{"service", "clausebook.v1.QueryService"}, {"method", "Ask"}, {"code", code}});
  };
  EXPECT_EQ(calls("OK"), 5);
  EXPECT_EQ(calls("NOT_FOUND"), 2);
  EXPECT_EQ(calls("INVALID_ARGUMENT"), 1);
  EXPECT_EQ(told.Find("clausebook_call_duration_seconds_count", {{"method", "Ask"}}), 8);
  EXPECT_EQ(told.Find("clausebook_call_duration_seconds_bucket",
                      {{"method", "Ask"}, {"le", "+Inf"}}),
            8);
  EXPECT_GT(*told.Find("clausebook_call_duration_seconds_sum", {{"method", "Ask"}}), 0);
  EXPECT_EQ(told.Find("clausebook_call_errors_total", {{"reason", "NOT_FOUND"}}), 2);
  EXPECT_EQ(told.Find("clausebook_call_errors_total", {{"reason", "OVERLOADED"}}), 0);
  EXPECT_EQ(told.Find("clausebook_calls_total", {{"method", "ListVendors"}}), 0)
      << "a method that was not called is told of";
}

TEST_F(WatchedServer, CountsVerdictsOfAnswersWorkedOutAndFromMemory) {
  Start();
  Apply();
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(Ask(kConflict).ok());
  v1::BatchAskRequest batch;
  batch.add_apps("vendors/acme/apps/charts");
  batch.add_questions(std::string("questions/") + kConflict);
  batch.add_questions("questions/data-sold");  // its fact awaits review
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Call("QueryService/BatchAsk", batch).ok());
  const Scrape told = Metrics();
  EXPECT_EQ(told.Find("clausebook_answers_total", {{"verdict", "conflict"}}), 7);
  EXPECT_EQ(told.Find("clausebook_answers_total", {{"verdict", "unknown"}}), 3);
  EXPECT_EQ(told.Find("clausebook_answers_total", {{"verdict", "yes"}}), 0);
  EXPECT_GE(*told.Find("clausebook_view_lookups_total",
                       {{"what", "answers"}, {"result", "hit"}}),
            5)
      << "all but the first of each kind";
}

TEST_F(WatchedServer, NothingIsInFlightWhenAllIsDone) {
  Start();
  Apply();
  EXPECT_FALSE(Ask(kConflict, "nowhere").ok());
  EXPECT_TRUE(
      Eventually([&] { return Metrics().Find("clausebook_calls_in_flight") == 0.0; }));
}

TEST_F(WatchedServer, TellsOfTheStore) {
  Start();
  Apply();
  ASSERT_TRUE(Ask(kConflict).ok());
  const Scrape told = Metrics();
  EXPECT_EQ(told.Find("clausebook_store_commit_seconds_count"), 1);
  EXPECT_GE(*told.Find("clausebook_store_read_seconds_count"), 1);
  EXPECT_EQ(told.Find("clausebook_store_readers"), config_.readers);
  EXPECT_EQ(told.Find("clausebook_store_readers_busy").has_value(), true);
  EXPECT_GT(*told.Find("clausebook_store_file_bytes") +
                *told.Find("clausebook_store_log_bytes"),
            10'000);
  EXPECT_GT(*told.Find("clausebook_store_disk_free_bytes"), 0);
  EXPECT_GE(*told.Find("clausebook_store_probes_total"), 1);
  EXPECT_EQ(told.Find("clausebook_store_probe_failures_total"), 0);
}

TEST_F(WatchedServer, CountsWhatWaitsForPeople) {
  Start();
  EXPECT_TRUE(Eventually([&] {
    return Metrics().Find("clausebook_conflicts_open") == 0.0;
  })) << "nothing is recorded";
  Apply();
  ASSERT_TRUE(Eventually([&] {
    return Metrics().Find("clausebook_facts", {{"state", "awaiting_review"}}) == 1.0;
  }));
  const Scrape told = Metrics();
  EXPECT_GE(*told.Find("clausebook_conflicts_open"), 1);
  EXPECT_EQ(told.Find("clausebook_facts", {{"state", "active"}}), 2);
  EXPECT_EQ(told.Find("clausebook_vendors"), 1);
  EXPECT_EQ(told.Find("clausebook_apps"), 1);
  EXPECT_EQ(told.Find("clausebook_response_items", {{"state", "proposed"}}), 0);
}

TEST_F(WatchedServer, TellsOfTheProcess) {
  Start();
  const Scrape told = Metrics();
  EXPECT_EQ(told.Find("clausebook_build_info", {{"version", CLAUSEBOOK_VERSION}}), 1);
  EXPECT_GT(*told.Find("process_resident_memory_bytes"), 1'000'000);
  EXPECT_GT(*told.Find("process_open_fds"), 3);
  const double now = static_cast<double>(time(nullptr));
  EXPECT_LE(*told.Find("process_start_time_seconds"), now + 2);
  EXPECT_GT(*told.Find("process_start_time_seconds"), now - 3600);
  EXPECT_EQ(told.Find("clausebook_ready"), 1);
}

TEST_F(WatchedServer, TellsOfItsHeap) {
  // Under a sanitizer neither this process nor the server has glibc's heap.
  const bool glibc = mallinfo2().arena != 0;
  Start();
  const Scrape told = Metrics();
  ASSERT_EQ(told.Find("clausebook_heap_in_use_bytes").has_value(), glibc);
  ASSERT_EQ(told.Find("clausebook_heap_free_bytes").has_value(), glibc);
  if (!glibc) GTEST_SKIP() << "a sanitizer has the heap";
  EXPECT_GT(*told.Find("clausebook_heap_in_use_bytes"), 100'000);
}

TEST_F(WatchedServer, SpeaksOpenMetricsWhereThatIsAskedFor) {
  Start();
  Apply();
  const HttpReply plain = HttpGet(server_->metrics_port(), "/metrics");
  EXPECT_THAT(plain.head, HasSubstr("text/plain; version=0.0.4"));
  EXPECT_THAT(plain.body, HasSubstr("# TYPE clausebook_calls_total counter"));
  const HttpReply open =
      HttpGet(server_->metrics_port(), "/metrics",
              "Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5\r\n");
  EXPECT_THAT(open.head, HasSubstr("application/openmetrics-text; version=1.0.0"));
  EXPECT_THAT(open.body, HasSubstr("# TYPE clausebook_calls counter\n"));
  EXPECT_THAT(open.body, EndsWith("# EOF\n"));
  EXPECT_EQ(Scrape(open.body).Find("clausebook_calls_total", {{"method", "ApplyBook"}}),
            1);
}

TEST_F(WatchedServer, AnswersProbesAndNothingElse) {
  Start();
  const int port = server_->metrics_port();
  EXPECT_EQ(HttpGet(port, "/livez").code, 200);
  EXPECT_EQ(HttpGet(port, "/readyz").body, "ready\n");
  EXPECT_EQ(HttpGet(port, "/").code, 404);
  EXPECT_EQ(HttpGet(port, "/metrics/more").code, 404);
  EXPECT_EQ(HttpGet(port, "/../../etc/passwd").code / 100, 4);
  EXPECT_EQ(HttpGet(port, "/metrics", "", "POST").code, 405);
  const HttpReply head = HttpGet(port, "/metrics", "", "HEAD");
  EXPECT_EQ(head.code, 200);
  EXPECT_EQ(head.body, "");
}

TEST_F(WatchedServer, TellsWithWhatNobodyShouldRead) {
  Start();
  Apply();
  v1::CreateVendorRequest request;
  request.set_vendor_id("hidden-vendor");
  request.mutable_vendor()->set_display_name("Hidden");
  ASSERT_TRUE(Call("CatalogService/CreateVendor", request).ok());
  ASSERT_TRUE(Ask(kConflict).ok());
  const std::string text = HttpGet(server_->metrics_port(), "/metrics").body;
  for (const char* secret : {"hidden-vendor", "acme", "charts", "sell", "127.0.0.1"}) {
    EXPECT_THAT(text, Not(HasSubstr(secret)));
  }
}

TEST_F(WatchedServer, IsNotThereUnlessConfigured) {
  config_.metrics_listen = "";
  Start();
  EXPECT_EQ(server_->metrics_port(), 0);
}

TEST_F(WatchedServer, AnAddressThatIsTakenIsSaidByName) {
  Start();
  Config second = config_;
  second.database = folder_.File("second.db");
  second.metrics_listen = "127.0.0.1:" + std::to_string(server_->metrics_port());
  const auto status = Server::Start(second, &log_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("--metrics-listen"));
}

TEST_F(WatchedServer, IsNotReadyWithoutTheRoomThatItWants) {
  config_.min_free_disk_mib = 1 << 30;  // a pebibyte
  Start();
  EXPECT_TRUE(Eventually(
      [&] { return HttpGet(server_->metrics_port(), "/readyz").code == 503; }));
  EXPECT_EQ(HttpGet(server_->metrics_port(), "/readyz").body, "disk_low\n");
  EXPECT_EQ(HttpGet(server_->metrics_port(), "/livez").code, 200);
  EXPECT_EQ(Metrics().Find("clausebook_readiness_state", {{"state", "disk_low"}}), 1);
}

TEST_F(WatchedServer, KnowsTheNewestWholeBackup) {
  const std::string folder = folder_.path();
  EXPECT_EQ(monitoring::NewestBackup(folder_.File("no-folder")), std::nullopt);
  const auto put = [&](const std::string& name, std::int64_t micros, bool whole) {
    storage::BackupManifest manifest;
    manifest.sha256 = std::string(64, '0');
    manifest.size_bytes = 5;
    manifest.create_time = Instant{micros};
    WriteWholeFile(folder_.File(name), whole ? "12345" : "123");
    WriteWholeFile(storage::ManifestPath(folder_.File(name)),
                   storage::WriteManifest(manifest));
  };
  WriteWholeFile(folder_.File("other.json"), "{}");
  EXPECT_EQ(monitoring::NewestBackup(folder), std::nullopt);
  put("monday.backup", 1'000'000, true);
  put("tuesday.backup", 2'000'000, true);
  put("broken-off.backup", 3'000'000, false);
  EXPECT_EQ(monitoring::NewestBackup(folder), Instant{2'000'000});
  config_.backup_folder = folder;
  Start();
  EXPECT_EQ(Metrics().Find("clausebook_backup_newest_timestamp_seconds"), 2);
}

}  // namespace
}  // namespace clausebook::testing
