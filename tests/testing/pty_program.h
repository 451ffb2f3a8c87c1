// Runs a program on a terminal of its own, and talks to it.
#ifndef CLAUSEBOOK_TESTS_TESTING_PTY_PROGRAM_H_
#define CLAUSEBOOK_TESTS_TESTING_PTY_PROGRAM_H_

#include <sys/types.h>

#include <string>
#include <vector>

namespace clausebook::testing {

// Not thread-safe. The program is killed with the object if it still runs.
class PtyProgram {
 public:
  // As RunProgram, on a pseudo-terminal of 80 columns. Throws if there is none.
  PtyProgram(std::vector<std::string> words, std::vector<std::string> environment);
  ~PtyProgram();
  PtyProgram(const PtyProgram&) = delete;
  PtyProgram& operator=(const PtyProgram&) = delete;

  // Waits until `text` is on the screen behind what was waited for before; what stands
  // between is returned. Throws, with the screen, if the program ends first or writes
  // nothing for a minute.
  std::string WaitFor(const std::string& text);
  // As if typed.
  void Type(const std::string& keys);
  // Whether keys are echoed and taken line by line, as a terminal does by itself.
  bool IsInLineMode() const;
  // Ends the connection, as a window that is closed.
  void HangUp();
  void Signal(int signal);
  // Waits for the end; the exit code, or minus the signal that ended it.
  int Wait();
  // All that was written, with line ends as in files.
  const std::string& screen() const { return screen_; }

 private:
  // False at the end of the output.
  bool ReadSome();

  pid_t pid_ = -1;
  int terminal_ = -1;
  std::string screen_;
  std::size_t seen_ = 0;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_PTY_PROGRAM_H_
