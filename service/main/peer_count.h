// How many connections each peer has, though nobody tells us when one is closed: gRPC
// closes them, and a descriptor's number is all that we know one by.
#ifndef CLAUSEBOOK_SERVICE_MAIN_PEER_COUNT_H_
#define CLAUSEBOOK_SERVICE_MAIN_PEER_COUNT_H_

#include <sys/socket.h>

#include <chrono>
#include <map>
#include <string>
#include <unordered_map>

namespace clausebook {

// Not thread-safe.
class PeerCount {
 public:
  explicit PeerCount(int most_each) : most_each_(most_each) {}

  // Counts a connection that was just made; false, and it is not counted, if its peer has
  // as many as it may. A peer is an IPv4 address, or an IPv6 network of 64 bits.
  bool Add(int descriptor);

  int Of(const std::string& peer) const;

  // The peer at the other end; empty if there is none.
  static std::string PeerOf(int descriptor);

 private:
  struct Connection {
    std::string peer;
    std::string address;  // with the port: two connections of a peer differ in it
  };

  void Forget(int descriptor);
  // Forgets those that are closed by now, at most a few times a second.
  void Sweep();

  const int most_each_;
  std::unordered_map<int, Connection> connections_;  // by descriptor
  std::map<std::string, int> counts_;
  std::chrono::steady_clock::time_point swept_;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_PEER_COUNT_H_
