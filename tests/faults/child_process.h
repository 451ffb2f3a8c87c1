// A child process whose standard output is read line by line, and which can be killed.
#ifndef CLAUSEBOOK_TESTS_FAULTS_CHILD_PROCESS_H_
#define CLAUSEBOOK_TESTS_FAULTS_CHILD_PROCESS_H_

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace clausebook::testing {

// Not thread-safe. Killed and waited for when it goes.
class ChildProcess {
 public:
  // Throws std::runtime_error if it cannot be started.
  explicit ChildProcess(const std::vector<std::string>& arguments);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // The next line without its end; nullopt when the child has closed its output.
  // Waits for it.
  std::optional<std::string> ReadLine();

  // SIGKILL, and waits until it is gone. True if the signal is what ended it, false if
  // it had ended by itself.
  bool Kill();

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string unread_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_CHILD_PROCESS_H_
