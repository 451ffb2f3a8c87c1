// Filling over the wire: uploads in pieces, what goes wrong on the way, and a server that
// goes on after it.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "clausebook/v1/catalog_service.grpc.pb.h"
#include "clausebook/v1/fact_service.grpc.pb.h"
#include "clausebook/v1/questionnaire_service.grpc.pb.h"
#include "clausebook/v1/response_service.grpc.pb.h"
#include "service/questionnaires/files/read_questionnaire.h"
#include "tests/integration/wire.h"
#include "tests/testing/must.h"
#include "tests/testing/questionnaires/workbook_builder.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using ::testing::HasSubstr;
using Request = v1::FillQuestionnaireRequest;
using Response = v1::FillQuestionnaireResponse;

constexpr char kApp[] = "vendors/acme/apps/notes";

std::string SmallWorkbook(int rows = 1) {
  std::string cells = SheetRow(1, TextCell("A1", "Question") + TextCell("B1", "Answer") +
                                      TextCell("C1", "Comment"));
  for (int i = 2; i < rows + 2; ++i) {
    cells += SheetRow(i, TextCell("A" + std::to_string(i), "Do you sell our data?"));
  }
  return MakeWorkbook({{"List", cells}});
}

// What a client got, and how the call ended.
struct Outcome {
  grpc::Status status;
  int progress = 0;
  v1::FillHead head;
  std::vector<v1::ResponseItem> items;
  std::string file;
  std::string ledger;
};

class FillStream : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = std::make_unique<TempDir>();
    server_ = ServerProcess::Start(directory_->path() + "/test.db", {});
    ASSERT_NE(server_, nullptr);
    channel_ = Connect(server_->address());
    AddEvidence();
  }
  static void TearDownTestSuite() {
    channel_.reset();
    server_.reset();
    directory_.reset();
  }

  // Whatever was sent: the server goes on, and fills the next one.
  void TearDown() override {
    ASSERT_TRUE(server_->IsRunning());
    Outcome next;
    // Places of calls that were given up are free when their work has seen it.
    for (int i = 0; i < 200; ++i) {
      next = Fill({Options("file_name"), Chunk(SmallWorkbook())});
      if (ReasonOf(next.status) != "OVERLOADED") break;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_TRUE(next.status.ok()) << next.status.error_message();
    EXPECT_EQ(next.items.size(), 1u);
  }

  static void AddEvidence() {
    const auto catalog = v1::CatalogService::NewStub(channel_);
    grpc::ClientContext vendor_context, app_context, fact_context;
    v1::CreateVendorRequest vendor;
    vendor.set_vendor_id("acme");
    vendor.mutable_vendor()->set_display_name("Acme");
    v1::CreateVendorResponse created;
    ASSERT_TRUE(catalog->CreateVendor(&vendor_context, vendor, &created).ok());
    v1::CreateAppRequest app;
    app.set_parent("vendors/acme");
    app.set_app_id("notes");
    app.mutable_app()->set_display_name("Notes");
    v1::CreateAppResponse made;
    ASSERT_TRUE(catalog->CreateApp(&app_context, app, &made).ok());
    v1::CreateFactRequest fact;
    fact.set_parent("vendors/acme");
    fact.set_fact_id("not-sold");
    auto* content = fact.mutable_fact();
    content->mutable_scope();
    content->set_property("use.sold");
    content->set_operator_(v1::OPERATOR_EQUALS);
    content->mutable_value()->set_bool_value(false);
    auto* said = content->mutable_evidence()->mutable_attestation();
    said->set_attester("Ada, CTO");
    said->set_date("2025-06-01");
    said->set_statement("We sell nothing.");
    v1::CreateFactResponse recorded;
    const auto status =
        v1::FactService::NewStub(channel_)->CreateFact(&fact_context, fact, &recorded);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  static Request Options(const std::string& more) {
    Request request;
    request.mutable_options()->set_app(kApp);
    if (more.find("file_name") != std::string::npos) {
      request.mutable_options()->set_file_name("list.xlsx");
    }
    return request;
  }
  static Request Chunk(std::string bytes) {
    Request request;
    request.set_chunk(std::move(bytes));
    return request;
  }

  static Outcome Fill(const std::vector<Request>& requests) {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(60));
    const auto stream =
        v1::QuestionnaireService::NewStub(channel_)->FillQuestionnaire(&context);
    for (const Request& request : requests) {
      if (!stream->Write(request)) break;  // it has ended already
    }
    stream->WritesDone();
    Outcome outcome;
    Response response;
    while (stream->Read(&response)) Take(response, &outcome);
    outcome.status = stream->Finish();
    return outcome;
  }

  // Opens a dozen streams before it reads from any; how many of them were refused.
  static int RefusedOfADozen() {
    const auto stub = v1::QuestionnaireService::NewStub(channel_);
    std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
    std::vector<std::unique_ptr<grpc::ClientReaderWriter<Request, Response>>> open;
    for (int i = 0; i < 12; ++i) {
      contexts.push_back(std::make_unique<grpc::ClientContext>());
      SetDeadline(*contexts.back(), std::chrono::seconds(60));
      open.push_back(stub->FillQuestionnaire(contexts.back().get()));
      open.back()->Write(Options("file_name"));
    }
    int refused = 0;
    for (const auto& stream : open) {
      stream->Write(Chunk(SmallWorkbook()));
      stream->WritesDone();
      Response response;
      Outcome outcome;
      while (stream->Read(&response)) Take(response, &outcome);
      const grpc::Status status = stream->Finish();
      if (status.ok()) {
        EXPECT_EQ(outcome.items.size(), 1u);
        continue;
      }
      EXPECT_EQ(ReasonOf(status), "OVERLOADED");
      EXPECT_TRUE(DetailOf<google::rpc::RetryInfo>(status).has_retry_delay());
      ++refused;
    }
    return refused;
  }

  static void Take(const Response& response, Outcome* outcome) {
    if (response.has_progress()) ++outcome->progress;
    if (response.has_head()) outcome->head = response.head();
    for (const auto& item : response.items().items()) outcome->items.push_back(item);
    outcome->file += response.chunk();
    outcome->ledger += response.ledger();
  }

  static std::unique_ptr<TempDir> directory_;
  static std::unique_ptr<ServerProcess> server_;
  static std::shared_ptr<grpc::Channel> channel_;
};

std::unique_ptr<TempDir> FillStream::directory_;
std::unique_ptr<ServerProcess> FillStream::server_;
std::shared_ptr<grpc::Channel> FillStream::channel_;

TEST_F(FillStream, AWorkbookComesBackFilled) {
  const std::string workbook = SmallWorkbook(3);
  Request options = Options("file_name");
  options.mutable_options()->set_include_unapproved(true);
  std::vector<Request> requests = {options};
  for (std::size_t at = 0; at < workbook.size(); at += 100) {
    requests.push_back(Chunk(workbook.substr(at, 100)));
  }
  const Outcome outcome = Fill(requests);
  ASSERT_TRUE(outcome.status.ok()) << outcome.status.error_message();
  EXPECT_EQ(outcome.items.size(), 3u);
  EXPECT_EQ(outcome.head.summary().answered_count(), 3);
  const auto file = Must(questionnaires::ReadQuestionnaire(outcome.file));
  EXPECT_EQ(file.items[2].answer, "No. Acme does not sell data.");
  EXPECT_THAT(file.items[2].comment, HasSubstr("Not approved"));
  EXPECT_THAT(outcome.ledger, HasSubstr("items/3 not-approved"));
}

TEST_F(FillStream, ManyRowsComeInManyMessages) {
  const Outcome outcome = Fill({Options("file_name"), Chunk(SmallWorkbook(2000))});
  ASSERT_TRUE(outcome.status.ok()) << outcome.status.error_message();
  EXPECT_EQ(outcome.items.size(), 2000u);
  EXPECT_GT(outcome.progress, 0);
}

TEST_F(FillStream, IsRecordedReviewedAndExported) {
  Request options = Options("file_name");
  options.mutable_options()->set_response_id("globex");
  const Outcome outcome = Fill({options, Chunk(SmallWorkbook())});
  ASSERT_TRUE(outcome.status.ok()) << outcome.status.error_message();
  EXPECT_EQ(outcome.head.response().name(), "vendors/acme/responses/globex");
  const auto stub = v1::ResponseService::NewStub(channel_);
  v1::ExportResponseRequest request;
  request.set_name("vendors/acme/responses/globex");
  v1::ExportResponseResponse part;
  {
    grpc::ClientContext context;
    const auto refused = stub->ExportResponse(&context, request);
    EXPECT_FALSE(refused->Read(&part));
    EXPECT_EQ(ReasonOf(refused->Finish()), "NOT_APPROVED");
  }
  grpc::ClientContext review_context, context;
  v1::ReviewResponseItemsRequest review;
  review.set_name(request.name());
  review.set_reviewer("Ada");
  review.set_approve_proposed(true);
  v1::ReviewResponseItemsResponse reviewed;
  ASSERT_TRUE(stub->ReviewResponseItems(&review_context, review, &reviewed).ok());
  const auto exported = stub->ExportResponse(&context, request);
  std::string file, ledger;
  while (exported->Read(&part)) {
    file += part.chunk();
    ledger += part.ledger();
  }
  EXPECT_TRUE(exported->Finish().ok());
  EXPECT_EQ(Must(questionnaires::ReadQuestionnaire(file)).items[0].answer,
            "No. Acme does not sell data.");
  EXPECT_THAT(ledger, HasSubstr("vendors/acme/responses/globex/items/1"));
}

TEST_F(FillStream, WrongOrdersAndFilesAreRefusedWithDetails) {
  EXPECT_EQ(ReasonOf(Fill({Chunk("x")}).status), "INVALID_FIELD");
  EXPECT_EQ(ReasonOf(Fill({}).status), "INVALID_FIELD");
  EXPECT_EQ(ReasonOf(Fill({Request()}).status), "INVALID_FIELD");
  EXPECT_EQ(ReasonOf(Fill({Options("file_name"), Options("")}).status), "INVALID_FIELD");
  EXPECT_EQ(ReasonOf(Fill({Options("file_name")}).status), "INVALID_FIELD");
  const Outcome damaged =
      Fill({Options("file_name"), Chunk(SmallWorkbook().substr(0, 300))});
  EXPECT_EQ(damaged.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(DetailOf<google::rpc::BadRequest>(damaged.status).field_violations(0).field(),
            "file");
}

TEST_F(FillStream, TooMuchIsRefusedWhileItComes) {
  std::vector<Request> requests = {Options("file_name")};
  for (int i = 0; i < 80; ++i) requests.push_back(Chunk(std::string(1 << 20, 'x')));
  EXPECT_EQ(ReasonOf(Fill(requests).status), "TOO_LARGE");
  EXPECT_EQ(
      Fill({Options("file_name"), Chunk(std::string(5 << 20, 'x'))}).status.error_code(),
      grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(FillStream, AClientMayGoAwayAtAnyPoint) {
  const auto stub = v1::QuestionnaireService::NewStub(channel_);
  Request options = Options("file_name");
  const std::string workbook = SmallWorkbook(2000);
  for (const int step : {0, 1, 2, 3}) {
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::seconds(60));
    const auto stream = stub->FillQuestionnaire(&context);
    if (step > 0) stream->Write(options);
    if (step > 1) stream->Write(Chunk(workbook));
    if (step > 2) {
      stream->WritesDone();
      Response response;
      stream->Read(&response);  // it has begun to work
    }
    context.TryCancel();
    const grpc::Status status = stream->Finish();
    EXPECT_EQ(status.error_code(), grpc::StatusCode::CANCELLED) << step;
  }
}

TEST_F(FillStream, ThoseThatDoNotReadAreGivenUpAtTheirDeadline) {
  Request options = Options("file_name");
  options.mutable_options()->set_include_unapproved(true);
  const std::string workbook = SmallWorkbook(8000);
  const auto stub = v1::QuestionnaireService::NewStub(channel_);
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<grpc::ClientReaderWriter<Request, Response>>> open;
  for (int i = 0; i < 8; ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    SetDeadline(*contexts.back(), std::chrono::seconds(3));
    open.push_back(stub->FillQuestionnaire(contexts.back().get()));
    open.back()->Write(options);
    open.back()->Write(Chunk(workbook));
    open.back()->WritesDone();
  }
  // They read nothing, so the windows fill up; the server is left with all of their
  // places, and has them back when their time is over.
  for (const auto& stream : open) EXPECT_FALSE(stream->Finish().ok());
}

TEST_F(FillStream, OnlySoManyStreamsAreOpenAtOnce) {
  int refused = RefusedOfADozen();
  EXPECT_GE(refused, 1);
  // Streams that an earlier test gave up hold their places until their work has seen it.
  for (int i = 0; i < 100 && refused == 12; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    refused = RefusedOfADozen();
  }
  EXPECT_LE(refused, 11);
}

TEST(FillStreamDrain, AnUploadThatDragsOnIsGivenUpWhenTheServerStops) {
  TempDir directory;
  const auto server =
      ServerProcess::Start(directory.path() + "/a.db", {"--drain-seconds", "1"});
  ASSERT_NE(server, nullptr);
  const auto channel = Connect(server->address());
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(60));
  const auto stream =
      v1::QuestionnaireService::NewStub(channel)->FillQuestionnaire(&context);
  Request options;
  options.mutable_options()->set_app(kApp);
  options.mutable_options()->set_file_name("list.xlsx");
  ASSERT_TRUE(stream->Write(options));
  server->Signal(SIGTERM);
  EXPECT_EQ(server->Wait(), 0);
  EXPECT_FALSE(stream->Finish().ok());
}

}  // namespace
}  // namespace clausebook::testing
