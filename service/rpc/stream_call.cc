#include "service/rpc/stream_call.h"

#include <grpcpp/alarm.h>

#include <chrono>
#include <mutex>
#include <optional>
#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/call_audit.h"

namespace clausebook::rpc {
namespace {

using std::chrono::steady_clock;

absl::Status TooManyStreams() {
  return MakeError(
      "The server has as many streaming calls open as it takes. Try again shortly.",
      {.reason = Reason::kOverloaded, .retry_after_ms = 1000});
}

// A call from its first byte to its last. Owns itself until gRPC is done with it; work on
// an executor and the alarm hold it too. What several threads touch is guarded by the
// mutex; gRPC's operations are started without it.
template <typename Reactor>
class StreamCall : public Reactor {
 public:
  StreamCall(CallEnvironment* environment, MethodStats* method,
             std::unique_ptr<BytesUpload> upload, grpc::CallbackServerContext* context)
      : environment_(environment),
        method_(method),
        in_flight_(method),
        context_(context),
        started_(steady_clock::now()),
        deadline_(DeadlineOf(*environment, *context)),
        cancellation_(deadline_),
        upload_(std::move(upload)) {}

  ~StreamCall() override {
    ShowHandOver();  // by the count of who holds it, which ThreadSanitizer does not see
    if (counted_) --environment_->open_streams;
  }

  // False, and the call ends, if the caller may not make it, or there are too many.
  bool Start(std::shared_ptr<StreamCall> self) {
    self_ = std::move(self);
    const absl::Status entered =
        EnterCall(*environment_, method_->rule, *context_, &caller_);
    if (!entered.ok()) {
      End(entered);
      return false;
    }
    counted_ = ++environment_->open_streams <= environment_->most_streams;
    if (!counted_) {
      --environment_->open_streams;
      End(TooManyStreams());
      return false;
    }
    const auto left = deadline_ - steady_clock::now();
    alarm_.Set(std::chrono::system_clock::now() +
                   std::chrono::duration_cast<std::chrono::microseconds>(left),
               [held = self_](bool reached) mutable {
                 if (reached) held->OnDeadline();
                 held.reset();  // the alarm is a part of what it holds
               });
    ShowHandOver();
    return true;
  }

  // The client has sent all.
  void Submit() {
    {
      const std::lock_guard lock(mutex_);
      if (phase_ != Phase::kReceiving) return;
      phase_ = Phase::kWorking;
    }
    if (!environment_->readers->TrySubmit([held = self_] { held->Work(); })) {
      End(Overloaded());
    }
  }

  // Does nothing if the call has ended already. What is under way is waited for.
  void End(const absl::Status& status) {
    std::unique_lock lock(mutex_);
    if (phase_ == Phase::kEnded) return;
    phase_ = Phase::kEnded;
    final_ = Conclude(environment_, method_, *context_,
                      {started_, std::nullopt, /*stream=*/true}, status, caller_.get());
    FinishIfIdle(std::move(lock));
  }

  bool Receiving() {
    const std::lock_guard lock(mutex_);
    return phase_ == Phase::kReceiving;
  }
  absl::Status Take(grpc::ByteBuffer* bytes) {
    absl::Status taken = upload_->Take(caller_.get(), bytes);
    ShowHandOver();
    return taken;
  }

  void OnCancel() override {
    cancellation_.Cancel();
    {
      // Who works finds out by himself, and must be left alone until then.
      const std::lock_guard lock(mutex_);
      if (phase_ == Phase::kWorking) return;
    }
    End(cancellation_.Check());
  }

  void OnWriteDone(bool ok) override {
    std::unique_lock lock(mutex_);
    writing_ = false;
    if (phase_ == Phase::kEnded) return FinishIfIdle(std::move(lock));
    if (!ok) {
      cancellation_.Cancel();
      if (phase_ == Phase::kWorking) return;
      lock.unlock();
      return End(cancellation_.Check());
    }
    if (phase_ == Phase::kSending) {
      writing_ = true;
      lock.unlock();
      return SendNext();
    }
    if (!told_) return;
    out_ = *std::move(told_);
    told_.reset();
    writing_ = true;
    lock.unlock();
    this->StartWrite(&out_);
  }

  void OnDone() override {
    ShowHandOver();
    alarm_.Cancel();
    self_.reset();
  }

 private:
  enum class Phase { kReceiving, kWorking, kSending, kEnded };

  void OnDeadline() {
    {
      const std::lock_guard lock(mutex_);
      if (phase_ == Phase::kWorking) return;  // it looks at the time by itself
    }
    End(MakeError("The deadline passed before all was received and sent.",
                  {.reason = Reason::kDeadlineExceeded}));
    Abandon();
  }

  // If a write is under way, gives it up: the client does not read, so nothing that we
  // send would arrive, the status neither.
  void Abandon() {
    std::unique_lock lock(mutex_);
    if (!writing_) return;
    abandoning_ = true;  // gRPC's context stays until the call is finished
    lock.unlock();
    context_->TryCancel();
    lock.lock();
    abandoning_ = false;
    if (phase_ == Phase::kEnded) FinishIfIdle(std::move(lock));
  }

  // Of a call that has ended, once.
  void FinishIfIdle(std::unique_lock<std::mutex> lock) {
    if (writing_ || abandoning_ || !final_) return;
    grpc::Status out = *std::move(final_);
    final_.reset();
    lock.unlock();
    this->Finish(std::move(out));
  }

  void Work() {
    const CallContext call{&cancellation_, environment_->clock->Now(), caller_.get()};
    absl::StatusOr<BytesDownload> download = Produce(call);
    if (!download.ok()) return EndWork(download.status());
    upload_.reset();
    if (!download->record) return Send(*std::move(download));
    auto shared = std::make_shared<BytesDownload>(*std::move(download));
    audit_.origin = OriginOf(method_->path.c_str(), *context_, caller_.get());
    const bool queued = environment_->writer->TrySubmit([held = self_, shared, call] {
      absl::Status status = held->cancellation_.Check();
      CallContext writing = call;
      writing.audit = &held->audit_;
      if (status.ok()) status = shared->record(writing);
      if (!status.ok()) return held->EndWork(status);
      held->Send(std::move(*shared));
    });
    if (!queued) EndWork(Overloaded());
  }

  absl::StatusOr<BytesDownload> Produce(const CallContext& call) {
    CB_RETURN_IF_ERROR(cancellation_.Check());
    return upload_->Work(call,
                         [this](grpc::ByteBuffer bytes) { Tell(std::move(bytes)); });
  }

  void EndWork(const absl::Status& status) {
    End(status);
    if (!cancellation_.Check().ok()) Abandon();
  }

  void Tell(grpc::ByteBuffer bytes) {
    {
      const std::lock_guard lock(mutex_);
      if (phase_ != Phase::kWorking) return;
      if (writing_) {
        told_ = std::move(bytes);
        return;
      }
      out_ = std::move(bytes);
      writing_ = true;
    }
    this->StartWrite(&out_);
  }

  void Send(BytesDownload download) {
    {
      const std::lock_guard lock(mutex_);
      download_ = std::move(download);
      told_.reset();
      phase_ = Phase::kSending;
      if (writing_) return;
      writing_ = true;
    }
    // Cancelled while somebody else wrote it down: it is written, but not awaited.
    if (const absl::Status wanted = cancellation_.Check(); !wanted.ok()) {
      return Unsent(wanted);
    }
    SendNext();
  }

  // Called by whoever set `writing_`.
  void SendNext() {
    out_.Clear();
    const absl::StatusOr<bool> more = download_.next(&out_);
    if (!more.ok()) return Unsent(more.status());
    if (!*more) return Unsent(absl::OkStatus());
    ShowHandOver();
    this->StartWrite(&out_);
  }

  // From one of its operations to what it calls when that is done gRPC hands the call on
  // to other threads, in order. ThreadSanitizer does not see how, since Debian's gRPC is
  // not instrumented; it sees our mutex.
  void ShowHandOver() { const std::lock_guard lock(mutex_); }

  // Nothing is written after all, and nothing will be.
  void Unsent(const absl::Status& status) {
    std::unique_lock lock(mutex_);
    writing_ = false;
    if (phase_ == Phase::kEnded) return FinishIfIdle(std::move(lock));
    lock.unlock();
    End(status);
  }

  CallEnvironment* environment_;
  MethodStats* method_;
  const InFlight in_flight_;
  grpc::CallbackServerContext* context_;
  const steady_clock::time_point started_;
  const steady_clock::time_point deadline_;
  Cancellation cancellation_;
  Caller caller_;    // set before the first message
  CallAudit audit_;  // of what it records; the writer's
  bool counted_ = false;
  std::shared_ptr<StreamCall> self_;
  grpc::Alarm alarm_;
  // Used by the reads, which come one after the other, and then by the work.
  std::unique_ptr<BytesUpload> upload_;
  // Used by whoever set `writing_`.
  BytesDownload download_;
  grpc::ByteBuffer out_;

  std::mutex mutex_;
  Phase phase_ = Phase::kReceiving;
  bool writing_ = false;     // `out_` is being made or sent
  bool abandoning_ = false;  // the context is in use
  std::optional<grpc::ByteBuffer> told_;
  std::optional<grpc::Status> final_;  // to finish with once nothing is under way
};

using BidiReactor = grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>;

class BidiCall final : public StreamCall<BidiReactor> {
 public:
  using StreamCall::StreamCall;

  void Read() { StartRead(&in_); }

  void OnReadDone(bool ok) override {
    if (!Receiving()) return;
    if (!ok) return Submit();
    const absl::Status taken = Take(&in_);
    if (!taken.ok()) return End(taken);
    in_.Clear();
    Read();
  }

 private:
  grpc::ByteBuffer in_;
};

using WriteReactor = grpc::ServerWriteReactor<grpc::ByteBuffer>;

}  // namespace

BidiReactor* RunBidiCall(CallEnvironment* environment, MethodStats* method,
                         std::unique_ptr<BytesUpload> upload,
                         grpc::CallbackServerContext* context) {
  auto call = std::make_shared<BidiCall>(environment, method, std::move(upload), context);
  if (call->Start(call)) call->Read();
  return call.get();
}

WriteReactor* RunServerStreamingCall(CallEnvironment* environment, MethodStats* method,
                                     std::unique_ptr<BytesUpload> upload,
                                     grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request) {
  auto call = std::make_shared<StreamCall<WriteReactor>>(environment, method,
                                                         std::move(upload), context);
  if (!call->Start(call)) return call.get();
  grpc::ByteBuffer own = *request;  // parsing consumes a reference to the slices
  const absl::Status taken = call->Take(&own);
  if (taken.ok()) {
    call->Submit();
  } else {
    call->End(taken);
  }
  return call.get();
}

}  // namespace clausebook::rpc
