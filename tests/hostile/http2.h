// HTTP/2 by hand: frames as a client that means no good would write them. Nothing here
// keeps to the protocol by itself.
#ifndef CLAUSEBOOK_TESTS_HOSTILE_HTTP2_H_
#define CLAUSEBOOK_TESTS_HOSTILE_HTTP2_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clausebook::testing::http2 {

enum class FrameType : std::uint8_t {
  kData = 0,
  kHeaders = 1,
  kPriority = 2,
  kRstStream = 3,
  kSettings = 4,
  kPushPromise = 5,
  kPing = 6,
  kGoAway = 7,
  kWindowUpdate = 8,
  kContinuation = 9,
};

inline constexpr std::uint8_t kEndStream = 1;  // of DATA and HEADERS
inline constexpr std::uint8_t kAck = 1;        // of SETTINGS and PING
inline constexpr std::uint8_t kEndHeaders = 4;
inline constexpr std::uint8_t kPadded = 8;

inline constexpr std::uint32_t kEnhanceYourCalm = 11;  // GOAWAY's error code

inline constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

// `size` is what the frame says of its length, where it is not the truth.
std::string Frame(FrameType type, std::uint8_t flags, std::uint32_t stream,
                  std::string_view payload, std::optional<std::uint32_t> size = {});

std::string Number(std::uint32_t value);  // four bytes
std::string Setting(std::uint16_t id, std::uint32_t value);
std::string RstStream(std::uint32_t stream, std::uint32_t code = 8);

// HPACK without tables and without Huffman: every field spelled out.
using Fields = std::vector<std::pair<std::string, std::string>>;
std::string EncodeFields(const Fields& fields);

// The fields of a gRPC request for `/package.Service/Method`.
Fields RequestFields(const std::string& path);

// A gRPC message: flag, length, bytes; `size` is the length that it says.
std::string Message(std::string_view bytes, std::optional<std::uint32_t> size = {},
                    std::uint8_t compressed = 0);

struct ReadFrame {
  FrameType type = FrameType::kData;
  std::uint8_t flags = 0;
  std::uint32_t stream = 0;
  std::string payload;
};

// A TCP connection. Whatever the server does to it is no error of the test.
class Connection {
 public:
  // `address` is HOST:PORT with a numeric IPv4 host; `from`: our own end's host.
  explicit Connection(const std::string& address, const std::string& from = "127.0.0.1");
  ~Connection() { Close(); }
  Connection(Connection&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  Connection& operator=(Connection&&) = delete;

  bool open() const { return socket_ >= 0; }
  void Close();

  // False if the server has closed the connection, or takes nothing for `patience`. What
  // the server sends meanwhile is thrown away, so that it is never the one that waits.
  bool Send(std::string_view bytes,
            std::chrono::milliseconds patience = std::chrono::seconds(10));
  // Preface and empty settings.
  bool Greet();

  // The next frame; nullopt if none comes in time, or the connection is closed.
  std::optional<ReadFrame> Read(std::chrono::milliseconds patience);
  // The next frame of this type; others are skipped.
  std::optional<ReadFrame> ReadUntil(FrameType type, std::chrono::milliseconds patience);
  // Whether the server closes the connection in time.
  bool ClosedWithin(std::chrono::milliseconds patience);

 private:
  bool Fill(std::chrono::steady_clock::time_point end);
  void Drain();

  int socket_ = -1;
  bool ended_ = false;
  std::string received_;
};

}  // namespace clausebook::testing::http2

#endif  // CLAUSEBOOK_TESTS_HOSTILE_HTTP2_H_
