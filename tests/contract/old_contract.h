// The contract as it landed last (proto/baseline.binpb), and clients of it: they know no
// generated code, only what those descriptors say, as a program of back then does.
#ifndef CLAUSEBOOK_TESTS_CONTRACT_OLD_CONTRACT_H_
#define CLAUSEBOOK_TESTS_CONTRACT_OLD_CONTRACT_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

namespace clausebook::testing {

using OldMessage = std::unique_ptr<google::protobuf::Message>;

// What a call came to: messages of the old contract, or an error.
struct OldAnswer {
  std::vector<OldMessage> messages;
  std::string error;  // `NOT_FOUND (5)`, by reason and status code; empty: OK
};

class OldContract {
 public:
  // Throws std::runtime_error if the descriptors at `path` are none.
  explicit OldContract(const std::string& path);

  // `CatalogService/GetVendor`, every RPC.
  std::vector<std::string> Methods() const;
  // Null if there is no such RPC.
  const google::protobuf::MethodDescriptor* Find(const std::string& method) const;
  // From text format. Throws std::runtime_error for what the old contract does not know.
  OldMessage Parse(const google::protobuf::Descriptor* type,
                   const std::string& text) const;

  // Sends the requests one after the other, and takes all that comes.
  OldAnswer Call(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                 const std::vector<OldMessage>& requests) const;

 private:
  google::protobuf::DescriptorPool pool_;
  std::vector<const google::protobuf::ServiceDescriptor*> services_;
  mutable google::protobuf::DynamicMessageFactory factory_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_CONTRACT_OLD_CONTRACT_H_
