// One streaming call on the callback API, from bytes to bytes, of the same quality as a
// unary one (call.h): deadline, cancellation, executor, status, log line.
//
// Reading, work and sending follow one another. One message is read and one is written at
// a time; while the work goes on, only the newest word about its progress is kept.
#ifndef CLAUSEBOOK_SERVICE_RPC_STREAM_CALL_H_
#define CLAUSEBOOK_SERVICE_RPC_STREAM_CALL_H_

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/rpc/call.h"
#include "service/rpc/streaming.h"

namespace clausebook::rpc {

// As Download, Tell and Upload, of serialised messages.
struct BytesDownload {
  // false: there is none.
  std::function<absl::StatusOr<bool>(grpc::ByteBuffer*)> next;
  std::function<absl::Status(const CallContext&)> record;
};
using TellBytes = std::function<void(grpc::ByteBuffer)>;

class BytesUpload {
 public:
  virtual ~BytesUpload() = default;
  virtual absl::Status Take(const admission::Identity* caller,
                            grpc::ByteBuffer* bytes) = 0;
  virtual absl::StatusOr<BytesDownload> Work(const CallContext& context,
                                             const TellBytes& tell) = 0;
};

// Runs one call whose client streams too. The reactor frees itself when it is done.
// RESOURCE_EXHAUSTED with RetryInfo if `CallEnvironment.most_streams` are open.
grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* RunBidiCall(
    CallEnvironment* environment, MethodStats* method,
    std::unique_ptr<BytesUpload> upload, grpc::CallbackServerContext* context);

// Runs one call with a single request, which `upload` is given.
grpc::ServerWriteReactor<grpc::ByteBuffer>* RunServerStreamingCall(
    CallEnvironment* environment, MethodStats* method,
    std::unique_ptr<BytesUpload> upload, grpc::CallbackServerContext* context,
    const grpc::ByteBuffer* request);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_STREAM_CALL_H_
