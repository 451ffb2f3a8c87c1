#include "service/main/peer_count.h"

#include <netinet/in.h>

#include <utility>
#include <vector>

namespace clausebook {
namespace {

constexpr auto kBetweenSweeps = std::chrono::milliseconds(100);
constexpr std::size_t kNetworkBytes = 8;  // of an IPv6 address

// Address and port as bytes; empty if the descriptor is no connection any more.
std::string AddressOf(int descriptor, sockaddr_storage* address) {
  socklen_t size = sizeof(*address);
  if (getpeername(descriptor, reinterpret_cast<sockaddr*>(address), &size) != 0)
    return "";
  return std::string(reinterpret_cast<const char*>(address), size);
}

std::string PeerIn(const sockaddr_storage& address) {
  const auto bytes = [](const void* from, std::size_t count) {
    return std::string(static_cast<const char*>(from), count);
  };
  if (address.ss_family == AF_INET) {
    return bytes(&reinterpret_cast<const sockaddr_in*>(&address)->sin_addr, 4);
  }
  if (address.ss_family != AF_INET6) return "";
  const in6_addr& six = reinterpret_cast<const sockaddr_in6*>(&address)->sin6_addr;
  // IPv4 that came over an IPv6 socket.
  if (IN6_IS_ADDR_V4MAPPED(&six)) return bytes(six.s6_addr + 12, 4);
  return bytes(six.s6_addr, kNetworkBytes);
}

}  // namespace

std::string PeerCount::PeerOf(int descriptor) {
  sockaddr_storage address{};
  return AddressOf(descriptor, &address).empty() ? "" : PeerIn(address);
}

bool PeerCount::Add(int descriptor) {
  Forget(descriptor);  // the number was another connection's, which is closed then
  sockaddr_storage address{};
  Connection connection;
  connection.address = AddressOf(descriptor, &address);
  // Gone already: gRPC will see that, and there is nothing to count.
  if (connection.address.empty()) return true;
  connection.peer = PeerIn(address);
  if (Of(connection.peer) >= most_each_) Sweep();
  if (Of(connection.peer) >= most_each_) return false;
  ++counts_[connection.peer];
  connections_.emplace(descriptor, std::move(connection));
  return true;
}

int PeerCount::Of(const std::string& peer) const {
  const auto found = counts_.find(peer);
  return found == counts_.end() ? 0 : found->second;
}

void PeerCount::Forget(int descriptor) {
  const auto found = connections_.find(descriptor);
  if (found == connections_.end()) return;
  const auto count = counts_.find(found->second.peer);
  if (--count->second == 0) counts_.erase(count);
  connections_.erase(found);
}

void PeerCount::Sweep() {
  const auto now = std::chrono::steady_clock::now();
  if (now - swept_ < kBetweenSweeps) return;
  swept_ = now;
  std::vector<int> closed;
  for (const auto& [descriptor, connection] : connections_) {
    sockaddr_storage address{};
    if (AddressOf(descriptor, &address) != connection.address) {
      closed.push_back(descriptor);
    }
  }
  for (const int descriptor : closed) Forget(descriptor);
}

}  // namespace clausebook
