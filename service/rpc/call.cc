#include "service/rpc/call.h"

#include <grpcpp/impl/codegen/proto_utils.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/rpc/call_audit.h"
#include "service/rpc/status_convert.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

using std::chrono::steady_clock;

// Owns itself: gRPC calls OnDone last. The work on the executor holds a reference
// through `this`, and finishes the call before it ends.
class Call final : public grpc::ServerUnaryReactor {
 public:
  Call(CallEnvironment* environment, MethodStats* method,
       grpc::CallbackServerContext* context, Caller caller,
       steady_clock::time_point started)
      : environment_(environment),
        caller_(std::move(caller)),
        method_(method),
        in_flight_(method),
        context_(context),
        times_{started, std::nullopt, false},
        cancellation_(DeadlineOf(*environment, *context)) {}

  void Start(Lane lane, const BytesHandler* handler, const grpc::ByteBuffer* request,
             grpc::ByteBuffer* response) {
    // Our own reference to the slices: gRPC hands us a const buffer, and parsing
    // consumes one.
    request_ = *request;
    Executor* executor =
        lane == Lane::kWrite ? environment_->writer : environment_->readers;
    if (lane == Lane::kWrite) {
      audit_.emplace().origin = OriginOf(method_->path.c_str(), *context_, caller_.get());
    }
    const bool queued = executor->TrySubmit([this, handler, response] {
      times_.begun = steady_clock::now();
      absl::Status status = cancellation_.Check();
      const CallContext call{&cancellation_, environment_->clock->Now(), caller_.get(),
                             audit_ ? &*audit_ : nullptr};
      if (status.ok()) status = (*handler)(call, &request_, response);
      End(status);
    });
    if (!queued) {
      End(Overloaded());
    }
  }

  void OnCancel() override { cancellation_.Cancel(); }
  void OnDone() override {
    handed_over_.load(std::memory_order_acquire);
    delete this;
  }

 private:
  // Nothing of ours may be touched after this.
  void End(const absl::Status& status) {
    grpc::Status out = Conclude(environment_, method_, *context_, times_, status,
                                caller_.get(), audit_ ? &*audit_ : nullptr);
    handed_over_.store(true, std::memory_order_release);
    Finish(std::move(out));
  }

  CallEnvironment* environment_;
  const Caller caller_;
  MethodStats* method_;
  const InFlight in_flight_;
  grpc::CallbackServerContext* context_;
  CallTimes times_;
  Cancellation cancellation_;
  grpc::ByteBuffer request_;
  std::optional<CallAudit> audit_;  // of calls that may write
  // gRPC calls OnDone from another thread, after Finish. ThreadSanitizer does not see
  // how, since Debian's gRPC is not instrumented; it sees this.
  std::atomic<bool> handed_over_{false};
};

}  // namespace

steady_clock::time_point DeadlineOf(const CallEnvironment& environment,
                                    const grpc::CallbackServerContext& context) {
  const auto now = steady_clock::now();
  const auto asked = context.deadline();
  if (asked == std::chrono::system_clock::time_point::max()) {
    return now + environment.default_deadline;
  }
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      asked - std::chrono::system_clock::now());
  return now + std::min(left, environment.longest_deadline);
}

grpc::Status Conclude(CallEnvironment* environment, MethodStats* method,
                      grpc::CallbackServerContext& context, const CallTimes& times,
                      const absl::Status& status, const admission::Identity* caller,
                      const CallAudit* audit) {
  TellAudit(*environment, *method, context, status, caller, audit);
  const auto duration = steady_clock::now() - times.started;
  const bool slow =
      environment->slow.count() > 0 && !times.stream && duration > environment->slow;
  if (status.ok()) {
    method->Count(0, duration);
    if (!slow && !environment->log_all) return grpc::Status::OK;
  }
  CallRecord record;
  CallMarks marks = MarksOf(context);
  record.request_id =
      !marks.request_id.empty()
          ? std::move(marks.request_id)
          : absl::StrCat(environment->id_prefix, "-", environment->next_id++);
  context.AddTrailingMetadata(kRequestIdHeader, record.request_id);
  grpc::Status out = ToGrpcStatus(status, record.request_id);
  record.method = method->path;
  record.trace = std::move(marks.trace);
  record.slow = slow;
  record.peer = context.peer();
  if (caller != nullptr) {
    record.caller = caller->subject;
    record.credential = caller->credential;
  }
  record.code = out.error_code();
  record.duration = std::chrono::duration_cast<std::chrono::microseconds>(duration);
  if (times.begun) {
    record.queued = std::chrono::duration_cast<std::chrono::microseconds>(*times.begun -
                                                                          times.started);
  }
  if (!status.ok()) {
    const auto detail = GetErrorDetail(status);
    const Reason reason = detail ? detail->reason : Reason::kInternal;
    method->Count(static_cast<int>(out.error_code()), duration);
    environment->stats.CountError(reason);
    if (environment->on_storage_failure &&
        (reason == Reason::kStorageUnavailable || reason == Reason::kStorageDamaged)) {
      environment->on_storage_failure(status);
    }
    record.reason = std::string(ReasonName(reason));
    if (record.code == grpc::StatusCode::INTERNAL) {
      record.internal_message = std::string(status.message());
    }
  }
  environment->log(record);
  return out;
}

absl::Status EnterCall(const CallEnvironment& environment, const admission::Rule* rule,
                       const grpc::CallbackServerContext& context, Caller* caller) {
  if (environment.gate == nullptr) return absl::OkStatus();
  return environment.gate->Enter(rule, context, caller);
}

absl::Status Overloaded() {
  return MakeError("The server has more to do than it can queue. Try again shortly.",
                   {.reason = Reason::kOverloaded, .retry_after_ms = 250});
}

grpc::ServerUnaryReactor* RunCall(CallEnvironment* environment, MethodStats* method,
                                  Lane lane, const BytesHandler* handler,
                                  const FastPath* fast,
                                  grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response) {
  const auto started = steady_clock::now();
  Caller caller;
  const absl::Status entered = EnterCall(*environment, method->rule, *context, &caller);
  if (!entered.ok()) {
    auto* done = context->DefaultReactor();
    done->Finish(
        Conclude(environment, method, *context, {started}, entered, caller.get()));
    return done;
  }
  // What a caller with limits asks about is looked at first, and not on this thread.
  const bool limited = caller != nullptr && caller->limited();
  if (fast != nullptr && !limited &&
      (*fast)(environment->clock->Now(), *request, response)) {
    // gRPC's own reactor ends in place; one of ours would cost a change of threads.
    auto* done = context->DefaultReactor();
    done->Finish(Conclude(environment, method, *context, {started}, absl::OkStatus(),
                          caller.get()));
    return done;
  }
  auto* call = new Call(environment, method, context, std::move(caller), started);
  call->Start(lane, handler, request, response);
  return call;
}

absl::Status ParseRequest(grpc::ByteBuffer* bytes, google::protobuf::Message* message) {
  const grpc::Status parsed =
      grpc::GenericDeserialize<grpc::ProtoBufferReader, google::protobuf::Message>(
          bytes, message);
  if (!parsed.ok()) {
    return MakeError(
        absl::StrCat("The request is not a valid ", std::string(message->GetTypeName()),
                     ": its bytes do not parse, or a text in it is not UTF-8."),
        {.reason = Reason::kInvalidField,
         .metadata = {{"field", ""}},
         .violations = {{"", "Not a valid message. Texts have to be UTF-8."}}});
  }
  if (const std::string field = FindInvalidText(*message); !field.empty()) {
    return InvalidField(field, "Not UTF-8, or with a NUL in it.");
  }
  return absl::OkStatus();
}

absl::Status SerializeResponse(const google::protobuf::Message& message,
                               grpc::ByteBuffer* bytes) {
  bool own = false;
  const grpc::Status status =
      grpc::GenericSerialize<grpc::ProtoBufferWriter, google::protobuf::Message>(
          message, bytes, &own);
  return status.ok() ? absl::OkStatus()
                     : absl::InternalError("a response could not be serialised");
}

}  // namespace clausebook::rpc
