// Load of all kinds on a server that has more to do than it can, while backups are made
// of its database one after the other.
//
//   mixed_load [SECONDS]        default: 600
//
// Prints memory, descriptors and calls every ten seconds, and at the end how calls ended.
// Exit code 1 if a call ended otherwise than well or by a limit, or a backup failed or is
// not sound.
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/hostile/besieged.h"
#include "tests/hostile/mixed_work.h"
#include "tests/integration/wire.h"
#include "tests/testing/program.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr Estate kEstate{100, 20};
constexpr seconds kSample{10};

// Backups until told to stop; each replaces the one before.
class Backups {
 public:
  Backups(std::string database, std::string target)
      : database_(std::move(database)), target_(std::move(target)) {
    thread_ = std::thread([this] {
      while (!stop_) Make();
    });
  }
  void Stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }
  ~Backups() { Stop(); }

  int made() const { return made_; }
  int failed() const { return failed_; }  // or were not sound

 private:
  void Make() {
    std::filesystem::remove(target_);
    std::filesystem::remove(target_ + ".json");
    auto result = RunProgram({CLAUSEBOOK_PATH, "admin", "backup", database_, target_});
    if (result.exit_code == 0) {
      result = RunProgram({CLAUSEBOOK_PATH, "admin", "check", target_});
    }
    if (result.exit_code == 0) {
      ++made_;
    } else {
      ++failed_;
      std::fprintf(stderr, "backup: %s%s\n", result.out.c_str(), result.err.c_str());
    }
  }

  const std::string database_;
  const std::string target_;
  std::atomic<bool> stop_{false};
  std::atomic<int> made_{0};
  std::atomic<int> failed_{0};
  std::thread thread_;
};

double SizeMib(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return 0;
  return static_cast<double>(status.st_size) / (1 << 20);
}

std::size_t Middle(std::vector<std::size_t> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void PrintOutcome(const Tally& tally, int run_seconds) {
  for (const auto& [work, count] : tally.Counts()) {
    std::printf("%-8s %9ld good, %7.1f a second", work.c_str(), count.good,
                static_cast<double>(count.good) / run_seconds);
    for (const auto& [how, times] : count.refused) {
      std::printf("; %ld x %s", times, how.c_str());
    }
    std::printf("\n");
  }
  for (const std::string& wrong : tally.Wrong()) std::printf("WRONG %s\n", wrong.c_str());
}

int Run(int run_seconds) {
  const TempDir folder;
  const std::string database = folder.File("load.db");
  std::string error;
  // Short queues: with as many clients as here they overflow now and then.
  const auto server = ServerProcess::Start(database,
                                           {"--cache-mib", "64", "--read-queue", "8",
                                            "--write-queue", "4", "--log-level", "error"},
                                           &error);
  if (server == nullptr || !FillEstate(Connect(server->address()), kEstate)) {
    std::fprintf(stderr, "the server does not start or takes no books: %s\n",
                 error.c_str());
    return 1;
  }
  Tally tally;
  std::atomic<bool> stop{false};
  std::vector<std::thread> clients;
  unsigned seed = 0;
  for (const Work& work : AllWork()) {
    for (int i = 0; i < work.clients; ++i) {
      clients.emplace_back([&, run = work.run, seed = ++seed] {
        const auto channel = Connect(server->address());
        std::mt19937 random(seed);
        while (!stop) run(channel, kEstate, random(), tally);
      });
    }
  }
  Backups backups(database, folder.File("backup.db"));
  std::vector<std::size_t> memory;
  long before = 0;
  const auto start = steady_clock::now();
  while (steady_clock::now() - start < seconds(run_seconds) && server->IsRunning()) {
    std::this_thread::sleep_for(std::min(kSample, seconds(run_seconds)));
    const long good = tally.Good();
    memory.push_back(ResidentMib(server->pid()));
    std::printf(
        "%5.0f s  %4zu MiB  %3zu descriptors  %3zu threads  database %6.1f MiB  log "
        "%6.1f "
        "MiB  %7.1f calls/s  %d backups\n",
        std::chrono::duration<double>(steady_clock::now() - start).count(), memory.back(),
        Descriptors(server->pid()), Threads(server->pid()), SizeMib(database),
        SizeMib(database + "-wal"), static_cast<double>(good - before) / kSample.count(),
        backups.made());
    std::fflush(stdout);
    before = good;
  }
  stop = true;
  for (auto& client : clients) client.join();
  backups.Stop();
  const bool alive = ResidentMib(server->pid()) > 0;
  PrintOutcome(tally, run_seconds);
  const auto quarter = static_cast<std::ptrdiff_t>(memory.size() / 4);
  std::printf(
      "memory: %zu MiB in the middle of the second quarter, %zu of the last; at most "
      "%zu\n"
      "backups: %d made and sound, %d not\n",
      Middle({memory.begin() + quarter, memory.begin() + 2 * quarter}),
      Middle({memory.end() - quarter, memory.end()}), MostResidentMib(server->pid()),
      backups.made(), backups.failed());
  return alive && backups.made() > 0 && backups.failed() == 0 && tally.Wrong().empty()
             ? 0
             : 1;
}

}  // namespace
}  // namespace clausebook::testing

int main(int argc, char** argv) {
  const int run_seconds = argc > 1 ? std::atoi(argv[1]) : 600;
  if (argc > 2 || run_seconds <= 0) {
    std::fprintf(stderr, "usage: mixed_load [SECONDS]\n");
    return 2;
  }
  return clausebook::testing::Run(run_seconds);
}
