// Files to and from a real gRPC server whose behaviour the test chooses.
#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "clausebook/v1/questionnaire_service.grpc.pb.h"
#include "clausebook/v1/response_service.grpc.pb.h"
#include "clients/cpp/client.h"

namespace clausebook::client {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Le;
using ::testing::SizeIs;

using FillServerStream =
    grpc::ServerReaderWriter<v1::FillQuestionnaireResponse, v1::FillQuestionnaireRequest>;

// Sends the file back in upper-case letters, an item for each piece that came.
class FakeFiller final : public v1::QuestionnaireService::Service {
 public:
  v1::FillOptions options;
  std::vector<std::size_t> pieces;
  std::string file;
  std::atomic<bool> refuses{false};  // at once
  std::atomic<bool> hangs{false};    // until it is cancelled
  std::atomic<bool> was_cancelled{false};
  bool had_deadline = false;

  grpc::Status FillQuestionnaire(grpc::ServerContext* context,
                                 FillServerStream* stream) override {
    had_deadline = context->deadline() < std::chrono::system_clock::time_point::max();
    if (refuses) return {grpc::StatusCode::INVALID_ARGUMENT, "Not such a file."};
    v1::FillQuestionnaireRequest request;
    while (stream->Read(&request)) {
      if (request.has_options()) options = request.options();
      if (!request.has_chunk()) continue;
      pieces.push_back(request.chunk().size());
      file += request.chunk();
    }
    Send(*stream, [](auto& part) { part.mutable_progress()->set_stage("Asking"); });
    while (hangs && !context->IsCancelled()) std::this_thread::yield();
    was_cancelled = context->IsCancelled();
    Send(*stream, [&](auto& part) {
      part.mutable_head()->mutable_summary()->set_item_count(
          static_cast<int>(pieces.size()));
    });
    Send(*stream, [&](auto& part) {
      for (std::size_t i = 0; i < pieces.size(); ++i) {
        part.mutable_items()->add_items()->set_item_id(std::to_string(i));
      }
    });
    for (const char* piece : {"fil", "led"}) {
      Send(*stream, [&](auto& part) { part.set_chunk(piece); });
    }
    Send(*stream, [](auto& part) { part.set_ledger("{}"); });
    return grpc::Status::OK;
  }

 private:
  template <typename Set>
  static void Send(FillServerStream& stream, const Set& set) {
    v1::FillQuestionnaireResponse part;
    set(part);
    stream.Write(part);
  }
};

class FakeResponses final : public v1::ResponseService::Service {
 public:
  bool fails = false;
  grpc::Status ExportResponse(
      grpc::ServerContext*, const v1::ExportResponseRequest* request,
      grpc::ServerWriter<v1::ExportResponseResponse>* writer) override {
    v1::ExportResponseResponse part;
    part.set_chunk(request->name());
    writer->Write(part);
    if (fails) return {grpc::StatusCode::FAILED_PRECONDITION, "Not approved."};
    part.set_ledger("{}");
    writer->Write(part);
    return grpc::Status::OK;
  }
};

class TransferTest : public ::testing::Test {
 protected:
  TransferTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&filler_);
    builder.RegisterService(&responses_);
    server_ = builder.BuildAndStart();
    client_ = std::make_unique<Client>(
        ClientOptions{.address = "127.0.0.1:" + std::to_string(port)});
    sink_.progress = [this](const v1::FillProgress& progress) {
      heard_.push_back("progress " + progress.stage());
    };
    sink_.head = [this](v1::FillHead head) {
      heard_.push_back("head " + std::to_string(head.summary().item_count()));
      return absl::OkStatus();
    };
    sink_.item = [this](v1::ResponseItem item) {
      heard_.push_back("item " + item.item_id());
      return absl::OkStatus();
    };
    sink_.file = [this](std::string_view bytes) {
      heard_.push_back("file " + std::string(bytes));
      return absl::OkStatus();
    };
    sink_.ledger = [this](std::string_view ledger) {
      heard_.push_back("ledger " + std::string(ledger));
      return absl::OkStatus();
    };
  }

  FakeFiller filler_;
  FakeResponses responses_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Client> client_;
  FillSink sink_;
  std::vector<std::string> heard_;
};

TEST_F(TransferTest, EverythingArrivesInOrder) {
  v1::FillOptions options;
  options.set_app("vendors/v/apps/a");
  const absl::Status status =
      client_->FillQuestionnaire(options, PiecesOf("small"), sink_);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(filler_.options.app(), "vendors/v/apps/a");
  EXPECT_EQ(filler_.file, "small");
  EXPECT_TRUE(filler_.had_deadline);
  EXPECT_THAT(heard_, ElementsAre("progress Asking", "head 1", "item 0", "file fil",
                                  "file led", "ledger {}"));
}

TEST_F(TransferTest, AFileGoesOutInPiecesThatAMessageHolds) {
  const std::string file(5 * kMostPieceBytes / 2, 'x');
  ASSERT_TRUE(client_->FillQuestionnaire({}, PiecesOf(file), sink_).ok());
  EXPECT_EQ(filler_.file, file);
  EXPECT_THAT(filler_.pieces, SizeIs(3));
  EXPECT_THAT(filler_.pieces, Each(Le(kMostPieceBytes)));
}

TEST_F(TransferTest, AQuestionnaireWithoutAFileSendsNone) {
  ASSERT_TRUE(client_->FillQuestionnaire({}, nullptr, sink_).ok());
  EXPECT_THAT(filler_.pieces, SizeIs(0));
}

TEST_F(TransferTest, WhatIsNotWantedIsPassedOver) {
  FillSink only;
  only.item = sink_.item;
  ASSERT_TRUE(client_->FillQuestionnaire({}, PiecesOf("x"), only).ok());
  EXPECT_THAT(heard_, ElementsAre("item 0"));
}

TEST_F(TransferTest, ARefusalInTheMiddleOfTheFileIsWhatIsTold) {
  filler_.refuses = true;
  const absl::Status status = client_->FillQuestionnaire(
      {}, PiecesOf(std::string(8 * kMostPieceBytes, 'x')), sink_);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "Not such a file.");
}

TEST_F(TransferTest, AFileThatCannotBeReadEndsTheCall) {
  int reads = 0;
  const PieceReader broken = [&](std::size_t) -> absl::StatusOr<std::string> {
    if (++reads == 1) return std::string("x");
    return absl::DataLossError("The disk is gone.");
  };
  EXPECT_EQ(client_->FillQuestionnaire({}, broken, sink_).code(),
            absl::StatusCode::kDataLoss);
}

TEST_F(TransferTest, WhoeverCannotTakeMoreEndsTheCall) {
  sink_.head = [](v1::FillHead) { return absl::ResourceExhaustedError("Disk full."); };
  EXPECT_EQ(client_->FillQuestionnaire({}, PiecesOf("x"), sink_).code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(heard_, ElementsAre("progress Asking"));
}

TEST_F(TransferTest, IsCancelledWhileTheServerWorks) {
  filler_.hangs = true;
  std::stop_source stop;
  sink_.progress = [&](const v1::FillProgress&) { stop.request_stop(); };
  EXPECT_EQ(client_->FillQuestionnaire({}, PiecesOf("x"), sink_, stop.get_token()).code(),
            absl::StatusCode::kCancelled);
  server_->Shutdown();
  EXPECT_TRUE(filler_.was_cancelled);
}

TEST_F(TransferTest, WhatWasCancelledBeforeItBeganIsNotBegun) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(client_->FillQuestionnaire({}, PiecesOf("x"), sink_, stop.get_token()).code(),
            absl::StatusCode::kCancelled);
}

TEST_F(TransferTest, LongWorkHasADeadlineOfItsOwn) {
  filler_.hangs = true;
  const Client hasty(server_->InProcessChannel({}),
                     {.transfer_timeout = std::chrono::milliseconds(1)});
  EXPECT_EQ(hasty.FillQuestionnaire({}, PiecesOf("x"), sink_).code(),
            absl::StatusCode::kDeadlineExceeded);
}

TEST_F(TransferTest, AnExportGivesTheFileAndItsLedger) {
  v1::ExportResponseRequest request;
  request.set_name("vendors/v/responses/r");
  ASSERT_TRUE(client_->ExportResponse(request, {sink_.file, sink_.ledger}).ok());
  EXPECT_THAT(heard_, ElementsAre("file vendors/v/responses/r", "ledger {}"));
  responses_.fails = true;
  EXPECT_EQ(client_->ExportResponse(request, {sink_.file, nullptr}).code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace clausebook::client
