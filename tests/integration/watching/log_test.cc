// The server's log, of a real process: whose call it was, and never what was said in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "clausebook/v1/book_service.pb.h"
#include "clausebook/v1/catalog_service.pb.h"
#include "clausebook/v1/fact_service.pb.h"
#include "clausebook/v1/policy_service.pb.h"
#include "clausebook/v1/query_service.pb.h"
#include "clausebook/v1/report_service.pb.h"
#include "clausebook/v1/review_service.pb.h"
#include "service/main/admin_token.h"
#include "tests/integration/wire.h"
#include "tests/testing/must.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kTrace[] = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr char kSpan[] = "00f067aa0ba902b7";

class ServerLog : public ::testing::Test {
 protected:
  void Start(std::vector<std::string> arguments) {
    server_ = ServerProcess::Start(database_, arguments);
    ASSERT_NE(server_, nullptr);
    channel_ = Connect(server_->address());
  }

  grpc::Status Call(const std::string& method, const google::protobuf::Message& request,
                    const std::vector<std::pair<std::string, std::string>>& metadata = {},
                    std::string* request_id = nullptr) {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(20));
    for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
    if (!token_.empty()) context.AddMetadata("authorization", "Bearer " + token_);
    const auto status = CallBytes(channel_, "/clausebook.v1." + method,
                                  request.SerializeAsString(), context);
    const auto& trailing = context.GetServerTrailingMetadata();
    const auto it = trailing.find("x-request-id");
    if (request_id != nullptr && it != trailing.end()) {
      request_id->assign(it->second.data(), it->second.size());
    }
    return status;
  }

  // All that was written, once the server has ended.
  std::string WholeLog() {
    server_->Signal(SIGTERM);
    EXPECT_EQ(server_->Wait(), 0);
    std::ostringstream text;
    text << std::ifstream(database_ + ".stderr").rdbuf();
    return text.str();
  }

  // The lines about calls of a method.
  std::vector<nlohmann::json> LinesOf(const std::string& method) {
    std::vector<nlohmann::json> found;
    std::istringstream lines(WholeLog());
    for (std::string line; std::getline(lines, line);) {
      const auto json = nlohmann::json::parse(line, nullptr, false);
      EXPECT_TRUE(json.is_object()) << line;
      if (json.is_object() && json.value("method", "") == "clausebook.v1." + method) {
        found.push_back(json);
      }
    }
    return found;
  }

  TempDir folder_;
  const std::string database_ = folder_.File("log.db");
  std::string token_;
  std::unique_ptr<ServerProcess> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

v1::AskRequest NoSuchApp() {
  v1::AskRequest request;
  request.set_app("vendors/acme/apps/none");
  request.set_question("questions/data-sold");
  return request;
}

TEST_F(ServerLog, CarriesTheIdsThatACallBrings) {
  Start({"--access-log-level", "info"});
  std::string id;
  const auto status =
      Call("QueryService/Ask", NoSuchApp(),
           {{"x-request-id", "job-17.3"},
            {"traceparent", std::string("00-") + kTrace + "-" + kSpan + "-01"}},
           &id);
  EXPECT_EQ(id, "job-17.3");
  EXPECT_EQ(DetailOf<google::rpc::RequestInfo>(status).request_id(), "job-17.3");
  const auto lines = LinesOf("QueryService/Ask");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["event"], "call");
  EXPECT_EQ(lines[0]["level"], "info");
  EXPECT_EQ(lines[0]["code"], "NOT_FOUND");
  EXPECT_EQ(lines[0]["reason"], "NOT_FOUND");
  EXPECT_EQ(lines[0]["request_id"], "job-17.3");
  EXPECT_EQ(lines[0]["trace_id"], kTrace);
  EXPECT_EQ(lines[0]["span_id"], kSpan);
  EXPECT_THAT(lines[0]["peer"], HasSubstr("127.0.0.1"));
}

TEST_F(ServerLog, MakesAnIdWhereNoneIsGoodAndDropsABadTrace) {
  Start({"--access-log-level", "info"});
  std::string id;
  const auto status = Call(
      "QueryService/Ask", NoSuchApp(),
      {{"x-request-id", "a b"},
       {"traceparent", std::string("00-") + std::string(32, '0') + "-" + kSpan + "-01"}},
      &id);
  EXPECT_NE(id, "");
  EXPECT_EQ(DetailOf<google::rpc::RequestInfo>(status).request_id(), id);
  const auto lines = LinesOf("QueryService/Ask");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["request_id"], id);
  EXPECT_FALSE(lines[0].contains("trace_id"));
}

TEST_F(ServerLog, HasALineForEachCallOnlyWhereThatIsAskedFor) {
  Start({});
  v1::ListVendorsRequest request;
  std::string id;
  EXPECT_TRUE(Call("CatalogService/ListVendors", request, {}, &id).ok());
  EXPECT_EQ(id, "") << "nothing is logged that it could name";
  EXPECT_EQ(LinesOf("CatalogService/ListVendors").size(), 0u);
  Start({"--access-log-level", "info"});
  EXPECT_TRUE(Call("CatalogService/ListVendors", request, {}, &id).ok());
  EXPECT_NE(id, "");
  EXPECT_EQ(LinesOf("CatalogService/ListVendors").size(), 1u);
}

TEST_F(ServerLog, TellsOfSlowCalls) {
  Start({"--slow-call-ms", "1"});
  v1::ApplyBookRequest request;  // more than a millisecond's work
  auto* file = request.add_files();
  file->set_path("factbook.yaml");
  file->set_content(
      "clausebook: 1\nvendor: {id: acme, name: Acme}\npolicies:\n  - {id: p, title: P, "
      "revisions: [{file: p.txt, effective: 2024-01-01}]}\n");
  file = request.add_files();
  file->set_path("p.txt");
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "Sentence " + std::to_string(i) + " of it.\n";
  file->set_content(text);
  ASSERT_TRUE(Call("BookService/ApplyBook", request).ok());
  const auto lines = LinesOf("BookService/ApplyBook");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["event"], "slow call");
  EXPECT_EQ(lines[0]["level"], "warning");
  EXPECT_EQ(lines[0]["code"], "OK");
  EXPECT_GT(std::stoll(lines[0]["duration_us"].get<std::string>()), 1000);
}

// A session in which everything that is anybody's business has a mark, on a server that
// logs all that it can. None of the marks may be in the log.
TEST_F(ServerLog, HoldsNothingOfWhatWasSaid) {
  Config config;
  config.database = database_;
  token_ = Must(CreateAdminToken(config, "Mara Lind"));
  Start({"--authentication", "required", "--log-level", "debug", "--access-log-level",
         "debug", "--slow-call-ms", "1"});
  const auto book = [](const std::string& quote) {
    v1::ApplyBookRequest request;
    auto* file = request.add_files();
    file->set_path("factbook.yaml");
    file->set_content(
        "clausebook: 1\nvendor: {id: acme, name: MARKED-NAME}\npolicies:\n  - {id: p, "
        "title: MARKED-TITLE, revisions: [{file: p.txt, effective: 2024-01-01}]}\n"
        "apps: [{id: charts, name: MARKED-APP}]\nfacts:\n  - {id: sold, property: "
        "use.sold, equals: false, caveat: MARKED-CAVEAT, quote: " +
        quote + "}\n");
    file = request.add_files();
    file->set_path("p.txt");
    file->set_content("We do not sell MARKED-QUOTE data. And there is a MARKED-TEXT.\n");
    return request;
  };
  EXPECT_FALSE(Call("BookService/ApplyBook", book("MARKED-WRONG words.")).ok());
  ASSERT_TRUE(
      Call("BookService/ApplyBook", book("We do not sell MARKED-QUOTE data.")).ok());
  v1::AskRequest ask;
  ask.set_app("vendors/acme/apps/charts");
  ask.set_question("questions/data-sold");
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Call("QueryService/Ask", ask).ok());
  ask.set_as_of("MARKED-DATE");
  EXPECT_FALSE(Call("QueryService/Ask", ask).ok());
  ask.set_as_of("");
  ask.set_app("vendors/acme/apps/MARKED-NOWHERE");
  EXPECT_FALSE(Call("QueryService/Ask", ask).ok());
  v1::CreateFactRequest fact;
  fact.set_parent("vendors/acme");
  fact.set_fact_id("other");
  fact.mutable_fact()->set_property("use.sold");
  fact.mutable_fact()->mutable_evidence()->mutable_clause()->set_quote("MARKED-MISSING");
  EXPECT_FALSE(Call("FactService/CreateFact", fact).ok());
  v1::RenderAppReportRequest report;
  report.set_app("vendors/acme/apps/charts");
  EXPECT_TRUE(Call("ReportService/RenderAppReport", report).ok());
  v1::ExportBookRequest exported;
  exported.set_publisher("vendors/acme");
  EXPECT_TRUE(Call("BookService/ExportBook", exported).ok());
  // Credentials that are good, of no form, and of the form but nobody's; other metadata.
  const std::string good = token_;
  token_ = "MARKED-TOKEN";
  EXPECT_FALSE(Call("QueryService/Ask", ask).ok());
  token_ = good.substr(0, good.size() - 4) + "0000";
  const std::string wrong = token_;
  EXPECT_FALSE(Call("QueryService/Ask", ask).ok());
  token_ = good;
  EXPECT_FALSE(Call("QueryService/Ask", ask,
                    {{"x-request-id", "MARKED ID"},
                     {"traceparent", "MARKED-TRACE"},
                     {"cookie", "MARKED-COOKIE"}})
                   .ok());

  const std::string log = WholeLog();
  EXPECT_THAT(log, HasSubstr("clausebook.v1.QueryService/Ask")) << "it is the log";
  EXPECT_THAT(log, HasSubstr("UNAUTHENTICATED"));
  EXPECT_THAT(log, Not(HasSubstr("MARKED")));
  EXPECT_THAT(log, Not(HasSubstr(good)));
  EXPECT_THAT(log, Not(HasSubstr(wrong)));
  EXPECT_THAT(log, Not(HasSubstr(good.substr(good.size() / 2))));
}

}  // namespace
}  // namespace clausebook::testing
