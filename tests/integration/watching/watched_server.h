// A server whose metrics are asked for, in the test's own process, and a small book.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_WATCHED_SERVER_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_WATCHED_SERVER_H_

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "clausebook/v1/book_service.pb.h"
#include "clausebook/v1/catalog_service.pb.h"
#include "clausebook/v1/query_service.pb.h"
#include "service/main/server.h"
#include "tests/integration/watching/scrape.h"
#include "tests/integration/wire.h"
#include "tests/testing/must.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {

// A vendor with one app, of which one question is in conflict; one fact awaits review.
inline v1::ApplyBookRequest SmallBook() {
  v1::ApplyBookRequest request;
  const auto add = [&](const char* path, const std::string& content) {
    auto* file = request.add_files();
    file->set_path(path);
    file->set_content(content);
  };
  add("factbook.yaml",
      "clausebook: 1\n"
      "vendor: {id: acme, name: Acme}\n"
      "policies:\n"
      "  - id: privacy\n"
      "    title: Privacy\n"
      "    revisions:\n"
      "      - {file: a.txt, effective: 2024-01-01}\n"
      "      - {file: b.txt, effective: 2025-01-01}\n"
      "apps:\n"
      "  - {id: charts, name: Charts}\n"
      "facts:\n"
      "  - {id: none, property: storage.off_platform, equals: false, policy: privacy, "
      "revision: 2024-01-01, quote: We store no data outside of Atlassian.}\n"
      "  - {id: some, property: storage.off_platform, equals: true, about: "
      "{data_category: [app_data]}, policy: privacy, revision: 2024-01-01, quote: We "
      "keep copies at our own host.}\n"
      "  - {id: sold, property: use.sold, equals: false, policy: privacy, revision: "
      "2024-01-01, quote: We do not sell data.}\n");
  const std::string kept =
      "We store no data outside of Atlassian.\n\nWe keep copies at our own host.\n";
  add("a.txt", kept + "\nWe do not sell data.\n");
  add("b.txt", kept);
  return request;
}

class WatchedServer : public ::testing::Test {
 protected:
  WatchedServer() {
    config_.listen = "127.0.0.1:0";
    config_.metrics_listen = "127.0.0.1:0";
    config_.database = folder_.File("watched.db");
    config_.survey_seconds = 1;
    config_.log_level = "error";
  }

  void Start() {
    server_ = Must(Server::Start(config_, &log_));
    channel_ = Connect(server_->address());
  }

  template <typename Request>
  grpc::Status Call(const std::string& method, const Request& request) {
    return CallBytes(channel_, "/clausebook.v1." + method, request.SerializeAsString());
  }

  void Apply() {
    const auto status = Call("BookService/ApplyBook", SmallBook());
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  grpc::Status Ask(const std::string& question, const std::string& app = "charts") {
    v1::AskRequest request;
    request.set_app("vendors/acme/apps/" + app);
    request.set_question("questions/" + question);
    return Call("QueryService/Ask", request);
  }

  Scrape Metrics() const {
    const HttpReply reply = HttpGet(server_->metrics_port(), "/metrics");
    EXPECT_EQ(reply.code, 200);
    return Scrape(reply.body);
  }

  // Looks until it is so, for a minute at most.
  static bool Eventually(const std::function<bool()>& so) {
    for (int i = 0; i < 600; ++i) {
      if (so()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
  }

  TempDir folder_;
  Config config_;
  Log log_{"error", "text"};
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_WATCHED_SERVER_H_
