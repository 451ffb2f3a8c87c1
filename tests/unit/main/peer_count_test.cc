// Counting connections that somebody else closes.
#include "service/main/peer_count.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

namespace clausebook {
namespace {

// A listening socket, and connections to it; both ends are in the test's hands.
class PeerCountTest : public ::testing::Test {
 protected:
  void SetUp() override {
    listening_ = socket(AF_INET, SOCK_STREAM, 0);
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(bind(listening_, reinterpret_cast<sockaddr*>(&address_), sizeof(address_)),
              0);
    ASSERT_EQ(listen(listening_, 100), 0);
    socklen_t size = sizeof(address_);
    getsockname(listening_, reinterpret_cast<sockaddr*>(&address_), &size);
  }
  void TearDown() override { close(listening_); }

  // The server's end of a new connection from this address.
  int Accept(const char* from) {
    const int client = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in ours{};
    ours.sin_family = AF_INET;
    inet_pton(AF_INET, from, &ours.sin_addr);
    EXPECT_EQ(bind(client, reinterpret_cast<sockaddr*>(&ours), sizeof(ours)), 0);
    EXPECT_EQ(connect(client, reinterpret_cast<sockaddr*>(&address_), sizeof(address_)),
              0);
    return accept(listening_, nullptr, nullptr);
  }

  int listening_ = -1;
  sockaddr_in address_{};
};

TEST_F(PeerCountTest, OnePeersConnectionsAreLimitedAndOthersAreNot) {
  PeerCount count(2);
  EXPECT_TRUE(count.Add(Accept("127.0.0.1")));
  EXPECT_TRUE(count.Add(Accept("127.0.0.1")));
  EXPECT_FALSE(count.Add(Accept("127.0.0.1")));
  EXPECT_TRUE(count.Add(Accept("127.0.0.2")));
}

TEST_F(PeerCountTest, ANumberThatComesAgainIsAnotherConnection) {
  PeerCount count(2);
  const int first = Accept("127.0.0.1");
  EXPECT_TRUE(count.Add(first));
  close(first);
  const int again = Accept("127.0.0.2");
  dup2(again, first);
  EXPECT_TRUE(count.Add(first));
  EXPECT_EQ(count.Of(PeerCount::PeerOf(first)), 1);
  EXPECT_EQ(count.Of(std::string("\x7f\0\0\x01", 4)), 0);
}

TEST_F(PeerCountTest, ClosedOnesAreFoundWhenThereIsNeed) {
  PeerCount count(1);
  const int first = Accept("127.0.0.1");
  EXPECT_TRUE(count.Add(first));
  const int second = Accept("127.0.0.1");
  EXPECT_FALSE(count.Add(second));
  close(first);
  bool taken = false;
  for (int i = 0; i < 100 && !taken; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    taken = count.Add(second);
  }
  EXPECT_TRUE(taken);
}

}  // namespace
}  // namespace clausebook
