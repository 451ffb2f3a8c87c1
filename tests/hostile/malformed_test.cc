// What is no HTTP/2, no gRPC or no message: refused with the connection or with a status,
// while another client's calls go on. After each of them the server lives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/hostile/besieged.h"
#include "tests/hostile/http2.h"
#include "tests/integration/wire.h"
#include "tests/testing/contract.h"

namespace clausebook::testing {
namespace {

using namespace http2;  // NOLINT: the vocabulary of every line below
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint32_t kStream = 1;

const std::string kGreeting =
    std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, "");

std::string Headers(const Fields& fields, std::uint8_t flags = kEndHeaders) {
  return Frame(FrameType::kHeaders, flags, kStream, EncodeFields(fields));
}
std::string Data(std::string_view bytes, std::uint8_t flags = kEndStream) {
  return Frame(FrameType::kData, flags, kStream, bytes);
}
std::string HeaderBlock(std::string_view block) {
  return kGreeting + Frame(FrameType::kHeaders, kEndHeaders | kEndStream, kStream, block);
}
// A request with one field more, or another in its place.
std::string With(const std::string& name, const std::string& value) {
  Fields fields = RequestFields(kListVendors);
  bool there = false;
  for (auto& field : fields) {
    if (field.first != name) continue;
    field.second = value;
    there = true;
  }
  if (!there) fields.emplace_back(name, value);
  return kGreeting + Headers(fields) + Data(Message(""));
}
std::string Without(const std::string& name) {
  Fields fields;
  for (auto& field : RequestFields(kListVendors)) {
    if (field.first != name) fields.push_back(field);
  }
  return kGreeting + Headers(fields) + Data(Message(""));
}

std::vector<std::string> NotHttp2() {
  std::string hello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
  return {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n",
          hello + std::string(500, 'x'),
          std::string(1000, '\0'),
          std::string(100'000, 'A'),
          std::string(kPreface) + std::string(kPreface),
          std::string(kPreface) + Frame(FrameType::kPing, 0, 0, "12345678")};
}

std::vector<std::string> BadFrames() {
  using T = FrameType;
  std::vector<std::string> frames = {
      Frame(T::kSettings, 0, 0, "12345"),
      Frame(T::kSettings, 0, 1, Setting(3, 1)),
      Frame(T::kSettings, kAck, 0, Setting(3, 1)),
      Frame(T::kSettings, 0, 0, Setting(4, 0xffffffff)),
      Frame(T::kSettings, 0, 0, Setting(5, 1)),
      Frame(T::kSettings, 0, 0, Setting(5, 0xffffffff)),
      Frame(T::kSettings, 0, 0, Setting(2, 7)),
      Frame(T::kPing, 0, 0, "123"),
      Frame(T::kPing, 0, 3, "12345678"),
      Frame(T::kPing, kAck, 0, "nobodyas"),
      Frame(T::kWindowUpdate, 0, 0, Number(0)),
      Frame(T::kWindowUpdate, 0, 0, Number(0x7fffffff)) +
          Frame(T::kWindowUpdate, 0, 0, Number(0x7fffffff)),
      Frame(T::kWindowUpdate, 0, 0, "1"),
      Frame(T::kData, 0, 0, "nobody's"),
      Frame(T::kData, 0, 99, "of a call that never was"),
      Frame(T::kData, kPadded, 1, "\xff"),
      Frame(T::kRstStream, 0, 0, Number(1)),
      Frame(T::kRstStream, 0, 99, Number(1)),
      Frame(T::kRstStream, 0, 1, "1"),
      Frame(T::kGoAway, 0, 0, "1"),
      Frame(T::kGoAway, 0, 0, Number(0) + Number(2) + std::string(10'000, 'x')),
      Frame(T::kPriority, 0, 0, "12345"),
      Frame(T::kPriority, 0, 1, "1"),
      Frame(T::kPushPromise, kEndHeaders, 1, Number(2)),
      Frame(T::kContinuation, kEndHeaders, 1, ""),
      Frame(T::kContinuation, kEndHeaders, 0, ""),
      Frame(T::kData, 0, 1, "short", 0xffffff),
      Frame(T::kHeaders, kEndHeaders, 0, EncodeFields(RequestFields(kListVendors))),
      Frame(T::kHeaders, kEndHeaders, 2, EncodeFields(RequestFields(kListVendors))),
      Frame(T::kHeaders, kEndHeaders | kPadded, 1, "\xff"),
      Frame(T::kHeaders, 0, 1, "") + Frame(T::kPing, 0, 0, "12345678"),
      Frame(T::kHeaders, 0, 1, "") + Frame(T::kContinuation, kEndHeaders, 3, "")};
  for (std::string& frame : frames) frame = kGreeting + frame;
  return frames;
}

std::vector<std::string> BadHeaders() {
  const std::string whole = EncodeFields(RequestFields(kListVendors));
  std::vector<std::string> all = {
      HeaderBlock("\x80"),                              // index 0
      HeaderBlock("\xff\xff\xff\xff\xff\xff\xff\x7f"),  // an index without end
      HeaderBlock("\xbe"),                              // nothing there
      HeaderBlock(std::string("\x00\x7f\xff\xff\xff\xff\x0f", 7)),
      HeaderBlock(std::string("\x00\x05"
                              "abc",
                              5)),  // cut
      HeaderBlock(std::string("\x00\x84\xff\xff\xff\xff\x01"
                              "a",
                              8)),              // Huffman's end
      HeaderBlock("\x3f\xff\xff\xff\xff\x0f"),  // a table of 4 GiB
      HeaderBlock("\x3f\xe1\x1f\x20\x20\x20"),
      HeaderBlock(whole + whole),
      HeaderBlock(""),
      With("te", "gzip"),
      With("te", std::string("\x00\xff", 2)),
      With(":scheme", "gopher"),
      With(":scheme", ""),
      With(":method", "PUT"),
      With(":method", "GET"),
      With(":path", ""),
      With(":path", "no/slash"),
      With(":path", "/" + std::string(5'000, 'p')),
      With(":path", "/no.such.Service/Method"),
      With(":path", "/clausebook.v1.CatalogService/NoSuchMethod"),
      With(":authority", std::string(1, '\0')),
      With(":unheard-of", "x"),
      With("content-type", "text/html"),
      With("content-type", "application/grpc+nonsense"),
      With("grpc-timeout", "soon"),
      With("grpc-timeout", "0n"),
      With("grpc-timeout", "99999999H"),
      With("grpc-timeout", "-5S"),
      With("grpc-encoding", "none-such"),
      With("grpc-accept-encoding", ",,,;;"),
      With("grpc-status", "0"),
      With("grpc-message", "%zz%"),
      With("grpclb_client_stats", "x"),
      With("grpc-retry-pushback-ms", "x"),
      With("grpc-previous-rpc-attempts", "x"),
      With("lb-cost-bin", "x"),
      With("grpc-trace-bin", "!!!!"),
      With("some-bin", "not base 64 !"),
      With("UPPER", "x"),
      With("", "x"),
      With("x", std::string(100'000, 'v')),
      With("x", "a\r\nb: c"),
      With("authorization", "Bearer " + std::string(7'000, 'x')),
      With("host", "elsewhere"),
      With("connection", "close")};
  for (const auto& [name, value] : RequestFields(kListVendors)) {
    all.push_back(Without(name));
  }
  return all;
}

// Of one call, behind its headers.
std::vector<std::string> BadMessages() {
  const std::string start = kGreeting + Headers(RequestFields(kListVendors));
  const std::string zipped = kGreeting + Headers([] {
                               Fields fields = RequestFields(kListVendors);
                               fields.emplace_back("grpc-encoding", "gzip");
                               return fields;
                             }());
  return {start + Data(""),
          start + Data(std::string(1, '\0')),
          start + Data(std::string(4, '\0')),
          start + Data(Message("abc", 10)),
          start + Data(Message("abc", 2)),
          start + Data(Message("abc", 0xffffffff)),
          start + Data(Message("abc", 0x7fffffff)),
          start + Data(Message("", {}, 1)),
          start + Data(Message("abc", {}, 1)),
          start + Data(Message("abc", {}, 77)),
          start + Data(Message("") + Message("")),
          start + Data(Message(""), 0) + RstStream(kStream),
          start + Data(Message(""), kEndStream) + Data(Message(""), kEndStream),
          start + Data(Message(std::string(10'000, '\xff'))),
          zipped + Data(Message("no gzip", {}, 1)),
          zipped + Data(Message(std::string("\x1f\x8b\x08", 3), {}, 1)),
          start + Headers({{"trailer", "x"}}, kEndHeaders | kEndStream)};
}

class HostileInput : public Besieged {
 protected:
  void SetUp() override { Start({"--max-deadline-ms", "2000"}); }

  // On a connection of its own, and a look at what comes back: the server may answer, or
  // close the connection.
  void Send(const std::string& bytes) {
    Connection connection(address());
    ASSERT_TRUE(connection.open());
    connection.Send(bytes, seconds(5));
    while (connection.Read(milliseconds(5))) {
    }
  }

  // One after the other, and all of them again `times` times.
  void SendAll(const std::vector<std::string>& inputs, int times) {
    Attack([&] {
      for (int i = 0; i < times; ++i) {
        for (std::size_t at = 0; at < inputs.size() && !HasFatalFailure(); ++at) {
          SCOPED_TRACE("input " + std::to_string(at));
          Send(inputs[at]);
          ASSERT_TRUE(server_->IsRunning());
        }
      }
    });
  }
};

TEST_F(HostileInput, WhatIsNoHttp2) { SendAll(NotHttp2(), 5 * Severity()); }

TEST_F(HostileInput, FramesThatAreNoGood) { SendAll(BadFrames(), 2 * Severity()); }

TEST_F(HostileInput, HeadersThatAreNoGood) { SendAll(BadHeaders(), 2 * Severity()); }

TEST_F(HostileInput, MessagesThatAreNoGood) { SendAll(BadMessages(), 2 * Severity()); }

TEST_F(HostileInput, RandomFrames) {
  std::mt19937 random(20261130);
  const auto byte = [&] { return static_cast<char>(random() & 0xff); };
  std::vector<std::string> inputs;
  for (int i = 0; i < 100; ++i) {
    std::string bytes = kGreeting;
    for (int frame = 0; frame < 50; ++frame) {
      std::string payload(random() % 40, '\0');
      for (char& each : payload) each = byte();
      bytes += Frame(static_cast<FrameType>(random() % 11),
                     static_cast<std::uint8_t>(byte()), random() % 8, payload);
    }
    inputs.push_back(bytes);
  }
  SendAll(inputs, Severity());
}

// A whole conversation with some of its bytes changed.
TEST_F(HostileInput, CallsWithBytesChanged) {
  std::mt19937 random(20261130);
  const std::string good =
      kGreeting + Headers(RequestFields(kListVendors)) + Data(Message(""));
  std::vector<std::string> inputs;
  for (int i = 0; i < 300; ++i) {
    std::string bytes = good;
    for (int change = 0; change < 1 + i % 4; ++change) {
      bytes[kPreface.size() + random() % (bytes.size() - kPreface.size())] =
          static_cast<char>(random() & 0xff);
    }
    inputs.push_back(bytes);
  }
  SendAll(inputs, Severity());
}

// Every method, streaming ones too: noise, and noise that begins like a message.
TEST_F(HostileInput, RandomBytesToEveryMethod) {
  std::mt19937 random(20261130);
  const auto noise = [&] {
    std::string bytes(random() % 200, '\0');
    for (char& each : bytes) each = static_cast<char>(random() & 0xff);
    // Half of them as the content of the first fields, which most often are texts.
    if (random() % 2 == 0 && bytes.size() < 128) {
      bytes = std::string(1, static_cast<char>((1 + random() % 4) << 3 | 2)) +
              static_cast<char>(bytes.size()) + bytes;
    }
    return bytes;
  };
  const auto channel = Connect(address());
  int refused = 0;
  Attack([&] {
    for (const ContractMethod method : ContractMethods()) {
      for (int i = 0; i < 40 * Severity(); ++i) {
        const grpc::Status status = CallStream(channel, WirePath(method), noise());
        if (status.ok()) continue;
        ++refused;
        EXPECT_THAT(status.error_code(),
                    ::testing::AnyOf(grpc::StatusCode::INVALID_ARGUMENT,
                                     grpc::StatusCode::NOT_FOUND,
                                     // CreateBackup, which has no folder here
                                     grpc::StatusCode::FAILED_PRECONDITION,
                                     // a stream while those before it are being ended
                                     grpc::StatusCode::RESOURCE_EXHAUSTED))
            << method->full_name() << ": " << status.error_message();
        EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).domain(), "clausebook")
            << method->full_name();
      }
    }
  });
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace clausebook::testing
