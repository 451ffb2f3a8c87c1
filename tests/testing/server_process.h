// A real clausebookd process for tests: on a free port, with a database of its own.
#ifndef CLAUSEBOOK_TESTS_TESTING_SERVER_PROCESS_H_
#define CLAUSEBOOK_TESTS_TESTING_SERVER_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace clausebook::testing {

// Not thread-safe. The process is killed with the object if it still runs.
class ServerProcess {
 public:
  // Starts `clausebookd --listen 127.0.0.1:0 --database DATABASE arguments…` and waits
  // until it listens. Null if it ends instead; then `error` has what it wrote.
  static std::unique_ptr<ServerProcess> Start(const std::string& database,
                                              const std::vector<std::string>& arguments,
                                              std::string* error = nullptr);
  ~ServerProcess();

  const std::string& address() const { return address_; }
  pid_t pid() const { return pid_; }
  bool IsRunning();

  void Signal(int signal);
  // Waits for the end; the exit code, or minus the signal that ended it.
  int Wait();

 private:
  ServerProcess() = default;
  pid_t pid_ = -1;
  int output_ = -1;
  std::string address_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_SERVER_PROCESS_H_
