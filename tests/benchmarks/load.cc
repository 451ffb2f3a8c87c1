#include "tests/benchmarks/load.h"

#include <grpcpp/impl/codegen/client_unary_call.h>
#include <grpcpp/impl/codegen/rpc_method.h>
#include <sched.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

namespace clausebook::testing {
namespace {

constexpr int kClients = 2;
constexpr auto kRound = std::chrono::milliseconds(400);

// The first processor, or all others.
void KeepTo(bool first) {
  const long processors = sysconf(_SC_NPROCESSORS_ONLN);
  if (processors < 2) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  if (first) {
    CPU_SET(0, &set);
  } else {
    for (int i = 1; i < std::min<long>(processors, CPU_SETSIZE); ++i) CPU_SET(i, &set);
  }
  if (sched_setaffinity(0, sizeof(set), &set) != 0) {
    std::cerr << "Servers and clients share processors: ratios will vary.\n";
  }
}

// User and system time that a process has used, in microseconds.
double CpuMicros(pid_t pid) {
  clockid_t clock;
  timespec used{};
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) {
    Fail("the server is gone");
  }
  return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
}

// Bytes of the reply; -1 for a call that failed.
long Call(grpc::Channel& channel, const Load& load, int app) {
  const grpc::Slice request(load.request(app));
  const grpc::ByteBuffer bytes(&request, 1);
  grpc::ByteBuffer reply;
  grpc::ClientContext context;
  const grpc::internal::RpcMethod method(load.method,
                                         grpc::internal::RpcMethod::NORMAL_RPC);
  const grpc::Status status =
      grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
          &channel, method, &context, bytes, &reply);
  return status.ok() ? static_cast<long>(reply.Length()) : -1;
}

}  // namespace

void Fail(const std::string& message) {
  std::cerr << message << "\n";
  std::exit(1);
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

ServersProcessor::ServersProcessor() { KeepTo(true); }
ServersProcessor::~ServersProcessor() { KeepTo(false); }

Target::Target(const std::string& address, pid_t pid) : pid_(pid) {
  for (int client = 0; client < kClients; ++client) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetMaxReceiveMessageSize(-1);
    channels_.push_back(grpc::CreateCustomChannel(
        address, grpc::InsecureChannelCredentials(), arguments));
  }
}

double Target::Measure(const Load& load) {
  std::atomic<long> calls{0};
  const double before = CpuMicros(pid_);
  const auto end = std::chrono::steady_clock::now() + kRound;
  std::vector<std::thread> clients;
  for (const auto& channel : channels_) {
    clients.emplace_back([&, seed = ++seed_] {
      std::mt19937 random(seed);
      while (std::chrono::steady_clock::now() < end) {
        const auto app = random() % static_cast<unsigned>(load.apps);
        if (Call(*channel, load, static_cast<int>(app)) < 0) Fail("a call failed");
        ++calls;
      }
    });
  }
  for (auto& client : clients) client.join();
  return (CpuMicros(pid_) - before) / static_cast<double>(std::max(1L, calls.load()));
}

std::size_t Target::CallOnce(const Load& load, int app) {
  const long bytes = Call(*channels_[0], load, app);
  if (bytes < 0) Fail("a call failed");
  return static_cast<std::size_t>(bytes);
}

NothingProcess::NothingProcess(std::size_t ask_bytes, std::size_t batch_bytes) {
  const ServersProcessor server;
  const std::string command = "echo $$; exec " NOTHING_SERVER_PATH " " +
                              std::to_string(ask_bytes) + " " +
                              std::to_string(batch_bytes);
  pipe_ = popen(command.c_str(), "r");
  char line[256];
  if (pipe_ == nullptr || fgets(line, sizeof(line), pipe_) == nullptr) {
    Fail("the yardstick does not start");
  }
  pid_ = static_cast<pid_t>(std::atoi(line));
  if (fgets(line, sizeof(line), pipe_) == nullptr) Fail("the yardstick does not listen");
  address_ = std::string(line).substr(sizeof("listening on ") - 1);
  address_.pop_back();
}

NothingProcess::~NothingProcess() {
  kill(pid_, SIGKILL);
  pclose(pipe_);
}

}  // namespace clausebook::testing
