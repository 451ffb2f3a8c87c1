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

termios g_saved;  // as the terminal was; the handler puts it back
std::array<struct sigaction, kEndingSignals.size()> g_actions;

// Only what may be called in a signal handler.
void RestoreAndEnd(int signal) {
  tcsetattr(STDIN_FILENO, TCSANOW, &g_saved);
  ::signal(signal, SIG_DFL);
  raise(signal);
}

// Keys one by one. A read waits for the first; with `rest` only for a tenth of a second.
void SetKeyMode(bool rest = false) {
  termios mode = g_saved;
  mode.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
  mode.c_cc[VMIN] = rest ? 0 : 1;
  mode.c_cc[VTIME] = rest ? 1 : 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &mode);
}

// Lines with echo and the usual editing. Ctrl-C ends the line, not the program.
void SetLineMode() {
  termios mode = g_saved;
  mode.c_lflag |= static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
  mode.c_lflag &= ~static_cast<tcflag_t>(ISIG);
  mode.c_cc[VEOL2] = kInterrupt;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &mode);
}

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

TerminalConsole::TerminalConsole(std::ostream& out) : out_(out) {
  tcgetattr(STDIN_FILENO, &g_saved);
  for (std::size_t i = 0; i < kEndingSignals.size(); ++i) {
    struct sigaction action {};
    action.sa_handler = RestoreAndEnd;
    sigaction(kEndingSignals[i], &action, &g_actions[i]);
  }
  SetKeyMode();
}

TerminalConsole::~TerminalConsole() {
  tcsetattr(STDIN_FILENO, TCSADRAIN, &g_saved);
  for (std::size_t i = 0; i < kEndingSignals.size(); ++i) {
    sigaction(kEndingSignals[i], &g_actions[i], nullptr);
  }
}

char TerminalConsole::ReadKey() {
  out_.flush();
  const char key = ReadByte();
  if (key == kEndOfTransmission) return kEndOfInput;
  if (key == kEscape) {
    // An arrow sends more; on its own the key does not.
    SetKeyMode(/*rest=*/true);
    std::array<char, 16> rest{};
    while (read(STDIN_FILENO, rest.data(), rest.size()) > 0) {
    }
    SetKeyMode();
  }
  return key;
}

std::optional<std::string> TerminalConsole::ReadLine(const std::string& prompt) {
  SetLineMode();
  out_ << prompt << std::flush;
  std::optional<std::string> line = "";
  while (true) {
    const char byte = ReadByte();
    if (byte == '\n') break;
    if (byte == kEndOfInput || byte == kInterrupt) {
      out_ << "\n";
      line.reset();
      break;
    }
    *line += byte;
  }
  SetKeyMode();
  return line;
}

}  // namespace clausebook::cli
