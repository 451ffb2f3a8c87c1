#include "tests/testing/pty_program.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

#include "tests/testing/program.h"

namespace clausebook::testing {
namespace {

constexpr int kPatienceMs = 60'000;

}  // namespace

PtyProgram::PtyProgram(std::vector<std::string> words,
                       std::vector<std::string> environment) {
  PassOnEnvironment(environment);
  // All that allocates is done before the process forks.
  const auto arguments = PointersTo(words);
  const auto variables = PointersTo(environment);
  const winsize size{24, 80, 0, 0};
  pid_ = forkpty(&terminal_, nullptr, nullptr, &size);
  if (pid_ < 0) throw std::runtime_error("no pseudo-terminal");
  if (pid_ == 0) {
    execve(arguments[0], arguments.data(), variables.data());
    _exit(127);
  }
}

PtyProgram::~PtyProgram() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    Wait();
  }
  HangUp();
}

bool PtyProgram::ReadSome() {
  pollfd wait{terminal_, POLLIN, 0};
  if (poll(&wait, 1, kPatienceMs) <= 0) {
    throw std::runtime_error("nothing was written for a minute; the screen:\n" + screen_);
  }
  std::array<char, 4096> bytes{};
  const ssize_t got = read(terminal_, bytes.data(), bytes.size());
  for (ssize_t i = 0; i < got; ++i) {
    const char byte = bytes[static_cast<std::size_t>(i)];
    if (byte != '\r') screen_ += byte;
  }
  return got > 0;
}

std::string PtyProgram::WaitFor(const std::string& text) {
  while (true) {
    const std::size_t at = screen_.find(text, seen_);
    if (at != std::string::npos) {
      const std::string between = screen_.substr(seen_, at - seen_);
      seen_ = at + text.size();
      return between;
    }
    if (!ReadSome()) {
      throw std::runtime_error("'" + text + "' was not written; the screen:\n" + screen_);
    }
  }
}

void PtyProgram::Type(const std::string& keys) {
  if (write(terminal_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size())) {
    throw std::runtime_error("the terminal takes no keys");
  }
}

bool PtyProgram::IsInLineMode() const {
  termios mode{};
  if (tcgetattr(terminal_, &mode) != 0) throw std::runtime_error("no terminal");
  return (mode.c_lflag & (ICANON | ECHO)) == (ICANON | ECHO);
}

void PtyProgram::HangUp() {
  if (terminal_ >= 0) close(terminal_);
  terminal_ = -1;
}

void PtyProgram::Signal(int signal) { kill(pid_, signal); }

int PtyProgram::Wait() {
  // A program whose output nobody takes may not end.
  while (terminal_ >= 0 && ReadSome()) {
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace clausebook::testing
