// Calling a server in tests: stubs, and errors with their details.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_WIRE_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_WIRE_H_

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace clausebook::testing {

inline std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  // Tests start many servers, some on the same port: no sharing of connections.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

inline void SetDeadline(grpc::ClientContext& context, std::chrono::milliseconds time) {
  context.set_deadline(std::chrono::system_clock::now() + time);
}

// The first detail of type T; a default one if there is none.
template <typename T>
T DetailOf(const grpc::Status& status) {
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  T detail;
  for (const auto& any : details.details()) {
    if (any.UnpackTo(&detail)) return detail;
  }
  return T();
}

inline std::string ReasonOf(const grpc::Status& status) {
  return DetailOf<google::rpc::ErrorInfo>(status).reason();
}

// One unary call with these bytes as the request, whatever they are.
inline grpc::Status CallBytes(const std::shared_ptr<grpc::Channel>& channel,
                              const std::string& method, const std::string& bytes,
                              grpc::ClientContext& context,
                              std::string* response = nullptr) {
  grpc::GenericStub stub(channel);
  grpc::CompletionQueue queue;
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  const auto call = stub.PrepareUnaryCall(&context, method, request, &queue);
  call->StartCall();
  grpc::ByteBuffer reply;
  grpc::Status status;
  call->Finish(&reply, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (response != nullptr) {
    grpc::Slice whole;
    if (reply.Valid() && reply.DumpToSingleSlice(&whole).ok()) {
      response->assign(reinterpret_cast<const char*>(whole.begin()), whole.size());
    }
  }
  return status;
}

inline grpc::Status CallBytes(const std::shared_ptr<grpc::Channel>& channel,
                              const std::string& method, const std::string& bytes) {
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(20));
  return CallBytes(channel, method, bytes, context);
}

// Any call, of whichever kind: the client sends one message and reads all there is, which
// is appended to `replies`.
inline grpc::Status CallStream(const std::shared_ptr<grpc::Channel>& channel,
                               const std::string& method, const std::string& bytes,
                               const std::string& authorization = "",
                               std::string* replies = nullptr) {
  grpc::ClientContext context;
  SetDeadline(context, std::chrono::seconds(30));
  if (!authorization.empty()) context.AddMetadata("authorization", authorization);
  grpc::GenericStub stub(channel);
  grpc::CompletionQueue queue;
  const auto wait = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return ok;
  };
  const auto call = stub.PrepareCall(&context, method, &queue);
  call->StartCall(nullptr);
  wait();
  const grpc::Slice slice(bytes);
  call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
  wait();
  while (true) {
    grpc::ByteBuffer reply;
    call->Read(&reply, nullptr);
    if (!wait()) break;
    grpc::Slice whole;
    if (replies == nullptr || !reply.DumpToSingleSlice(&whole).ok()) continue;
    replies->append(reinterpret_cast<const char*>(whole.begin()), whole.size());
  }
  grpc::Status status;
  call->Finish(&status, nullptr);
  wait();
  return status;
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_WIRE_H_
