// clausebookd: reads its configuration, starts the server, waits for a signal, drains.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <iostream>
#include <thread>

#include "service/base/error.h"
#include "service/main/admin_token.h"
#include "service/main/config.h"
#include "service/main/heap.h"
#include "service/main/listener.h"
#include "service/main/log.h"
#include "service/main/server.h"
#include "service/main/version.h"

namespace {

constexpr int kCannotStart = 1;
constexpr int kBadConfiguration = 2;

// Before any thread starts, so that all inherit it: signals are for WaitForSignal.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

int WaitForSignal(const sigset_t& signals) {
  int received = 0;
  sigwait(&signals, &received);
  return received;
}

// Faults of a file each with its place, as editors read it; anything else in a sentence.
void Complain(const absl::Status& status) {
  const auto detail = clausebook::GetErrorDetail(status);
  if (!detail || detail->faults.empty()) {
    std::cerr << "clausebookd: " << status.message() << "\n";
    return;
  }
  for (const auto& fault : detail->faults) {
    std::cerr << fault.path << ":" << fault.line << ":" << fault.column << ": "
              << fault.message << " " << fault.hint << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  clausebook::BoundHeap();
  const sigset_t signals = BlockSignals();
  const auto line = clausebook::ParseCommandLine(argc, argv);
  if (!line.ok()) {
    Complain(line.status());
    return kBadConfiguration;
  }
  if (line->done) return line->exit_code;
  if (line->check_only) {
    std::cout << "The configuration is good.\n";
    return 0;
  }
  if (line->create_admin_token) {
    const auto secret =
        clausebook::CreateAdminToken(line->config, *line->create_admin_token);
    if (!secret.ok()) {
      Complain(secret.status());
      return kCannotStart;
    }
    std::cout << *secret << std::endl;
    std::cerr << "This is the only time that the token is shown. It is an admin's, and "
                 "good for 90 days: keep it as you keep passwords.\n";
    return 0;
  }
  clausebook::RaiseDescriptorLimit();
  clausebook::Log log(line->config.log_level, line->config.log_format,
                      line->config.access_log_level);
  auto server = clausebook::Server::Start(line->config, &log);
  if (!server.ok()) {
    Complain(server.status());
    return kCannotStart;
  }
  std::cout << "listening on " << (*server)->address() << std::endl;
  log.Write(clausebook::LogLevel::kInfo, "started",
            {{"version", clausebook::kVersion},
             {"listen", (*server)->address()},
             {"database", line->config.database},
             {"durability", line->config.durability},
             {"metrics_port", std::to_string((*server)->metrics_port())}});
  const int received = WaitForSignal(signals);
  log.Write(clausebook::LogLevel::kInfo, "draining",
            {{"signal", std::to_string(received)},
             {"seconds", std::to_string(line->config.drain_seconds)}});
  // Whoever asks a second time does not want to wait.
  std::thread([signals] {
    WaitForSignal(signals);
    _exit(kCannotStart);
  }).detach();
  (*server)->Drain();
  server->reset();
  log.Write(clausebook::LogLevel::kInfo, "stopped", {});
  return 0;
}
