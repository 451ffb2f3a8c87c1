// The calls that carry files: piece by piece, with progress, until they are cancelled.
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "clients/cpp/calls.h"
#include "clients/cpp/client.h"

namespace clausebook::client {
namespace {

using FillStream =
    grpc::ClientReaderWriter<v1::FillQuestionnaireRequest, v1::FillQuestionnaireResponse>;

// A call that ends when the caller says so. The token's callback may run on any thread,
// which TryCancel allows.
class TransferContext {
 public:
  TransferContext(const ClientOptions& options, std::stop_token cancel)
      : on_cancel_(std::move(cancel), [this] { context_.TryCancel(); }) {
    context_.set_deadline(std::chrono::system_clock::now() + options.transfer_timeout);
    if (!options.token.empty()) {
      context_.AddMetadata("authorization", "Bearer " + options.token);
    }
  }
  grpc::ClientContext* get() { return &context_; }

 private:
  grpc::ClientContext context_;
  std::stop_callback<std::function<void()>> on_cancel_;
};

// Hands `value` on if somebody wants it.
template <typename Taker, typename Value>
absl::Status Hand(const Taker& taker, Value&& value) {
  return taker ? taker(std::forward<Value>(value)) : absl::OkStatus();
}

absl::Status HandItems(const FillSink& sink, v1::FillItems& items) {
  for (v1::ResponseItem& item : *items.mutable_items()) {
    const absl::Status status = Hand(sink.item, std::move(item));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status HandPart(const FillSink& sink, v1::FillQuestionnaireResponse& response) {
  using Response = v1::FillQuestionnaireResponse;
  switch (response.part_case()) {
    case Response::kProgress:
      if (sink.progress) sink.progress(response.progress());
      return absl::OkStatus();
    case Response::kHead:
      return Hand(sink.head, std::move(*response.mutable_head()));
    case Response::kItems:
      return HandItems(sink, *response.mutable_items());
    case Response::kChunk:
      return Hand(sink.file, std::string_view(response.chunk()));
    case Response::kLedger:
      return Hand(sink.ledger, std::string_view(response.ledger()));
    case Response::PART_NOT_SET:
      return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::Status HandPart(const ExportSink& sink, v1::ExportResponseResponse& response) {
  using Response = v1::ExportResponseResponse;
  switch (response.part_case()) {
    case Response::kChunk:
      return Hand(sink.file, std::string_view(response.chunk()));
    case Response::kLedger:
      return Hand(sink.ledger, std::string_view(response.ledger()));
    case Response::PART_NOT_SET:
      return absl::OkStatus();
  }
  return absl::OkStatus();
}

// Sends options and file. OK also where the service stopped listening: why, its status
// says.
absl::Status Send(FillStream& stream, const v1::FillOptions& options,
                  const PieceReader& file) {
  v1::FillQuestionnaireRequest request;
  *request.mutable_options() = options;
  bool listening = stream.Write(request);
  while (listening && file) {
    auto piece = file(kMostPieceBytes);
    if (!piece.ok()) return piece.status();
    if (piece->empty()) break;
    request.set_chunk(*std::move(piece));
    listening = stream.Write(request);
  }
  if (listening) stream.WritesDone();
  return absl::OkStatus();
}

// Hands on what comes until the end. The first error of the sink ends the call and wins.
template <typename Response, typename Stream, typename Sink>
absl::Status Receive(Stream& stream, const Sink& sink, TransferContext& context,
                     absl::Status so_far) {
  Response response;
  while (so_far.ok() && stream.Read(&response)) so_far = HandPart(sink, response);
  if (!so_far.ok()) {
    context.get()->TryCancel();
    while (stream.Read(&response)) {
    }
  }
  const grpc::Status status = stream.Finish();
  return so_far.ok() ? FromGrpc(status) : so_far;
}

struct BackupSink {
  const std::function<void(const v1::BackupProgress&)>& progress;
  std::optional<v1::Backup>* made;
};

absl::Status HandPart(const BackupSink& sink, v1::CreateBackupResponse& response) {
  if (response.has_progress() && sink.progress) sink.progress(response.progress());
  if (response.has_backup()) *sink.made = std::move(*response.mutable_backup());
  return absl::OkStatus();
}

}  // namespace

absl::Status Client::FillQuestionnaire(const v1::FillOptions& options,
                                       const PieceReader& file, const FillSink& sink,
                                       std::stop_token cancel) const {
  TransferContext context(parts_->options, std::move(cancel));
  const auto stream = parts_->questionnaires->FillQuestionnaire(context.get());
  const absl::Status sent = Send(*stream, options, file);
  return Receive<v1::FillQuestionnaireResponse>(*stream, sink, context, sent);
}

absl::Status Client::ExportResponse(const v1::ExportResponseRequest& request,
                                    const ExportSink& sink,
                                    std::stop_token cancel) const {
  TransferContext context(parts_->options, std::move(cancel));
  const auto stream = parts_->responses->ExportResponse(context.get(), request);
  return Receive<v1::ExportResponseResponse>(*stream, sink, context, absl::OkStatus());
}

absl::StatusOr<v1::Backup> Client::CreateBackup(
    const v1::CreateBackupRequest& request,
    const std::function<void(const v1::BackupProgress&)>& progress,
    std::stop_token cancel) const {
  TransferContext context(parts_->options, std::move(cancel));
  const auto stream = parts_->admin->CreateBackup(context.get(), request);
  std::optional<v1::Backup> made;
  const absl::Status done = Receive<v1::CreateBackupResponse>(
      *stream, BackupSink{progress, &made}, context, absl::OkStatus());
  if (!done.ok()) return done;
  if (!made) return absl::InternalError("The server ended without telling of a backup.");
  return *std::move(made);
}

}  // namespace clausebook::client
