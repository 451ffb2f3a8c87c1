// One unary call on the callback API, from bytes to bytes: parsing, deadline,
// cancellation, executor, status, log line. Handlers see none of it.
#ifndef CLAUSEBOOK_SERVICE_RPC_CALL_H_
#define CLAUSEBOOK_SERVICE_RPC_CALL_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "service/admission/identity.h"
#include "service/base/cancellation.h"
#include "service/base/clock.h"
#include "service/rpc/call_marks.h"
#include "service/rpc/call_stats.h"
#include "service/rpc/executor.h"
#include "service/rpc/gate.h"
#include "service/rpc/handlers.h"

namespace clausebook::rpc {

// What is said of a finished call. Never a payload.
struct CallRecord {
  std::string method;      // `clausebook.v1.QueryService/Ask`
  std::string request_id;  // the client's `x-request-id`, or one of the server's own
  std::optional<TraceParent> trace;
  std::string peer;
  std::string caller;      // subject; empty where nobody is known
  std::string credential;  // by what she is known: `tokens/7f3a…`
  std::string reason;      // of an error; empty for OK
  grpc::StatusCode code = grpc::StatusCode::OK;
  std::chrono::microseconds duration{0};
  std::chrono::microseconds queued{0};  // of that: waiting for an executor
  bool slow = false;                    // took longer than CallEnvironment.slow
  // For INTERNAL errors: what the client was not told.
  std::string internal_message;
};

// What all calls share; outlives them. Thread-safe.
struct CallEnvironment {
  const Clock* clock = nullptr;
  const Gate* gate = nullptr;  // null: whoever calls may do everything
  Executor* readers = nullptr;
  Executor* writer = nullptr;
  // Called for every call that failed or was slow, and for all if `log_all`.
  std::function<void(const CallRecord&)> log;
  bool log_all = false;
  // Unary calls that take longer are slow; 0: none is. Streams wait for their clients.
  std::chrono::milliseconds slow{0};
  // Told of every call that failed because the store did (kStorageUnavailable,
  // kStorageDamaged); may be empty.
  std::function<void(const absl::Status&)> on_storage_failure;
  CallStats stats;
  // Called for every call that the audit log has to be told of; does not block. Empty:
  // nobody keeps one.
  std::function<void(model::AuditEvent)> audit;
  // Used where the client sets no deadline, and as the most that it can set.
  std::chrono::milliseconds default_deadline{30'000};
  std::chrono::milliseconds longest_deadline{120'000};
  // Streaming calls that may be open at once: each may hold a file of 64 MiB.
  int most_streams = 8;
  std::atomic<int> open_streams{0};
  std::atomic<std::uint64_t> next_id{1};
  std::string id_prefix;  // distinguishes runs of the server
};

// Which executor a call runs on.
enum class Lane { kRead, kWrite };

// Works on the request's bytes; fills the response's. Runs on the lane's executor.
using BytesHandler =
    std::function<absl::Status(const CallContext&, grpc::ByteBuffer*, grpc::ByteBuffer*)>;
// Tries to answer at once on gRPC's own thread; must not block. False: not in memory.
using FastPath =
    std::function<bool(Instant now, const grpc::ByteBuffer&, grpc::ByteBuffer*)>;

// Runs one call; the reactor deletes itself when it is done.
grpc::ServerUnaryReactor* RunCall(CallEnvironment* environment, MethodStats* method,
                                  Lane lane, const BytesHandler* handler,
                                  const FastPath* fast,
                                  grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response);

// When the call has to be done: what the client asks for, within the environment's
// limits.
std::chrono::steady_clock::time_point DeadlineOf(
    const CallEnvironment& environment, const grpc::CallbackServerContext& context);

// Where a call was when it ended.
struct CallTimes {
  std::chrono::steady_clock::time_point started;
  // When an executor took it up; nullopt if none did, or for a stream.
  std::optional<std::chrono::steady_clock::time_point> begun;
  bool stream = false;
};

// The status to finish the call with; counts the call and writes the log's line. What is
// logged has its request id in the trailing metadata `x-request-id` too. Tells the audit
// log where that has to know (call_audit.h). `context` must still be alive; once for each
// call.
grpc::Status Conclude(CallEnvironment* environment, MethodStats* method,
                      grpc::CallbackServerContext& context, const CallTimes& times,
                      const absl::Status& status,
                      const admission::Identity* caller = nullptr,
                      const CallAudit* audit = nullptr);

// CallEnvironment.gate's Enter; without a gate nobody is known, and nobody refused.
using Caller = std::shared_ptr<const admission::Identity>;
absl::Status EnterCall(const CallEnvironment& environment, const admission::Rule* rule,
                       const grpc::CallbackServerContext& context, Caller* caller);

// RESOURCE_EXHAUSTED (kOverloaded): more is going on than can be queued.
absl::Status Overloaded();

// INVALID_ARGUMENT for bytes that are no such message, or texts that are not UTF-8.
absl::Status ParseRequest(grpc::ByteBuffer* bytes, google::protobuf::Message* message);

// The message as a response.
absl::Status SerializeResponse(const google::protobuf::Message& message,
                               grpc::ByteBuffer* bytes);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CALL_H_
