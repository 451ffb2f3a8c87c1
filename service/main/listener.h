// Takes connections and hands them to gRPC. gRPC 1.51 could do that itself, but it knows
// no limit of connections, and once it has run out of descriptors it never takes another
// connection, not even when all clients have gone.
#ifndef CLAUSEBOOK_SERVICE_MAIN_LISTENER_H_
#define CLAUSEBOOK_SERVICE_MAIN_LISTENER_H_

#include <grpcpp/server_builder.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "service/main/peer_count.h"

namespace clausebook {

// A thread of its own between Start and the end. Bind, Start and the destructor are for
// one thread.
class Listener {
 public:
  using Acceptor = grpc::experimental::ExternalConnectionAcceptor;

  struct Options {
    std::string address;  // HOST:PORT; port 0 lets the system choose
    // Beyond as many open descriptors (connections nearly all), or where fewer than
    // kKeptDescriptors are left of those that the process may have, a new connection is
    // closed at once.
    int most_descriptors = 0;
    // A connection beyond as many of one peer is closed at once; see PeerCount.
    int most_each = 0;
    // Called from the listener's thread when it begins (true) and when it ceases (false)
    // to refuse.
    std::function<void(bool)> on_refusing;
  };

  // For the database, documents that are read, backups.
  static constexpr int kKeptDescriptors = 64;

  // Listens on every address of the host; nobody is served before Start. UNAVAILABLE if
  // the address is taken (by a server that shares ports too) or not this machine's.
  static absl::StatusOr<std::unique_ptr<Listener>> Bind(Options options);
  // Takes no more connections. Those that were taken stay.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int port() const { return port_; }

  // Once, after gRPC's server has started.
  void Start(std::unique_ptr<Acceptor> acceptor);

 private:
  explicit Listener(Options options)
      : options_(std::move(options)), peers_(options_.most_each) {}

  void Run();
  void TakeOne(int socket);
  bool HasRoomFor(int descriptor) const;
  void SetRefusing(bool refusing);

  const Options options_;
  PeerCount peers_;
  int port_ = 0;
  std::vector<int> sockets_;
  int stop_ = -1;  // an eventfd
  bool refusing_ = false;
  std::unique_ptr<Acceptor> acceptor_;
  std::thread thread_;
};

// Raises the number of descriptors that the process may have to what the system lets it,
// within reason.
void RaiseDescriptorLimit();

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_LISTENER_H_
