#include "tests/hostile/http2.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace clausebook::testing::http2 {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kFrameHead = 9;

int MillisecondsUntil(steady_clock::time_point end) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(end - steady_clock::now());
  return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

// HPACK's lengths: seven bits, and more bytes where these do not do.
std::string Length(std::size_t size) {
  constexpr std::size_t kInOne = 127;
  if (size < kInOne) return std::string(1, static_cast<char>(size));
  std::string out(1, static_cast<char>(kInOne));
  for (size -= kInOne; size >= 128; size >>= 7) {
    out += static_cast<char>((size & 127) | 128);
  }
  return out + static_cast<char>(size);
}

}  // namespace

std::string Frame(FrameType type, std::uint8_t flags, std::uint32_t stream,
                  std::string_view payload, std::optional<std::uint32_t> size) {
  const auto length = size.value_or(static_cast<std::uint32_t>(payload.size()));
  std::string out = Number(length).substr(1);
  out += static_cast<char>(type);
  out += static_cast<char>(flags);
  out += Number(stream);
  return out.append(payload);
}

std::string Number(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
  return out;
}

std::string Setting(std::uint16_t id, std::uint32_t value) {
  return Number(id).substr(2) + Number(value);
}

std::string RstStream(std::uint32_t stream, std::uint32_t code) {
  return Frame(FrameType::kRstStream, 0, stream, Number(code));
}

std::string EncodeFields(const Fields& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    out += '\0';  // a literal that is not kept, with a name spelled out
    out += Length(name.size()) + name + Length(value.size()) + value;
  }
  return out;
}

Fields RequestFields(const std::string& path) {
  return {{":method", "POST"}, {":scheme", "http"},
          {":path", path},     {":authority", "localhost"},
          {"te", "trailers"},  {"content-type", "application/grpc"}};
}

std::string Message(std::string_view bytes, std::optional<std::uint32_t> size,
                    std::uint8_t compressed) {
  std::string out(1, static_cast<char>(compressed));
  out += Number(size.value_or(static_cast<std::uint32_t>(bytes.size())));
  return out.append(bytes);
}

Connection::Connection(const std::string& address, const std::string& from) {
  const auto colon = address.rfind(':');
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
  socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) return;
  sockaddr_in ours{};
  ours.sin_family = AF_INET;
  inet_pton(AF_INET, from.c_str(), &ours.sin_addr);
  bind(socket_, reinterpret_cast<sockaddr*>(&ours), sizeof(ours));
  if (connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof(to)) != 0) {
    Close();
    return;
  }
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

void Connection::Close() {
  if (socket_ >= 0) close(socket_);
  socket_ = -1;
}

bool Connection::Send(std::string_view bytes, std::chrono::milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  while (open() && !bytes.empty()) {
    pollfd ready{socket_, POLLOUT | POLLIN, 0};
    if (poll(&ready, 1, MillisecondsUntil(end)) <= 0) return false;
    if ((ready.revents & POLLIN) != 0) Drain();
    if (ended_) return false;
    if ((ready.revents & POLLOUT) == 0) continue;
    const ssize_t sent =
        send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return open();
}

bool Connection::Greet() {
  return Send(std::string(kPreface) + Frame(FrameType::kSettings, 0, 0, ""));
}

// Takes what there is, without waiting. Keeps the last of it, for Read.
void Connection::Drain() {
  constexpr std::size_t kMostKept = 1 << 20;
  char bytes[16'384];
  while (true) {
    const ssize_t got = recv(socket_, bytes, sizeof(bytes), MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) ended_ = true;
    if (got <= 0) return;
    if (received_.size() < kMostKept) {
      received_.append(bytes, static_cast<std::size_t>(got));
    }
  }
}

bool Connection::Fill(steady_clock::time_point end) {
  if (!open() || ended_) return false;
  pollfd ready{socket_, POLLIN, 0};
  if (poll(&ready, 1, MillisecondsUntil(end)) <= 0) return false;
  const std::size_t before = received_.size();
  Drain();
  return received_.size() > before;
}

std::optional<ReadFrame> Connection::Read(std::chrono::milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  while (true) {
    if (received_.size() >= kFrameHead) {
      const auto byte = [this](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(received_[i]));
      };
      const std::size_t size = byte(0) << 16 | byte(1) << 8 | byte(2);
      if (received_.size() >= kFrameHead + size) {
        ReadFrame frame;
        frame.type = static_cast<FrameType>(byte(3));
        frame.flags = static_cast<std::uint8_t>(byte(4));
        frame.stream = byte(5) << 24 | byte(6) << 16 | byte(7) << 8 | byte(8);
        frame.payload = received_.substr(kFrameHead, size);
        received_.erase(0, kFrameHead + size);
        return frame;
      }
    }
    if (!Fill(end)) return std::nullopt;
  }
}

std::optional<ReadFrame> Connection::ReadUntil(FrameType type,
                                               std::chrono::milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  while (true) {
    auto frame = Read(std::chrono::milliseconds(MillisecondsUntil(end)));
    if (!frame || frame->type == type) return frame;
  }
}

bool Connection::ClosedWithin(std::chrono::milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  do {
    Fill(end);
  } while (open() && !ended_ && steady_clock::now() < end);
  return !open() || ended_;
}

}  // namespace clausebook::testing::http2
