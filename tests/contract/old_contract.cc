#include "tests/contract/old_contract.h"

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>
#include <grpcpp/generic/generic_stub.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/integration/wire.h"

namespace clausebook::testing {
namespace {

constexpr char kPackage[] = "clausebook.v1";

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  grpc::Slice whole;
  if (!buffer.Valid() || !buffer.DumpToSingleSlice(&whole).ok()) return "";
  return {reinterpret_cast<const char*>(whole.begin()), whole.size()};
}

// One call of any kind, on its own queue.
class RawCall {
 public:
  RawCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& path)
      : stub_(channel) {
    SetDeadline(context_, std::chrono::seconds(60));
    call_ = stub_.PrepareCall(&context_, path, &queue_);
    call_->StartCall(nullptr);
    Wait();
  }

  bool Write(const std::string& bytes) {
    const grpc::Slice slice(bytes);
    call_->Write(grpc::ByteBuffer(&slice, 1), nullptr);
    return Wait();
  }
  void WritesDone() {
    call_->WritesDone(nullptr);
    Wait();
  }
  bool Read(std::string* bytes) {
    grpc::ByteBuffer buffer;
    call_->Read(&buffer, nullptr);
    if (!Wait()) return false;
    *bytes = BytesOf(buffer);
    return true;
  }
  grpc::Status Finish() {
    grpc::Status status;
    call_->Finish(&status, nullptr);
    Wait();
    return status;
  }

 private:
  bool Wait() {
    void* tag = nullptr;
    bool ok = false;
    queue_.Next(&tag, &ok);
    return ok;
  }

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  grpc::GenericStub stub_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

}  // namespace

OldContract::OldContract(const std::string& path) : factory_(&pool_) {
  std::ifstream in(path, std::ios::binary);
  google::protobuf::FileDescriptorSet files;
  if (!files.ParseFromIstream(&in)) throw std::runtime_error("no descriptors: " + path);
  for (const auto& file : files.file()) {
    if (pool_.BuildFile(file) == nullptr) throw std::runtime_error(file.name());
  }
  for (const auto& file : files.file()) {
    const auto* found = pool_.FindFileByName(file.name());
    if (found->package() != kPackage) continue;
    for (int s = 0; s < found->service_count(); ++s) {
      services_.push_back(found->service(s));
    }
  }
}

std::vector<std::string> OldContract::Methods() const {
  std::vector<std::string> methods;
  for (const auto* service : services_) {
    for (int m = 0; m < service->method_count(); ++m) {
      methods.push_back(service->name() + "/" + service->method(m)->name());
    }
  }
  return methods;
}

const google::protobuf::MethodDescriptor* OldContract::Find(
    const std::string& method) const {
  std::string name = std::string(kPackage) + "." + method;
  if (const auto slash = name.find('/'); slash != std::string::npos) name[slash] = '.';
  return pool_.FindMethodByName(name);
}

OldMessage OldContract::Parse(const google::protobuf::Descriptor* type,
                              const std::string& text) const {
  OldMessage message(factory_.GetPrototype(type)->New());
  if (!google::protobuf::TextFormat::ParseFromString(text, message.get())) {
    throw std::runtime_error("not a " + type->full_name() + ": " + text);
  }
  return message;
}

OldAnswer OldContract::Call(const std::shared_ptr<grpc::Channel>& channel,
                            const std::string& method,
                            const std::vector<OldMessage>& requests) const {
  const auto* found = Find(method);
  RawCall call(channel, "/" + std::string(kPackage) + "." + method);
  for (const OldMessage& request : requests) {
    if (!call.Write(request->SerializeAsString())) break;
  }
  call.WritesDone();
  OldAnswer answer;
  std::string bytes;
  while (call.Read(&bytes)) {
    OldMessage message(factory_.GetPrototype(found->output_type())->New());
    if (!message->ParseFromString(bytes)) answer.error = "an answer that does not parse";
    answer.messages.push_back(std::move(message));
  }
  const grpc::Status status = call.Finish();
  if (!status.ok()) {
    answer.error = ReasonOf(status) + " (" + std::to_string(status.error_code()) + ")";
  }
  return answer;
}

}  // namespace clausebook::testing
