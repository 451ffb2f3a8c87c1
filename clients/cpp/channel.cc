#include "clients/cpp/channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include "clients/cpp/embedded.h"

namespace clausebook::client {
namespace {

// clausebookd's `max_response_bytes`.
constexpr int kLargestResponse = 64 << 20;
// Error details may take several KiB; gRPC's default drops them beyond 8.
constexpr int kLargestMetadata = 64 << 10;

std::shared_ptr<grpc::ChannelCredentials> CredentialsOf(const Security& security) {
  if (!security.tls) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = security.ca;
  options.pem_cert_chain = security.certificate;
  options.pem_private_key = security.key;
  return grpc::SslCredentials(options);
}

}  // namespace

bool IsLoopback(const std::string& address) {
  for (const char* prefix : {"127.", "localhost:", "[::1]:", "unix:"}) {
    if (address.rfind(prefix, 0) == 0) return true;
  }
  return false;
}

std::string_view ServiceConfigJson() { return EmbeddedFiles().front().content; }

std::shared_ptr<grpc::Channel> MakeChannel(const std::string& address,
                                           const Security& security) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(std::string(ServiceConfigJson()));
  arguments.SetMaxReceiveMessageSize(kLargestResponse);
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  // gRPC would send even a loopback connection through the environment's http_proxy.
  if (IsLoopback(address)) arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, CredentialsOf(security), arguments);
}

}  // namespace clausebook::client
