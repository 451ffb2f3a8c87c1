#include "service/evidence/documents/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace clausebook::evidence {
namespace {

constexpr int kFirstFree = 3;  // behind the standard descriptors
constexpr int kLookAgainMs = 2;

int MillisecondsTo(Child::Clock::time_point deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - Child::Clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1 << 30));
}

// Out of the way of 0 to 2, which may be free in a process that closed them.
Descriptor MoveUp(int number) {
  Descriptor low(number);
  if (number >= kFirstFree) return low;
  return Descriptor(fcntl(number, F_DUPFD_CLOEXEC, kFirstFree));
}

// Sockets, since writing to one whose reader is gone can be done without a signal.
bool MakePair(Descriptor* ours, Descriptor* theirs) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
  *ours = MoveUp(ends[0]);
  *theirs = MoveUp(ends[1]);
  return ours->open() && theirs->open() &&
         fcntl(ours->number(), F_SETFL, O_NONBLOCK) == 0;
}

class SpawnSettings {
 public:
  SpawnSettings(int input, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, kFirstFree);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    Close();
    number_ = other.Release();
  }
  return *this;
}

int Descriptor::Release() { return std::exchange(number_, -1); }

void Descriptor::Close() {
  if (number_ >= 0) close(number_);
  number_ = -1;
}

std::optional<Child> Child::Start(const std::vector<std::string>& arguments) {
  Descriptor input;
  Descriptor their_input;
  Descriptor output;
  Descriptor their_output;
  if (!MakePair(&input, &their_input) || !MakePair(&output, &their_output)) {
    return std::nullopt;
  }
  std::vector<char*> argv;
  // posix_spawn takes pointers to non-const and does not write through them.
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  std::array<char*, 1> no_environment = {nullptr};
  const SpawnSettings settings(their_input.number(), their_output.number());
  pid_t pid = -1;
  if (posix_spawn(&pid, argv[0], settings.actions(), settings.attributes(), argv.data(),
                  no_environment.data()) != 0) {
    return std::nullopt;
  }
  return Child(pid, std::move(input), std::move(output));
}

Child::Child(pid_t pid, Descriptor input, Descriptor output)
    : pid_(pid), input_(std::move(input)), output_(std::move(output)) {}

Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      input_(std::move(other.input_)),
      output_(std::move(other.output_)) {}

Child::~Child() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void Child::Send(std::string_view* input) {
  const ssize_t sent =
      send(input_.number(), input->data(), input->size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent > 0) {
    input->remove_prefix(static_cast<std::size_t>(sent));
  } else if (sent < 0 && errno != EAGAIN && errno != EINTR) {
    // The child reads no more; what it has to say still counts.
    input->remove_prefix(input->size());
  }
  if (input->empty()) input_.Close();
}

bool Child::Receive(std::string* output) {
  std::array<char, 1 << 16> buffer;
  const ssize_t got = recv(output_.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  output->append(buffer.data(), static_cast<std::size_t>(got));
  return got > 0;
}

bool Child::Converse(std::string_view input, Clock::time_point deadline, std::size_t most,
                     std::string* output) {
  if (input.empty()) input_.Close();
  while (output->size() <= most) {
    const int left = MillisecondsTo(deadline);
    if (left == 0) return false;
    // poll() passes over a negative descriptor.
    std::array<pollfd, 2> watched = {
        {{output_.number(), POLLIN, 0}, {input_.number(), POLLOUT, 0}}};
    if (poll(watched.data(), watched.size(), left) < 0 && errno != EINTR) return true;
    if (watched[1].revents != 0) Send(&input);
    if (watched[0].revents != 0 && !Receive(output)) return true;
  }
  return true;
}

int Child::WaitForSignal(Clock::time_point deadline) {
  while (pid_ > 0) {
    int status = 0;
    const pid_t gone = waitpid(pid_, &status, WNOHANG);
    if (gone == pid_) {
      pid_ = -1;
      return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    }
    const bool ignored = gone < 0 && errno != EINTR;
    if (ignored || MillisecondsTo(deadline) == 0) return 0;
    poll(nullptr, 0, kLookAgainMs);
  }
  return 0;
}

}  // namespace clausebook::evidence
