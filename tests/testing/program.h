// Runs a program to its end and keeps what it wrote.
#ifndef CLAUSEBOOK_TESTS_TESTING_PROGRAM_H_
#define CLAUSEBOOK_TESTS_TESTING_PROGRAM_H_

#include <string>
#include <vector>

namespace clausebook::testing {

struct ProgramResult {
  int exit_code = -1;  // minus the signal that ended it
  std::string out;
  std::string err;
};

// `words` are the program's path and its arguments; `environment` is all that it sees
// besides PATH. Standard input is empty. Throws if it cannot be started.
ProgramResult RunProgram(std::vector<std::string> words,
                         std::vector<std::string> environment = {});

// Adds what programs get of our own environment: where programs are, and the options of
// sanitizers (a program without them knows nothing of these).
void PassOnEnvironment(std::vector<std::string>& environment);

// For execve: what it is given ends with a null pointer. Points into `words`.
std::vector<char*> PointersTo(std::vector<std::string>& words);

// The whole of a file; throws if it cannot be read or written.
std::string ReadWholeFile(const std::string& path);
void WriteWholeFile(const std::string& path, const std::string& bytes);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_PROGRAM_H_
