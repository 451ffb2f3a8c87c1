// Handlers of streaming calls (streaming.h) as they run on the wire (stream_call.h): from
// messages to bytes and back.
#ifndef CLAUSEBOOK_SERVICE_RPC_STREAM_BINDING_H_
#define CLAUSEBOOK_SERVICE_RPC_STREAM_BINDING_H_

#include <functional>
#include <memory>
#include <utility>

#include "service/base/status_macros.h"
#include "service/rpc/call.h"
#include "service/rpc/stream_call.h"
#include "service/rpc/streaming.h"

namespace clausebook::rpc {

template <typename Response>
BytesDownload ToBytes(Download<Response> download) {
  BytesDownload bytes;
  bytes.record = std::move(download.record);
  bytes.next =
      [next = std::move(download.next)](grpc::ByteBuffer* out) -> absl::StatusOr<bool> {
    Response response;
    if (!next(&response)) return false;
    CB_RETURN_IF_ERROR(SerializeResponse(response, out));
    return true;
  };
  return bytes;
}

// Whether the caller may send the request; may put her name into it. See Gate::Admit.
using RequestCheck =
    std::function<absl::Status(const admission::Identity*, google::protobuf::Message*)>;

// A client that streams.
template <typename Request, typename Response>
class UploadOfBytes final : public BytesUpload {
 public:
  UploadOfBytes(RequestCheck check, std::unique_ptr<Upload<Request, Response>> upload)
      : check_(std::move(check)), upload_(std::move(upload)) {}

  absl::Status Take(const admission::Identity* caller, grpc::ByteBuffer* bytes) override {
    Request request;
    CB_RETURN_IF_ERROR(ParseRequest(bytes, &request));
    CB_RETURN_IF_ERROR(check_(caller, &request));
    return upload_->Take(std::move(request));
  }

  absl::StatusOr<BytesDownload> Work(const CallContext& context,
                                     const TellBytes& tell) override {
    const Tell<Response> told = [&tell](const Response& response) {
      grpc::ByteBuffer bytes;
      if (SerializeResponse(response, &bytes).ok()) tell(std::move(bytes));
    };
    CB_ASSIGN_OR_RETURN(auto download, upload_->Work(context, told));
    return ToBytes(std::move(download));
  }

 private:
  const RequestCheck check_;
  std::unique_ptr<Upload<Request, Response>> upload_;
};

// A client that sends one request.
template <typename Request, typename Response>
class RequestOfBytes final : public BytesUpload {
 public:
  using Handler = std::function<absl::StatusOr<Download<Response>>(
      const CallContext&, const Request&, const Tell<Response>&)>;

  RequestOfBytes(RequestCheck check, Handler handler)
      : check_(std::move(check)), handler_(std::move(handler)) {}

  absl::Status Take(const admission::Identity* caller, grpc::ByteBuffer* bytes) override {
    CB_RETURN_IF_ERROR(ParseRequest(bytes, &request_));
    return check_(caller, &request_);
  }

  absl::StatusOr<BytesDownload> Work(const CallContext& context,
                                     const TellBytes& tell) override {
    const Tell<Response> told = [&tell](const Response& response) {
      grpc::ByteBuffer bytes;
      if (SerializeResponse(response, &bytes).ok()) tell(std::move(bytes));
    };
    CB_ASSIGN_OR_RETURN(auto download, handler_(context, request_, told));
    return ToBytes(std::move(download));
  }

 private:
  const RequestCheck check_;
  const Handler handler_;
  Request request_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_STREAM_BINDING_H_
