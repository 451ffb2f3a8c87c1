// Facts that take two people, over the wire, on SQLite: no answer rests on what one
// person recorded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clausebook/v1/fact_service.grpc.pb.h"
#include "clausebook/v1/query_service.grpc.pb.h"
#include "clausebook/v1/review_service.grpc.pb.h"
#include "service/admission/token.h"
#include "service/base/clock.h"
#include "service/main/server.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/integration/wire.h"
#include "tests/testing/must.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

class FourEyesWire : public ::testing::Test {
 protected:
  void SetUp() override {
    config_.database = folder_.File("facts.db");
    config_.listen = "127.0.0.1:0";
    config_.authentication = "required";
    config_.facts_need_second_person = true;
    AddTokens();
    server_ = Must(Server::Start(config_, &log_));
    channel_ = Connect(server_->address());
  }

  void AddTokens() {
    const SystemClock clock{};
    storage::SqliteStore::Options options;
    options.path = config_.database;
    options.clock = &clock;
    const auto store = Must(storage::SqliteStore::Open(options));
    for (const char* subject : {"Mara Lind", "Jo Berg"}) {
      admission::TokenRequest request;
      request.subject = subject;
      request.roles = {"editor", "reviewer"};
      const auto made =
          Must(admission::MakeToken(request, clock.Now(), admission::SystemRandom()));
      secrets_[subject] = made.secret;
      Must(store->Write(nullptr, [&](storage::WriteTransaction& tx) {
        return tx.AddToken(made.record).status();
      }));
    }
  }

  template <typename Stub, typename Request, typename Response>
  grpc::Status As(const std::string& subject, Stub& stub,
                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                               Response*),
                  const Request& request, Response* response) {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(20));
    context.AddMetadata("authorization", "Bearer " + secrets_.at(subject));
    return (stub.*method)(&context, request, response);
  }

  v1::Verdict Ask() {
    v1::QueryService::Stub stub(channel_);
    v1::AskRequest request;
    request.set_app("vendors/acme/apps/charts");
    request.set_question("questions/stores-data-off-atlassian");
    v1::AskResponse response;
    const auto status =
        As("Jo Berg", stub, &v1::QueryService::Stub::Ask, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.answer().verdict();
  }

  // `off` as it stands afterwards.
  v1::Fact Retract(const std::string& subject) {
    v1::FactService::Stub stub(channel_);
    v1::RetractFactRequest request;
    request.set_name("vendors/acme/facts/off");
    request.set_reason("We do now.");
    v1::RetractFactResponse response;
    const auto status =
        As(subject, stub, &v1::FactService::Stub::RetractFact, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.fact();
  }

  void Restart() {
    channel_.reset();
    server_.reset();
    server_ = Must(Server::Start(config_, &log_));
    channel_ = Connect(server_->address());
  }

  grpc::Status Accept(const std::string& subject) {
    v1::ReviewService::Stub stub(channel_);
    v1::RecordDecisionsRequest request;
    request.set_parent("vendors/acme");
    auto* decision = request.add_decisions();
    decision->set_item("vendors/acme/facts/off");
    decision->mutable_accept();
    v1::RecordDecisionsResponse response;
    return As(subject, stub, &v1::ReviewService::Stub::RecordDecisions, request,
              &response);
  }

  void RecordFact() {
    v1::CatalogService::Stub catalogue(channel_);
    v1::CreateVendorRequest vendor;
    vendor.set_vendor_id("acme");
    vendor.mutable_vendor()->set_display_name("Acme");
    v1::CreateVendorResponse vendor_made;
    ASSERT_TRUE(As("Mara Lind", catalogue, &v1::CatalogService::Stub::CreateVendor,
                   vendor, &vendor_made)
                    .ok());
    v1::CreateAppRequest app;
    app.set_parent("vendors/acme");
    app.set_app_id("charts");
    app.mutable_app()->set_display_name("Charts");
    v1::CreateAppResponse app_made;
    ASSERT_TRUE(
        As("Mara Lind", catalogue, &v1::CatalogService::Stub::CreateApp, app, &app_made)
            .ok());
    v1::FactService::Stub facts(channel_);
    v1::CreateFactRequest fact;
    fact.set_parent("vendors/acme");
    fact.set_fact_id("off");
    fact.mutable_fact()->mutable_scope();
    fact.mutable_fact()->set_property("storage.off_platform");
    fact.mutable_fact()->set_operator_(v1::OPERATOR_EQUALS);
    fact.mutable_fact()->mutable_value()->set_bool_value(false);
    auto* said = fact.mutable_fact()->mutable_evidence()->mutable_attestation();
    said->set_attester("Ada, CTO");
    said->set_date("2025-06-01");
    said->set_statement("We store nothing.");
    v1::CreateFactResponse made;
    const auto status =
        As("Mara Lind", facts, &v1::FactService::Stub::CreateFact, fact, &made);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(made.fact().state(), v1::FACT_STATE_PROPOSED);
    EXPECT_EQ(made.fact().proposer(), "Mara Lind");
  }

  TempDir folder_;
  Config config_;
  Log log_{"error", "text"};
  std::map<std::string, std::string> secrets_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(FourEyesWire, NoAnswerRestsOnWhatOnePersonRecorded) {
  RecordFact();
  EXPECT_EQ(Ask(), v1::VERDICT_UNKNOWN);
  const auto own = Accept("Mara Lind");
  EXPECT_EQ(own.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(ReasonOf(own), "SECOND_PERSON_NEEDED");
  EXPECT_EQ(Ask(), v1::VERDICT_UNKNOWN);
  // It is on disk as a proposal: a restart does not make it count.
  Restart();
  EXPECT_EQ(Ask(), v1::VERDICT_UNKNOWN);
  const auto second = Accept("Jo Berg");
  EXPECT_TRUE(second.ok()) << second.error_message();
  EXPECT_EQ(Ask(), v1::VERDICT_NO);
}

TEST_F(FourEyesWire, NoAnswerChangesByWhatOnePersonTakesAway) {
  RecordFact();
  ASSERT_TRUE(Accept("Jo Berg").ok());
  EXPECT_EQ(Ask(), v1::VERDICT_NO);
  const v1::Fact wanted = Retract("Jo Berg");
  EXPECT_EQ(wanted.state(), v1::FACT_STATE_ACTIVE);
  EXPECT_EQ(wanted.proposed_retraction().proposer(), "Jo Berg");
  EXPECT_EQ(Ask(), v1::VERDICT_NO);
  EXPECT_EQ(ReasonOf(Accept("Jo Berg")), "SECOND_PERSON_NEEDED");
  // It is on disk as a proposal.
  Restart();
  EXPECT_EQ(Ask(), v1::VERDICT_NO);
  EXPECT_EQ(ReasonOf(Accept("Jo Berg")), "SECOND_PERSON_NEEDED");
  EXPECT_TRUE(Accept("Mara Lind").ok());
  EXPECT_EQ(Ask(), v1::VERDICT_UNKNOWN);
}

}  // namespace
}  // namespace clausebook::testing
