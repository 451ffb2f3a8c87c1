// A worker that does what the document says, which is nothing that a worker should do.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <string>

namespace {

void Say(const std::string& bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t wrote = write(STDOUT_FILENO, bytes.data() + at, bytes.size() - at);
    if (wrote <= 0) _exit(1);
    at += static_cast<std::size_t>(wrote);
  }
}

// Descriptors that are open besides the standard ones.
int CountDescriptors() {
  int count = 0;
  for (int i = 3; i < 1024; ++i) count += fcntl(i, F_GETFD) != -1 ? 1 : 0;
  return count;
}

}  // namespace

int main() {
  std::array<char, 64> buffer;
  const ssize_t got = read(STDIN_FILENO, buffer.data(), buffer.size());
  const std::string order(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  if (order.starts_with("crash")) {
    signal(SIGSEGV, SIG_DFL);  // sanitizers would report it
    raise(SIGSEGV);
  }
  if (order.starts_with("cpu")) raise(SIGXCPU);
  if (order.starts_with("exit")) return 7;
  if (order.starts_with("nonsense")) Say("clausebook-extract 1\nnonsense");
  if (order.starts_with("sleep")) pause();
  if (order.starts_with("flood")) {
    while (true) Say(std::string(1 << 16, 'x'));
  }
  if (order.starts_with("close")) {
    close(STDOUT_FILENO);
    pause();
  }
  // A refusal whose words are a number: how many descriptors, and variables, it sees.
  if (order.starts_with("look")) {
    const std::string seen = std::to_string(CountDescriptors()) + " descriptors, " +
                             (environ[0] == nullptr ? "no" : "an") + " environment";
    const char size = static_cast<char>(seen.size());
    Say("clausebook-extract 1\n\x01" + std::string{size, '\0', '\0', '\0'} + seen);
  }
  return 0;
}
