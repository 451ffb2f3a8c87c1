// Load on a server, and what the server's process spends on it.
#ifndef CLAUSEBOOK_TESTS_BENCHMARKS_LOAD_H_
#define CLAUSEBOOK_TESTS_BENCHMARKS_LOAD_H_

#include <grpcpp/grpcpp.h>
#include <sys/types.h>

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace clausebook::testing {

// Ends the program with a message: a benchmark that goes on after a failure measures
// something else.
[[noreturn]] void Fail(const std::string& message);

double Median(std::vector<double> values);

// Calls of one method about apps chosen at random.
struct Load {
  const char* method;  // `/package.Service/Method`
  int apps;
  std::function<std::string(int app)> request;  // serialised
};

// Servers have one processor and clients the others: where a scheduler puts a few threads
// that wake each other up makes more of a difference to a call than what the call does.
// While this lives, what the thread starts, processes too, is a server; from the first
// one on, everything else of the thread is a client. With one processor it does nothing.
class ServersProcessor {
 public:
  ServersProcessor();
  ~ServersProcessor();
  ServersProcessor(const ServersProcessor&) = delete;
  ServersProcessor& operator=(const ServersProcessor&) = delete;
};

// A server and the clients that call it, each on a connection of its own. Clients do not
// parse what they get: else they would be busier with one server than with the other, and
// a server that waits for its clients spends its time on going to sleep and waking up.
class Target {
 public:
  Target(const std::string& address, pid_t pid);

  // Server CPU of a call, in microseconds, under load for a round.
  double Measure(const Load& load);

  // Bytes of the reply.
  std::size_t CallOnce(const Load& load, int app);

 private:
  pid_t pid_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;
  unsigned seed_ = 0;
};

// The yardstick as a child process.
class NothingProcess {
 public:
  NothingProcess(std::size_t ask_bytes, std::size_t batch_bytes);
  ~NothingProcess();
  NothingProcess(const NothingProcess&) = delete;
  NothingProcess& operator=(const NothingProcess&) = delete;

  const std::string& address() const { return address_; }
  pid_t pid() const { return pid_; }

 private:
  FILE* pipe_ = nullptr;
  std::string address_;
  pid_t pid_ = 0;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_BENCHMARKS_LOAD_H_
