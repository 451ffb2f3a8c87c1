// Server CPU for a call of Ask and BatchAsk, beside a server that does nothing with
// messages of the same size, driven by the same load in the same run.
//
//   ask_benchmark [APPS…]        default: 1000 100000
//
// Machines are noisy and ratios are not: the two servers take turns in short rounds,
// and the median of the rounds' ratios is what counts.
#include <grpcpp/grpcpp.h>
#include <signal.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "clausebook/v1/book_service.grpc.pb.h"
#include "clausebook/v1/query_service.grpc.pb.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

constexpr int kAppsPerVendor = 100;
constexpr int kClients = 2;
constexpr int kRounds = 31;
constexpr auto kRound = std::chrono::milliseconds(400);
constexpr int kBatchApps = 10;
const std::vector<std::string> kBatchQuestions = {
    "questions/stores-data-off-atlassian", "questions/hosting-platform",
    "questions/data-sold", "questions/retention-after-uninstall",
    "questions/vendor-staff-access"};

// User and system time that a process has used, in microseconds.
double CpuMicros(pid_t pid) {
  clockid_t clock;
  timespec used{};
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) {
    std::exit(1);
  }
  return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
}

std::string AppName(int app) {
  return "vendors/v" + std::to_string(app / kAppsPerVendor) + "/apps/a" +
         std::to_string(app);
}

v1::ApplyBookRequest BookOf(int vendor, int apps) {
  std::string book = "clausebook: 1\nvendor: {id: v" + std::to_string(vendor) +
                     ", name: Vendor}\npolicies:\n  - id: privacy\n    title: Privacy\n"
                     "    revisions: [{file: p.txt, effective: 2024-01-01}]\napps:\n";
  for (int i = 0; i < apps; ++i) {
    const std::string id = std::to_string(vendor * kAppsPerVendor + i);
    book += "  - {id: a" + id + ", name: App " + id + "}\n";
  }
  book +=
      "facts:\n"
      "  - {id: host, property: hosting.platform, equals: forge, quote: All apps are "
      "built on Atlassian Forge.}\n"
      "  - {id: store, property: storage.off_platform, equals: false, quote: We store no "
      "data outside of Atlassian.}\n"
      "  - {id: sold, property: use.sold, equals: false, quote: We do not sell data.}\n"
      "  - {id: kept, property: retention.after_uninstall, at_most: P30D, quote: Data is "
      "deleted within thirty days.}\n"
      "  - {id: staff, property: access.vendor_staff, equals: prohibited, quote: Staff "
      "are "
      "forbidden to read data.}\n";
  v1::ApplyBookRequest request;
  auto* file = request.add_files();
  file->set_path("factbook.yaml");
  file->set_content(book);
  file = request.add_files();
  file->set_path("p.txt");
  std::string text =
      "All apps are built on Atlassian Forge. We store no data outside of Atlassian. We "
      "do "
      "not sell data. Data is deleted within thirty days. Staff are forbidden to read "
      "data.\n";
  for (int i = 0; i < 60; ++i) {
    text += "This is sentence number " + std::to_string(i) + " of a policy. ";
  }
  file->set_content(text);
  return request;
}

void Fill(const std::shared_ptr<grpc::Channel>& channel, int apps) {
  const auto stub = v1::BookService::NewStub(channel);
  for (int done = 0; done < apps; done += kAppsPerVendor) {
    grpc::ClientContext context;
    v1::ApplyBookResponse response;
    const auto status = stub->ApplyBook(
        &context, BookOf(done / kAppsPerVendor, std::min(kAppsPerVendor, apps - done)),
        &response);
    if (!status.ok()) {
      std::cerr << "fill: " << status.error_message() << "\n";
      std::exit(1);
    }
  }
}

using OneCall = std::function<bool(v1::QueryService::Stub&, int app)>;

bool AskOne(v1::QueryService::Stub& stub, int app) {
  grpc::ClientContext context;
  v1::AskRequest request;
  request.set_app(AppName(app));
  request.set_question(kBatchQuestions[0]);
  v1::AskResponse response;
  return stub.Ask(&context, request, &response).ok();
}

v1::BatchAskRequest BatchOf(int app, int apps) {
  v1::BatchAskRequest request;
  for (int i = 0; i < std::min(kBatchApps, apps); ++i) {
    request.add_apps(AppName((app + i) % apps));
  }
  for (const auto& question : kBatchQuestions) request.add_questions(question);
  return request;
}

// A server and the clients that call it, each on a connection of its own.
class Target {
 public:
  Target(const std::string& address, pid_t pid) : pid_(pid) {
    for (int c = 0; c < kClients; ++c) {
      grpc::ChannelArguments arguments;
      arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
      arguments.SetMaxReceiveMessageSize(-1);
      stubs_.push_back(v1::QueryService::NewStub(grpc::CreateCustomChannel(
          address, grpc::InsecureChannelCredentials(), arguments)));
    }
  }

  // Server CPU of a call, in microseconds, under load for a round.
  double Measure(int apps, const OneCall& call) {
    std::atomic<long> calls{0};
    std::atomic<bool> failed{false};
    const double before = CpuMicros(pid_);
    const auto end = std::chrono::steady_clock::now() + kRound;
    std::vector<std::thread> clients;
    for (auto& stub : stubs_) {
      clients.emplace_back([&, seed = ++seed_] {
        std::mt19937 random(seed);
        while (std::chrono::steady_clock::now() < end && !failed) {
          if (!call(*stub, static_cast<int>(random() % static_cast<unsigned>(apps)))) {
            failed = true;
          }
          ++calls;
        }
      });
    }
    for (auto& client : clients) client.join();
    if (failed) {
      std::cerr << "a call failed\n";
      std::exit(1);
    }
    return (CpuMicros(pid_) - before) / static_cast<double>(std::max(1L, calls.load()));
  }

 private:
  pid_t pid_;
  std::vector<std::unique_ptr<v1::QueryService::Stub>> stubs_;
  unsigned seed_ = 0;
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Starts the yardstick; a plain child of ours, found by its output.
struct Nothing {
  FILE* pipe = nullptr;
  std::string address;
  pid_t pid = 0;
};

Nothing StartNothing(std::size_t ask_bytes, std::size_t batch_bytes) {
  Nothing nothing;
  const std::string command = "echo $$; exec " NOTHING_SERVER_PATH " " +
                              std::to_string(ask_bytes) + " " +
                              std::to_string(batch_bytes);
  nothing.pipe = popen(command.c_str(), "r");
  char line[256];
  if (nothing.pipe == nullptr || fgets(line, sizeof(line), nothing.pipe) == nullptr) {
    std::exit(1);
  }
  nothing.pid = static_cast<pid_t>(std::atoi(line));
  if (fgets(line, sizeof(line), nothing.pipe) == nullptr) std::exit(1);
  nothing.address = std::string(line).substr(sizeof("listening on ") - 1);
  nothing.address.pop_back();
  return nothing;
}

void Compare(const char* what, int apps, Target& server, Target& nothing,
             const OneCall& call) {
  // Once to warm both.
  server.Measure(apps, call);
  nothing.Measure(apps, call);
  std::vector<double> ours, theirs, ratios;
  for (int round = 0; round < kRounds; ++round) {
    ours.push_back(server.Measure(apps, call));
    theirs.push_back(nothing.Measure(apps, call));
    ratios.push_back(ours.back() / theirs.back());
  }
  std::printf("%8d apps  %-9s clausebookd %8.1f us  nothing %7.1f us  ratio %.3f\n", apps,
              what, Median(ours), Median(theirs), Median(ratios));
  std::fflush(stdout);
}

void Run(int apps) {
  TempDir directory;
  const auto server =
      ServerProcess::Start(directory.path() + "/bench.db", {"--durability", "relaxed"});
  if (server == nullptr) std::exit(1);
  const auto channel =
      grpc::CreateChannel(server->address(), grpc::InsecureChannelCredentials());
  Fill(channel, apps);
  const auto stub = v1::QueryService::NewStub(channel);
  grpc::ClientContext ask_context, batch_context;
  v1::AskRequest ask;
  ask.set_app(AppName(0));
  ask.set_question(kBatchQuestions[0]);
  v1::AskResponse answer;
  v1::BatchAskResponse answers;
  if (!stub->Ask(&ask_context, ask, &answer).ok() ||
      !stub->BatchAsk(&batch_context, BatchOf(0, apps), &answers).ok()) {
    std::exit(1);
  }
  std::printf("%8d apps  reply: Ask %zu bytes, BatchAsk %zu bytes (%d answers)\n", apps,
              answer.ByteSizeLong(), answers.ByteSizeLong(), answers.answers_size());
  const auto batch = [apps](v1::QueryService::Stub& s, int app) {
    grpc::ClientContext context;
    v1::BatchAskResponse response;
    return s.BatchAsk(&context, BatchOf(app, apps), &response).ok();
  };
  // Every app once, as a server that has been running for a while has been asked.
  for (int app = 0; app < apps; app += kBatchApps) {
    if (!batch(*stub, app)) std::exit(1);
  }
  const Nothing nothing = StartNothing(answer.ByteSizeLong(), answers.ByteSizeLong());
  Target ours(server->address(), server->pid());
  Target theirs(nothing.address, nothing.pid);
  Compare("Ask", apps, ours, theirs, AskOne);
  Compare("BatchAsk", apps, ours, theirs, batch);
  kill(nothing.pid, SIGKILL);
  pclose(nothing.pipe);
}

}  // namespace
}  // namespace clausebook::testing

int main(int argc, char** argv) {
  std::vector<int> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::atoi(argv[i]));
  if (sizes.empty()) sizes = {1000, 100'000};
  for (const int apps : sizes) {
    if (apps <= 0) {
      std::cerr << "usage: ask_benchmark [APPS...]\n";
      return 2;
    }
    clausebook::testing::Run(apps);
  }
}
