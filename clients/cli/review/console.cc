#include "clients/cli/review/console.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace clausebook::cli {
namespace {

constexpr std::array<int, 3> kEndingSignals{SIGTERM, SIGHUP, SIGQUIT};
constexpr char kEscape = '\x1b';
constexpr char kEndOfTransmission = '\x04';  // Ctrl-D

termios g_saved;  // for the handler: what to put back

// Only what may be called in a signal handler.
void RestoreAndEnd(int signal) {
  tcsetattr(STDIN_FILENO, TCSANOW, &g_saved);
  ::signal(signal, SIG_DFL);
  raise(signal);
}

// Keys one by one, without echo, Ctrl-C among them, for as long as the object lives.
class KeyMode {
 public:
  KeyMode() {
    if (tcgetattr(STDIN_FILENO, &g_saved) != 0) return;
    for (std::size_t i = 0; i < kEndingSignals.size(); ++i) {
      struct sigaction action {};
      action.sa_handler = RestoreAndEnd;
      sigaction(kEndingSignals[i], &action, &before_[i]);
    }
    termios keys = g_saved;
    keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
    keys.c_cc[VMIN] = 1;
    keys.c_cc[VTIME] = 0;
    changed_ = tcsetattr(STDIN_FILENO, TCSADRAIN, &keys) == 0;
  }
  ~KeyMode() {
    if (changed_) tcsetattr(STDIN_FILENO, TCSADRAIN, &g_saved);
    for (std::size_t i = 0; changed_ && i < kEndingSignals.size(); ++i) {
      sigaction(kEndingSignals[i], &before_[i], nullptr);
    }
  }
  KeyMode(const KeyMode&) = delete;
  KeyMode& operator=(const KeyMode&) = delete;

  // Takes no longer than a moment for what follows.
  void DropRest() {
    termios now = g_saved;
    now.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
    now.c_cc[VMIN] = 0;
    now.c_cc[VTIME] = 1;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
    std::array<char, 16> rest{};
    while (read(STDIN_FILENO, rest.data(), rest.size()) > 0) {
    }
  }

 private:
  std::array<struct sigaction, kEndingSignals.size()> before_{};
  bool changed_ = false;
};

// One byte; kEndOfInput at the end.
char ReadByte() {
  char byte = kEndOfInput;
  ssize_t got = 0;
  do {
    got = read(STDIN_FILENO, &byte, 1);
  } while (got < 0 && errno == EINTR);
  return got == 1 ? byte : kEndOfInput;
}

}  // namespace

char TerminalConsole::ReadKey() {
  out_.flush();
  KeyMode mode;
  const char key = ReadByte();
  if (key == kEndOfTransmission) return kEndOfInput;
  if (key == kEscape) mode.DropRest();
  return key;
}

std::optional<std::string> TerminalConsole::ReadLine(const std::string& prompt) {
  out_ << prompt << std::flush;
  std::string line;
  while (true) {
    char byte = kEndOfInput;
    const ssize_t got = read(STDIN_FILENO, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got != 1) return std::nullopt;
    if (byte == '\n') return line;
    line += byte;
  }
}

}  // namespace clausebook::cli
