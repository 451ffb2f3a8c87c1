#include "clients/cli/filling/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace clausebook::cli {
namespace {

constexpr char kStop = 's';
constexpr char kEnd = 'e';

std::array<int, 2> g_pipe;  // a handler may do little more than write
struct sigaction g_before;

void Tell(char what) {
  const int error = errno;
  [[maybe_unused]] const ssize_t written = write(g_pipe[1], &what, 1);
  errno = error;
}

void OnInterrupt(int /*signal*/) { Tell(kStop); }

// The next byte of the pipe; kEnd if there will be none.
char NextByte() {
  char byte = kEnd;
  ssize_t got = 0;
  do {
    got = read(g_pipe[0], &byte, 1);
  } while (got < 0 && errno == EINTR);
  return got == 1 ? byte : kEnd;
}

}  // namespace

Interrupt::Interrupt() {
  // Without a pipe Ctrl-C ends the program at once, as it does by itself.
  if (pipe2(g_pipe.data(), O_CLOEXEC) != 0) return;
  watcher_ = std::thread([this] {
    while (NextByte() == kStop) source_.request_stop();
  });
  struct sigaction action {};
  action.sa_handler = OnInterrupt;
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  sigaction(SIGINT, &action, &g_before);
}

Interrupt::~Interrupt() {
  if (!watcher_.joinable()) return;
  sigaction(SIGINT, &g_before, nullptr);
  Tell(kEnd);
  watcher_.join();
  for (const int end : g_pipe) close(end);
}

}  // namespace clausebook::cli
