// Handlers' methods bound to a generated service.
#ifndef CLAUSEBOOK_SERVICE_RPC_BOUND_SERVICE_H_
#define CLAUSEBOOK_SERVICE_RPC_BOUND_SERVICE_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/grpcpp.h>

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "service/base/status_macros.h"
#include "service/rpc/call.h"
#include "service/rpc/stream_binding.h"
#include "service/rpc/stream_call.h"

namespace clausebook::rpc {

// The response takes the bytes over rather than copying them.
inline void SetBytes(std::string bytes, grpc::ByteBuffer* out) {
  auto* owned = new std::string(std::move(bytes));
  const grpc::Slice slice(
      owned->data(), owned->size(),
      [](void* text) { delete static_cast<std::string*>(text); }, owned);
  *out = grpc::ByteBuffer(&slice, 1);
}

// A generated service whose methods take and give bytes: so we say ourselves what is
// wrong with a request that does not parse (gRPC would call it UNIMPLEMENTED), and
// can send a reply that is already serialised.
// Several classes of handlers may serve one service, each of them its own methods.
template <typename Generated, typename... Handlers>
class BoundService final : public Generated::Service {
 public:
  BoundService(Handlers... handlers, CallEnvironment* environment)
      : handlers_(std::move(handlers)...), environment_(environment) {}

  template <typename H, typename Request, typename Response>
  using Method = absl::Status (H::*)(const CallContext&, const Request&, Response*) const;
  // The serialised response, if it is in memory.
  template <typename H, typename Request>
  using Lookup = std::optional<std::string> (H::*)(const Request&, Instant) const;

  template <typename H, typename Request, typename Response>
  void Bind(const char* name, Lane lane, Method<H, Request, Response> method) {
    MethodStats* stats = StatsOf(name);
    BindBytes(name, stats, lane, HandlerOf(stats->rule, method), nullptr);
  }

  template <typename H, typename Request, typename Response>
  void Bind(const char* name, Lane lane, Method<H, Request, Response> method,
            Lookup<H, Request> lookup) {
    MethodStats* stats = StatsOf(name);
    BindBytes(
        name, stats, lane, HandlerOf(stats->rule, method),
        [this, lookup](Instant now, const grpc::ByteBuffer& in, grpc::ByteBuffer* out) {
          grpc::ByteBuffer shared = in;  // parsing consumes it; slices are shared
          Request request;
          if (!grpc::GenericDeserialize<grpc::ProtoBufferReader, Request>(&shared,
                                                                          &request)
                   .ok()) {
            return false;
          }
          auto bytes = (std::get<H>(handlers_).*lookup)(request, now);
          if (!bytes) return false;
          SetBytes(*std::move(bytes), out);
          return true;
        });
  }

  // The client streams, and so does the server.
  template <typename H, typename Request, typename Response>
  void BindUpload(const char* name,
                  std::unique_ptr<Upload<Request, Response>> (H::*begin)() const) {
    MethodStats* stats = StatsOf(name);
    this->MarkMethodRawCallback(
        MethodOf(name)->index(),
        new grpc::internal::CallbackBidiHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
            [this, stats, begin](grpc::CallbackServerContext* context) {
              return RunBidiCall(
                  environment_, stats,
                  std::make_unique<UploadOfBytes<Request, Response>>(
                      CheckOf(stats->rule), (std::get<H>(handlers_).*begin)()),
                  context);
            }));
  }

  // One request; the server streams.
  template <typename H, typename Request, typename Response>
  void BindDownload(const char* name,
                    absl::StatusOr<Download<Response>> (H::*method)(const CallContext&,
                                                                    const Request&)
                        const) {
    BindDownloadOf<Request, Response>(
        name, [this, method](const CallContext& call, const Request& message,
                             const Tell<Response>& /*tell*/) {
          return (std::get<H>(handlers_).*method)(call, message);
        });
  }
  // The same, for one that tells how far it is.
  template <typename H, typename Request, typename Response>
  void BindDownload(const char* name,
                    absl::StatusOr<Download<Response>> (H::*method)(const CallContext&,
                                                                    const Request&,
                                                                    const Tell<Response>&)
                        const) {
    BindDownloadOf<Request, Response>(
        name, [this, method](const CallContext& call, const Request& message,
                             const Tell<Response>& tell) {
          return (std::get<H>(handlers_).*method)(call, message, tell);
        });
  }

 private:
  template <typename Request, typename Response>
  void BindDownloadOf(const char* name,
                      typename RequestOfBytes<Request, Response>::Handler handler) {
    MethodStats* stats = StatsOf(name);
    this->MarkMethodRawCallback(
        MethodOf(name)->index(),
        new grpc::internal::CallbackServerStreamingHandler<grpc::ByteBuffer,
                                                           grpc::ByteBuffer>(
            [this, stats, handler](grpc::CallbackServerContext* context,
                                   const grpc::ByteBuffer* request) {
              auto upload = std::make_unique<RequestOfBytes<Request, Response>>(
                  CheckOf(stats->rule), handler);
              return RunServerStreamingCall(environment_, stats, std::move(upload),
                                            context, request);
            }));
  }

  template <typename H, typename Request, typename Response>
  BytesHandler HandlerOf(const admission::Rule* rule,
                         Method<H, Request, Response> method) {
    return [this, method, admit = CheckOf(rule)](const CallContext& context,
                                                 grpc::ByteBuffer* in,
                                                 grpc::ByteBuffer* out) -> absl::Status {
      Request request;
      CB_RETURN_IF_ERROR(ParseRequest(in, &request));
      CB_RETURN_IF_ERROR(admit(context.caller, &request));
      Response response;
      CB_RETURN_IF_ERROR((std::get<H>(handlers_).*method)(context, request, &response));
      return SerializeResponse(response, out);
    };
  }

  MethodStats* StatsOf(const char* name) { return environment_->stats.Add(PathOf(name)); }

  static RequestCheck CheckOf(const admission::Rule* rule) {
    return [rule](const admission::Identity* caller, google::protobuf::Message* request) {
      return Gate::Admit(rule, caller, request);
    };
  }

  // `clausebook.v1.QueryService/Ask`.
  static std::string PathOf(const char* name) {
    return std::string(Generated::service_full_name()) + "/" + name;
  }
  static const google::protobuf::MethodDescriptor* MethodOf(const char* name) {
    return google::protobuf::DescriptorPool::generated_pool()
        ->FindServiceByName(Generated::service_full_name())
        ->FindMethodByName(name);
  }

  void BindBytes(const char* name, MethodStats* stats, Lane lane, BytesHandler handler,
                 FastPath fast) {
    Binding& binding =
        bindings_.emplace_back(Binding{stats, lane, std::move(handler), std::move(fast)});
    this->MarkMethodRawCallback(
        MethodOf(name)->index(),
        new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
            [this, &binding](grpc::CallbackServerContext* context,
                             const grpc::ByteBuffer* request,
                             grpc::ByteBuffer* response) {
              return RunCall(environment_, binding.stats, binding.lane, &binding.handler,
                             binding.fast ? &binding.fast : nullptr, context, request,
                             response);
            }));
  }

  struct Binding {
    MethodStats* stats;
    Lane lane;
    BytesHandler handler;
    FastPath fast;
  };

  std::tuple<Handlers...> handlers_;
  CallEnvironment* environment_;
  std::list<Binding> bindings_;  // addresses stay
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_BOUND_SERVICE_H_
