#include "service/main/listener.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"

namespace clausebook {
namespace {

constexpr int kBacklog = 1024;
// How long to wait where the system has nothing left to take a connection with.
constexpr auto kBreath = std::chrono::milliseconds(50);
constexpr rlim_t kDescriptorsWanted = 65'536;

absl::Status CannotListen(const std::string& address) {
  return MakeError(
      absl::StrCat("Cannot listen on ", address,
                   ": the address is taken or not this machine's. Stop the other server, "
                   "or name another with --listen."),
      {.reason = Reason::kStorageUnavailable, .metadata = {{"listen", address}}});
}

struct FreeAddresses {
  void operator()(addrinfo* first) const { freeaddrinfo(first); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Addresses Resolve(const std::string& address) {
  const auto colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host.size() > 1 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), address.substr(colon + 1).c_str(), &hints, &found) != 0) {
    return nullptr;
  }
  return Addresses(found);
}

void SetPort(addrinfo& address, int port) {
  const auto network = htons(static_cast<std::uint16_t>(port));
  if (address.ai_family == AF_INET6) {
    reinterpret_cast<sockaddr_in6*>(address.ai_addr)->sin6_port = network;
  } else {
    reinterpret_cast<sockaddr_in*>(address.ai_addr)->sin_port = network;
  }
}

int PortOf(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  // The port has the same place in both families.
  return ntohs(reinterpret_cast<sockaddr_in*>(&address)->sin_port);
}

// A socket that listens, or -1 with errno.
int ListenOn(const addrinfo& address) {
  const int socket = ::socket(address.ai_family,
                              SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
  if (socket < 0) return -1;
  const int on = 1;
  const int off = 0;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));  // inherited
  if (address.ai_family == AF_INET6) {
    setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
  }
  if (bind(socket, address.ai_addr, address.ai_addrlen) != 0 ||
      listen(socket, kBacklog) != 0) {
    const int why = errno;
    close(socket);
    errno = why;
    return -1;
  }
  return socket;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Listener>> Listener::Bind(Options options) {
  const std::string address = options.address;
  std::unique_ptr<Listener> listener(new Listener(std::move(options)));
  const Addresses addresses = Resolve(address);
  for (addrinfo* each = addresses.get(); each != nullptr; each = each->ai_next) {
    if (each->ai_family != AF_INET && each->ai_family != AF_INET6) continue;
    if (listener->port_ != 0) SetPort(*each, listener->port_);
    const int socket = ListenOn(*each);
    if (socket < 0) {
      // Of a name's addresses some may be of a family that this machine does not have.
      if (errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT) continue;
      return CannotListen(address);
    }
    listener->sockets_.push_back(socket);
    listener->port_ = PortOf(socket);
  }
  listener->stop_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (listener->sockets_.empty() || listener->stop_ < 0) return CannotListen(address);
  return listener;
}

Listener::~Listener() {
  if (thread_.joinable()) {
    eventfd_write(stop_, 1);
    thread_.join();
  }
  for (const int socket : sockets_) close(socket);
  if (stop_ >= 0) close(stop_);
}

void Listener::Start(std::unique_ptr<Acceptor> acceptor) {
  acceptor_ = std::move(acceptor);
  thread_ = std::thread([this] { Run(); });
}

void Listener::Run() {
  std::vector<pollfd> waiting = {{stop_, POLLIN, 0}};
  for (const int socket : sockets_) waiting.push_back({socket, POLLIN, 0});
  while (true) {
    if (poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
    if (waiting[0].revents != 0) return;
    for (std::size_t i = 1; i < waiting.size(); ++i) {
      if (waiting[i].revents != 0) TakeOne(waiting[i].fd);
    }
  }
}

void Listener::TakeOne(int socket) {
  const int connection = accept4(socket, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (connection < 0) {
    // The one that waits stays in the queue: without a pause this would go round and
    // round. Others (a client that has gone again) are of no interest.
    const bool exhausted =
        errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    if (!exhausted) return;
    SetRefusing(true);
    std::this_thread::sleep_for(kBreath);
    return;
  }
  if (!HasRoomFor(connection) || !peers_.Add(connection)) {
    close(connection);
    SetRefusing(true);
    return;
  }
  SetRefusing(false);
  Acceptor::NewConnectionParameters parameters;
  parameters.listener_fd = socket;
  parameters.fd = connection;
  acceptor_->HandleNewConnection(&parameters);
}

// The system gives out the lowest number that is free: so this one says how many are
// open.
bool Listener::HasRoomFor(int descriptor) const {
  if (descriptor >= options_.most_descriptors) return false;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
    return true;
  return static_cast<rlim_t>(descriptor) + kKeptDescriptors < limit.rlim_cur;
}

void Listener::SetRefusing(bool refusing) {
  if (refusing == refusing_) return;
  refusing_ = refusing;
  if (options_.on_refusing) options_.on_refusing(refusing);
}

void RaiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t most = limit.rlim_max == RLIM_INFINITY
                          ? kDescriptorsWanted
                          : std::min(limit.rlim_max, kDescriptorsWanted);
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= most) return;
  limit.rlim_cur = most;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace clausebook
