// What one connection may do, as a client sees it on the wire.
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <string>
#include <thread>

#include "tests/hostile/besieged.h"
#include "tests/hostile/http2.h"

namespace clausebook::testing {
namespace {

using namespace http2;  // NOLINT: the vocabulary of every line below
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kSoon{30};

class ConnectionLimits : public Besieged {
 protected:
  // One whole call on this stream; whether the server answered.
  static bool Call(Connection& connection, std::uint32_t stream) {
    connection.Send(Frame(FrameType::kHeaders, kEndHeaders, stream,
                          EncodeFields(RequestFields(kListVendors))) +
                    Frame(FrameType::kData, kEndStream, stream, Message("")));
    while (const auto frame = connection.Read(kSoon)) {
      if (frame->type == FrameType::kHeaders && frame->stream == stream) return true;
      if (frame->type == FrameType::kGoAway) return false;
    }
    return false;
  }
  // GOAWAY's code and debug data.
  struct Farewell {
    std::uint32_t code = 0;
    std::string words;
  };
  static std::optional<Farewell> FarewellOf(Connection& connection) {
    const auto frame = connection.ReadUntil(FrameType::kGoAway, kSoon);
    if (!frame || frame->payload.size() < 8) return std::nullopt;
    Farewell farewell;
    for (std::size_t i = 4; i < 8; ++i) {
      farewell.code = farewell.code << 8 | static_cast<unsigned char>(frame->payload[i]);
    }
    farewell.words = frame->payload.substr(8);
    return farewell;
  }
};

TEST_F(ConnectionLimits, WhatIsAllowedIsSaidAtTheBeginning) {
  Start({"--max-streams-per-connection", "17", "--max-metadata-bytes", "4096"});
  Connection connection(address());
  ASSERT_TRUE(connection.Greet());
  const auto frame = connection.ReadUntil(FrameType::kSettings, kSoon);
  ASSERT_TRUE(frame.has_value());
  std::map<int, std::uint32_t> settings;
  for (std::size_t at = 0; at + 6 <= frame->payload.size(); at += 6) {
    std::uint32_t value = 0;
    for (std::size_t i = 2; i < 6; ++i) {
      value = value << 8 | static_cast<unsigned char>(frame->payload[at + i]);
    }
    // gRPC has settings of its own, from 0xfe00 on.
    if (frame->payload[at] == 0) settings[frame->payload[at + 1]] = value;
  }
  EXPECT_EQ(settings[3], 17u);
  EXPECT_EQ(settings[6], 4096u);
}

TEST_F(ConnectionLimits, WhoPingsAllTheTimeIsToldAndCutOff) {
  Start();
  Connection connection(address());
  ASSERT_TRUE(connection.Greet());
  const std::string ping = Frame(FrameType::kPing, 0, 0, "12345678");
  ASSERT_TRUE(connection.Send(ping));
  EXPECT_TRUE(connection.ReadUntil(FrameType::kPing, kSoon)) << "the first is answered";
  for (int i = 0; i < 10 && connection.Send(ping); ++i) {
  }
  const auto farewell = FarewellOf(connection);
  ASSERT_TRUE(farewell.has_value());
  EXPECT_EQ(farewell->code, kEnhanceYourCalm);
  EXPECT_EQ(farewell->words, "too_many_pings");
  EXPECT_TRUE(connection.ClosedWithin(kSoon));
  EXPECT_EQ(GoodClient::Serve(address(), "after", 3), "");
}

TEST_F(ConnectionLimits, WhoDoesNothingIsSentAway) {
  Start({"--connection-idle-seconds", "1"});
  Connection never(address());
  Connection once(address());
  ASSERT_TRUE(never.Greet());
  ASSERT_TRUE(once.Greet());
  EXPECT_TRUE(Call(once, 1));
  for (Connection* each : {&never, &once}) {
    const auto farewell = FarewellOf(*each);
    ASSERT_TRUE(farewell.has_value());
    EXPECT_NE(farewell->code, kEnhanceYourCalm);
    EXPECT_TRUE(each->ClosedWithin(kSoon));
  }
}

// However busy a connection is, it ends, and clients that know gRPC do not notice.
TEST_F(ConnectionLimits, ABusyConnectionEndsAtItsAge) {
  Start({"--connection-age-seconds", "1", "--max-deadline-ms", "1000"});
  Connection busy(address());
  ASSERT_TRUE(busy.Greet());
  GoodClient client(address(), "busy");
  std::uint32_t stream = 1;
  while (Call(busy, stream)) stream += 2;
  EXPECT_GT(stream, 1u);
  busy.Close();
  std::this_thread::sleep_for(seconds(2));  // the good one loses some connections too
  EXPECT_GT(client.Stop(), 0);
}

TEST_F(ConnectionLimits, TheServerAsksWhetherThePeerIsStillThere) {
  Start({"--keepalive-seconds", "1"});
  Connection silent(address());
  ASSERT_TRUE(silent.Greet());
  // With a call open only: connections without one end when they were idle long enough.
  ASSERT_TRUE(silent.Send(Frame(FrameType::kHeaders, kEndHeaders, 1,
                                EncodeFields(RequestFields(kListVendors)))));
  const auto ping = silent.ReadUntil(FrameType::kPing, kSoon);
  ASSERT_TRUE(ping.has_value());
  EXPECT_EQ(ping->flags & kAck, 0);
  if (Severity() == 1) return;  // it waits for twenty seconds
  EXPECT_TRUE(silent.ClosedWithin(2 * kSoon));
}

}  // namespace
}  // namespace clausebook::testing
