#include "service/rpc/questionnaires/fill_handlers.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/attributed_write.h"
#include "service/rpc/questionnaires/fill_messages.h"
#include "service/rpc/questionnaires/fill_request.h"
#include "service/rpc/questionnaires/fill_work.h"

namespace clausebook::rpc {
namespace {

using questionnaires::kMostFileBytes;
using Response = v1::FillQuestionnaireResponse;

constexpr std::size_t kMostChunkBytes = 1u << 20;

absl::Status CheckFree(storage::ReadSnapshot& snapshot, const model::ResponseRef& ref) {
  const auto found = snapshot.GetResponse(ref, kEndOfTime);
  if (found.ok()) return AlreadyExists("Response", ToName(ref));
  return absl::IsNotFound(found.status()) ? absl::OkStatus() : found.status();
}

class Filling final : public FillHandlers::FillUpload {
 public:
  explicit Filling(const HandlerDeps& deps) : deps_(deps) {}

  absl::Status Take(v1::FillQuestionnaireRequest request) override {
    switch (request.part_case()) {
      case v1::FillQuestionnaireRequest::kOptions:
        return TakeOptions(std::move(*request.mutable_options()));
      case v1::FillQuestionnaireRequest::kChunk:
        return TakeChunk(std::move(*request.mutable_chunk()));
      case v1::FillQuestionnaireRequest::PART_NOT_SET:
        break;
    }
    return InvalidField("part", "Required: options first, then chunks of the file.");
  }

  absl::StatusOr<Download<Response>> Work(const CallContext& context,
                                          const Tell<Response>& tell) override {
    CB_RETURN_IF_ERROR(CheckComplete());
    if (!request_->response_id.empty()) CB_RETURN_IF_ERROR(CheckIdIsFree(context));
    const auto file = TakeFile();
    CB_ASSIGN_OR_RETURN(FillResult result,
                        Fill(deps_, context, *request_, file,
                             [&](const char* stage, std::size_t done, std::size_t total) {
                               Response message;
                               auto* progress = message.mutable_progress();
                               progress->set_stage(stage);
                               progress->set_done(static_cast<std::int32_t>(done));
                               progress->set_total(static_cast<std::int32_t>(total));
                               tell(message);
                             }));
    result.response.fill_options = SerializeFillOptions(options_);
    const bool send_file = request_->include_unapproved &&
                           (result.filled.has_value() || result.form.has_value());
    auto messages =
        std::make_shared<FillMessages>(std::move(result), DateOf(context.now), send_file);
    Download<Response> download;
    download.next = [messages](Response* message) { return messages->Next(message); };
    if (!request_->response_id.empty()) {
      download.record = [deps = deps_, id = request_->response_id, messages,
                         file](const CallContext& call) {
        return Record(deps, call, id, file, messages.get());
      };
    }
    return download;
  }

 private:
  absl::Status TakeOptions(v1::FillOptions options) {
    if (request_) return InvalidField("options", "Only the first message has them.");
    CB_ASSIGN_OR_RETURN(request_,
                        CheckFillOptions({nullptr, deps_.clock->Now()}, options));
    options_ = std::move(options);
    return absl::OkStatus();
  }

  absl::Status TakeChunk(std::string chunk) {
    if (!request_) return InvalidField("options", "Required: they come first.");
    if (request_->file_name.empty()) {
      return InvalidField("file_name", "Required with a file.");
    }
    if (chunk.size() > kMostChunkBytes)
      return InvalidField("chunk", "At most 1 MiB each.");
    if (bytes_ + chunk.size() > kMostFileBytes) {
      return MakeError("The file has more than 64 MiB.",
                       {.reason = Reason::kTooLarge, .metadata = {{"field", "file"}}});
    }
    bytes_ += chunk.size();
    if (!chunk.empty()) chunks_.push_back(std::move(chunk));
    return absl::OkStatus();
  }

  absl::Status CheckComplete() const {
    if (!request_) return InvalidField("options", "Required: they come first.");
    if (!request_->file_name.empty() && bytes_ == 0) {
      return InvalidField("file", "Not a byte of it was sent.");
    }
    return absl::OkStatus();
  }

  // Null without a file. Gives back the chunks' memory as it goes.
  std::shared_ptr<const std::string> TakeFile() {
    if (request_->file_name.empty()) return nullptr;
    auto file = std::make_shared<std::string>();
    file->reserve(bytes_);
    for (std::string& chunk : chunks_) {
      file->append(chunk);
      std::string().swap(chunk);
    }
    chunks_.clear();
    return file;
  }

  // Rather than after all the work.
  absl::Status CheckIdIsFree(const CallContext& context) const {
    CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
    return CheckFree(*snapshot, {request_->app.vendor, request_->response_id});
  }

  static absl::Status Record(const HandlerDeps& deps, const CallContext& context,
                             const std::string& id,
                             const std::shared_ptr<const std::string>& file,
                             FillMessages* messages) {
    model::Response response = messages->result().response;
    response.ref.response = id;
    std::optional<model::Response> recorded;
    const auto commit = AttributedWrite(
        deps, context, /*request_id=*/"",
        [&](storage::WriteTransaction& write) -> absl::Status {
          // The app may have gone while its evidence was asked.
          CB_RETURN_IF_ERROR(
              write.GetApp({response.ref.vendor, response.app}, kEndOfTime).status());
          CB_ASSIGN_OR_RETURN(
              recorded, write.AddResponse(response, messages->result().items, file));
          return absl::OkStatus();
        });
    CB_RETURN_IF_ERROR(commit.status());
    recorded->create_time = commit->time;
    messages->SetRecorded(*std::move(recorded));
    return absl::OkStatus();
  }

  const HandlerDeps deps_;
  std::optional<FillRequest> request_;
  v1::FillOptions options_;
  std::vector<std::string> chunks_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<FillHandlers::FillUpload> FillHandlers::FillQuestionnaire() const {
  return std::make_unique<Filling>(deps_);
}

}  // namespace clausebook::rpc
