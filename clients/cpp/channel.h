// The connection to the service.
#ifndef CLAUSEBOOK_CLIENTS_CPP_CHANNEL_H_
#define CLAUSEBOOK_CLIENTS_CPP_CHANNEL_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <string_view>

namespace clausebook::client {

// Where clausebookd listens when nobody says otherwise.
inline constexpr char kDefaultAddress[] = "127.0.0.1:7447";

// How a connection is kept from being overheard, and whom the client says that it is.
struct Security {
  bool tls = false;
  // Contents of PEM files. Who issued the server's certificate; empty: whom the system
  // trusts.
  std::string ca;
  // The client's own certificate with its key; empty: none.
  std::string certificate;
  std::string key;
};

// Whether what is sent there stays on this machine.
bool IsLoopback(const std::string& address);

// A channel to HOST:PORT (or `unix:PATH`), with the retries of
// service_config.json and room for the service's largest responses. Connects on first
// use; never fails.
std::shared_ptr<grpc::Channel> MakeChannel(const std::string& address,
                                           const Security& security = {});

// The content of service_config.json.
std::string_view ServiceConfigJson();

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_CHANNEL_H_
