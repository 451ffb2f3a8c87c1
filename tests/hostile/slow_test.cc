// Clients that do little: connections that are never made, calls that never come whole,
// many that only wait, and more than there are descriptors.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "tests/hostile/besieged.h"
#include "tests/hostile/http2.h"

namespace clausebook::testing {
namespace {

using namespace http2;  // NOLINT: the vocabulary of every line below
using std::chrono::milliseconds;
using std::chrono::seconds;

class HostileSlowness : public Besieged {
 protected:
  // Connections on which `bytes` were sent, and nothing more.
  std::vector<Connection> Begin(int count, const std::string& bytes) {
    std::vector<Connection> connections;
    connections.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      Connection& made = connections.emplace_back(address());
      if (made.open() && !bytes.empty()) made.Send(bytes, seconds(1));
    }
    return connections;
  }

  // Waits until so many are closed by the server; how many are.
  static int Closed(std::vector<Connection>& connections, int wanted, seconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
      int closed = 0;
      for (Connection& each : connections) {
        if (each.ClosedWithin(milliseconds(0))) ++closed;
      }
      if (closed >= wanted || std::chrono::steady_clock::now() > end) return closed;
      std::this_thread::sleep_for(milliseconds(100));
    }
  }
};

// Of the preface only a half comes, or nothing at all: the handshake's time is bounded.
TEST_F(HostileSlowness, HalfAPreface) {
  Start({"--handshake-seconds", "2"});
  Attack([&] {
    auto silent = Begin(100, "");
    auto half = Begin(100, std::string(kPreface.substr(0, 10)));
    EXPECT_EQ(Closed(silent, 100, seconds(30)), 100);
    EXPECT_EQ(Closed(half, 100, seconds(30)), 100);
  });
}

// Headers that are never finished hold a connection until its age is over, no longer.
TEST_F(HostileSlowness, HalfOfTheHeaders) {
  Start({"--connection-age-seconds", "2", "--connection-idle-seconds", "2",
         "--max-deadline-ms", "1000"});
  const std::string fields = EncodeFields(RequestFields(kListVendors));
  Attack([&] {
    auto open = Begin(100, std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, "") +
                               Frame(FrameType::kHeaders, 0, 1, fields));
    EXPECT_EQ(Closed(open, 100, seconds(40)), 100);
  });
}

// A request of which only the beginning comes: given up at the longest deadline.
TEST_F(HostileSlowness, HalfARequest) {
  Start({"--connection-age-seconds", "2", "--max-deadline-ms", "1000"});
  const std::string fields = EncodeFields(RequestFields(kListVendors));
  Attack([&] {
    auto open = Begin(100, std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, "") +
                               Frame(FrameType::kHeaders, kEndHeaders, 1, fields) +
                               Frame(FrameType::kData, 0, 1, Message("ab", 1000)));
    EXPECT_EQ(Closed(open, 100, seconds(40)), 100);
  });
}

TEST_F(HostileSlowness, AByteNowAndThen) {
  Start({"--handshake-seconds", "3"});
  const std::string call = std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, "") +
                           Frame(FrameType::kHeaders, kEndHeaders, 1,
                                 EncodeFields(RequestFields(kListVendors)));
  Attack([&] {
    auto slow = Begin(50, "");
    std::size_t gone = 0;
    // A byte a second would take minutes; five a second cost the server the same.
    for (std::size_t at = 0; at < 30; ++at) {
      for (Connection& each : slow) {
        if (each.open() && !each.Send(call.substr(at, 1), seconds(1))) {
          each.Close();
          ++gone;
        }
      }
      std::this_thread::sleep_for(milliseconds(200));
    }
    EXPECT_EQ(gone, slow.size()) << "who takes her time over a preface is cut off";
  });
}

TEST_F(HostileSlowness, TwoThousandConnectionsThatOnlyWait) {
  Start();
  Attack([&] {
    auto idle =
        Begin(2'000, std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, ""));
    int served = 0;
    for (Connection& each : idle) {
      if (each.ReadUntil(FrameType::kSettings, seconds(30))) ++served;
    }
    EXPECT_EQ(served, 2'000);
    EXPECT_GE(Descriptors(pid()), 2'000u);
  });
}

TEST_F(HostileSlowness, MoreConnectionsThanTheLimit) {
  Start({"--max-connections", "50"});
  Attack([&] {
    auto many =
        Begin(1'000, std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, ""));
    // Besides what is kept: the one that is being refused, and files opened meanwhile.
    EXPECT_LE(Descriptors(pid()), 50u + 128u + 16u);
    EXPECT_GE(Closed(many, 1'000 - 178, seconds(30)), 1'000 - 178);
    many.clear();
  });
}

// All from one address: others are served, and she again when she has let go of some.
TEST_F(HostileSlowness, MoreConnectionsThanOnePeerMayHave) {
  Start({"--max-connections-per-peer", "50"});
  const std::string greeting =
      std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, "");
  const auto greeted = [&](const std::string& from) {
    Connection connection(address(), from);
    connection.Send(greeting);
    return connection.ReadUntil(FrameType::kSettings, seconds(10)).has_value();
  };
  Attack([&] {
    auto many = Begin(300, greeting);
    EXPECT_GE(Closed(many, 250, seconds(30)), 250);
    EXPECT_FALSE(greeted("127.0.0.1"));
    EXPECT_TRUE(greeted("127.0.0.2"));
  });
  EXPECT_TRUE(greeted("127.0.0.1"));
}

// CVE-2023-4785: with gRPC's own listener the server would never take a connection again.
TEST_F(HostileSlowness, DescriptorsRunOutAndComeBack) {
  Start();
  const std::size_t before = Descriptors(pid());
  Attack([&] {
    rlimit limit{};
    ASSERT_EQ(prlimit(pid(), RLIMIT_NOFILE, nullptr, &limit), 0);
    const rlimit few{before + 100, limit.rlim_max};
    ASSERT_EQ(prlimit(pid(), RLIMIT_NOFILE, &few, nullptr), 0);
    for (int round = 0; round < 3 * Severity(); ++round) {
      auto many =
          Begin(500, std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, ""));
      EXPECT_LE(Descriptors(pid()), before + 100);
      many.clear();
    }
  });
}

// Not even those are there that are kept free: something else in the process took them.
TEST_F(HostileSlowness, DescriptorsRunOutToTheLast) {
  Start();
  const std::size_t before = Descriptors(pid());
  rlimit limit{};
  ASSERT_EQ(prlimit(pid(), RLIMIT_NOFILE, nullptr, &limit), 0);
  ASSERT_EQ(GoodClient::Serve(address(), "first", 3), "");
  const rlimit none{before, limit.rlim_max};
  ASSERT_EQ(prlimit(pid(), RLIMIT_NOFILE, &none, nullptr), 0);
  {
    auto many = Begin(300, std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, ""));
    std::this_thread::sleep_for(milliseconds(500));
  }
  ASSERT_EQ(prlimit(pid(), RLIMIT_NOFILE, &limit, nullptr), 0);
  EXPECT_EQ(GoodClient::Serve(address(), "after", 20), "");
}

}  // namespace
}  // namespace clausebook::testing
