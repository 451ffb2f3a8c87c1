// Floods on one connection: what HTTP/2 lets a client send without end. Another client's
// calls go on meanwhile, and the server keeps to bounds afterwards.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <string>

#include "tests/hostile/besieged.h"
#include "tests/hostile/http2.h"

namespace clausebook::testing {
namespace {

using namespace http2;  // NOLINT: the vocabulary of every line below
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr char kAsk[] = "/clausebook.v1.QueryService/Ask";
constexpr char kFill[] = "/clausebook.v1.QuestionnaireService/FillQuestionnaire";

// Sends `count` times what `next` makes, in pieces of some KiB, on a new connection
// whenever the server has closed the one before, but not on more than `most` of them. How
// many were taken.
template <typename Next>
int Flood(const std::string& address, int count, int most, const Next& next) {
  constexpr std::size_t kPiece = 16'384;
  int sent = 0;
  for (int connection = 0; connection < most && sent < count; ++connection) {
    Connection attacker(address);
    if (!attacker.Greet()) continue;
    std::string piece;
    int in_piece = 0;
    std::uint32_t stream = 1;
    while (sent + in_piece < count) {
      piece += next(stream);
      ++in_piece;
      stream += 2;
      if (piece.size() < kPiece && sent + in_piece < count) continue;
      if (!attacker.Send(piece)) break;
      sent += in_piece;
      piece.clear();
      in_piece = 0;
    }
  }
  return sent;
}

class HostileFlood : public Besieged {
 protected:
  void SetUp() override { Start(); }

  void Report(const char* what, int sent) {
    std::cout << "  " << what << ": " << sent << " taken by the server\n";
  }
};

// CVE-2023-44487: calls that are cancelled as soon as they are made.
TEST_F(HostileFlood, RapidReset) {
  const std::string fields = EncodeFields(RequestFields(kListVendors));
  Attack([&] {
    Report("resets", Flood(address(), 20'000 * Severity(), 20, [&](std::uint32_t stream) {
             return Frame(FrameType::kHeaders, kEndHeaders, stream, fields) +
                    RstStream(stream);
           }));
  });
}

// The same with requests that are whole, so that each of them is work.
TEST_F(HostileFlood, RapidResetOfWholeCalls) {
  const std::string fields = EncodeFields(RequestFields(kListVendors));
  Attack([&] {
    Report("resets", Flood(address(), 10'000 * Severity(), 20, [&](std::uint32_t stream) {
             return Frame(FrameType::kHeaders, kEndHeaders, stream, fields) +
                    Frame(FrameType::kData, kEndStream, stream, Message("")) +
                    RstStream(stream);
           }));
  });
}

// Streams are places of which there are few (eight): a flood must not keep them.
TEST_F(HostileFlood, RapidResetOfStreamingCalls) {
  const std::string fields = EncodeFields(RequestFields(kFill));
  Attack([&] {
    Report("resets", Flood(address(), 5'000 * Severity(), 20, [&](std::uint32_t stream) {
             return Frame(FrameType::kHeaders, kEndHeaders, stream, fields) +
                    RstStream(stream);
           }));
  });
}

// CVE-2025-8671 (made you reset): the server itself is made to end each call, here by a
// window update of zero.
TEST_F(HostileFlood, ResetsThatTheServerIsMadeToSend) {
  const std::string fields = EncodeFields(RequestFields(kListVendors));
  Attack([&] {
    Report("calls", Flood(address(), 10'000 * Severity(), 200, [&](std::uint32_t stream) {
             return Frame(FrameType::kHeaders, kEndHeaders, stream, fields) +
                    Frame(FrameType::kWindowUpdate, 0, stream, Number(0));
           }));
  });
}

TEST_F(HostileFlood, Settings) {
  const std::string settings = Frame(FrameType::kSettings, 0, 0, Setting(4, 65'535));
  Attack([&] {
    Report("settings", Flood(address(), 100'000 * Severity(), 20,
                             [&](std::uint32_t) { return settings; }));
  });
}

// The initial window up and down again, with calls open that it counts for.
TEST_F(HostileFlood, SettingsThatChangeEveryStream) {
  const std::string fields = EncodeFields(RequestFields(kFill));
  Attack([&] {
    Report("settings",
           Flood(address(), 20'000 * Severity(), 20, [&](std::uint32_t stream) {
             if (stream < 200) {
               return Frame(FrameType::kHeaders, kEndHeaders, stream, fields);
             }
             return Frame(FrameType::kSettings, 0, 0,
                          Setting(4, stream % 4 == 1 ? 0x7fffffff : 0));
           }));
  });
}

// Pings get two strikes, and then the connection is closed.
TEST_F(HostileFlood, Pings) {
  const std::string ping = Frame(FrameType::kPing, 0, 0, "12345678");
  Attack([&] {
    Report("pings",
           Flood(address(), 5'000 * Severity(), 50, [&](std::uint32_t) { return ping; }));
  });
}

TEST_F(HostileFlood, WindowUpdatesPrioritiesAndUnknownFrames) {
  const std::string some =
      Frame(FrameType::kWindowUpdate, 0, 0, Number(1)) +
      Frame(FrameType::kPriority, 0, 1, Number(3) + std::string(1, '\x10')) +
      Frame(static_cast<FrameType>(0x42), 0xff, 7, std::string(64, 'x'));
  Attack([&] {
    Report("frames", Flood(address(), 50'000 * Severity(), 200,
                           [&](std::uint32_t) { return some; }));
  });
}

// CVE-2024-27316 and its kin: headers that never end.
TEST_F(HostileFlood, Continuations) {
  const std::string fields = EncodeFields(RequestFields(kListVendors));
  const std::string more = EncodeFields({{"x-padding", std::string(8'000, 'x')}});
  Attack([&] {
    Report("continuations",
           Flood(address(), 4'000 * Severity(), 200, [&](std::uint32_t stream) {
             return stream == 1 ? Frame(FrameType::kHeaders, 0, 1, fields)
                                : Frame(FrameType::kContinuation, 0, 1, more);
           }));
  });
}

// Continuations that bring nothing.
TEST_F(HostileFlood, EmptyContinuations) {
  const std::string fields = EncodeFields(RequestFields(kListVendors));
  Attack([&] {
    Report("continuations",
           Flood(address(), 50'000 * Severity(), 50, [&](std::uint32_t stream) {
             return stream == 1 ? Frame(FrameType::kHeaders, 0, 1, fields)
                                : Frame(FrameType::kContinuation, 0, 1, "");
           }));
  });
}

// CVE-2023-33953: HPACK's table made larger and smaller, and entries that replace one
// another.
TEST_F(HostileFlood, HeaderTables) {
  const std::string fields = EncodeFields(RequestFields(kListVendors));
  // "Kept" literals (01000000) of near the table's size each.
  const auto kept = [](std::uint32_t i) {
    const std::string name = "x-" + std::to_string(i);
    const std::string value(100, 'v');
    return '\x40' + std::string(1, static_cast<char>(name.size())) + name +
           std::string(1, static_cast<char>(value.size())) + value;
  };
  Attack([&] {
    Report("headers",
           Flood(address(), 10'000 * Severity(), 50, [&](std::uint32_t stream) {
             std::string block;
             for (std::uint32_t i = 0; i < 20; ++i) block += kept(stream * 20 + i);
             return Frame(FrameType::kHeaders, kEndHeaders | kEndStream, stream,
                          fields + block);
           }));
  });
}

// DATA frames without data, on a call that waits for some.
TEST_F(HostileFlood, EmptyData) {
  const std::string fields = EncodeFields(RequestFields(kAsk));
  Attack([&] {
    Report("frames", Flood(address(), 50'000 * Severity(), 20, [&](std::uint32_t stream) {
             return stream == 1 ? Frame(FrameType::kHeaders, kEndHeaders, 1, fields)
                                : Frame(FrameType::kData, 0, 1, "");
           }));
  });
}

// Calls that are opened and never go on. The limit of streams does not count for a client
// that does not acknowledge it.
TEST_F(HostileFlood, CallsThatNeverGoOn) {
  const std::string fields = EncodeFields(RequestFields(kAsk));
  Attack([&] {
    Report("calls", Flood(address(), 20'000 * Severity(), 20, [&](std::uint32_t stream) {
             return Frame(FrameType::kHeaders, kEndHeaders, stream, fields);
           }));
  });
}

// The same, each with a message that is announced to be large, and of which a part comes.
TEST_F(HostileFlood, MessagesThatNeverEnd) {
  const std::string fields = EncodeFields(RequestFields(kAsk));
  const std::string part = Message(std::string(1'000, 'x'), 4'000'000);
  Attack([&] {
    Report("calls", Flood(address(), 5'000 * Severity(), 100, [&](std::uint32_t stream) {
             return Frame(FrameType::kHeaders, kEndHeaders, stream, fields) +
                    Frame(FrameType::kData, 0, stream, part);
           }));
  });
}

// A client that asks for much and takes nothing: its window is closed.
TEST_F(HostileFlood, AnswersThatNobodyTakes) {
  const std::string fields =
      EncodeFields(RequestFields("/clausebook.v1.QuestionService/ListQuestions"));
  Attack([&] {
    std::vector<Connection> attackers;
    for (int i = 0; i < 20; ++i) {
      Connection& attacker = attackers.emplace_back(address());
      attacker.Send(std::string(kPreface) +
                    Frame(FrameType::kSettings, 0, 0, Setting(4, 0)));
      for (std::uint32_t stream = 1; stream < 200; stream += 2) {
        attacker.Send(Frame(FrameType::kHeaders, kEndHeaders, stream, fields) +
                          Frame(FrameType::kData, kEndStream, stream, Message("")),
                      milliseconds(500));
      }
    }
  });
}

}  // namespace
}  // namespace clausebook::testing
