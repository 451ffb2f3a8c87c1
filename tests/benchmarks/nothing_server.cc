// The yardstick: a gRPC server on the callback API that does nothing but answer with
// messages of a given size.
//
//   nothing_server ASK_BYTES BATCH_BYTES
//
// Prints `listening on HOST:PORT`, as clausebookd does, and runs until it is killed.
#include <grpcpp/grpcpp.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "clausebook/v1/query_service.grpc.pb.h"

namespace {

class NothingService final : public clausebook::v1::QueryService::CallbackService {
 public:
  NothingService(std::size_t ask_bytes, std::size_t batch_bytes)
      : ask_(ask_bytes, 'x'), batch_(batch_bytes, 'x') {}

  grpc::ServerUnaryReactor* Ask(grpc::CallbackServerContext* context,
                                const clausebook::v1::AskRequest*,
                                clausebook::v1::AskResponse* response) override {
    response->mutable_answer()->set_sentence(ask_);
    return Done(context);
  }

  grpc::ServerUnaryReactor* BatchAsk(
      grpc::CallbackServerContext* context, const clausebook::v1::BatchAskRequest*,
      clausebook::v1::BatchAskResponse* response) override {
    response->set_as_of(batch_);
    return Done(context);
  }

 private:
  static grpc::ServerUnaryReactor* Done(grpc::CallbackServerContext* context) {
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  const std::string ask_;
  const std::string batch_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: nothing_server ASK_BYTES BATCH_BYTES\n";
    return 2;
  }
  NothingService service(std::strtoul(argv[1], nullptr, 10),
                         std::strtoul(argv[2], nullptr, 10));
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.SetMaxSendMessageSize(-1);
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  std::cout << "listening on 127.0.0.1:" << port << std::endl;
  server->Wait();
}
