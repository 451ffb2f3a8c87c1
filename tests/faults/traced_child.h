// A program that is killed just before its n-th call that changes something on a disk,
// for every n: what `kill -9` at the worst moments leaves, without waiting for luck. Of
// calls the kernel makes whole there is no moment in between.
#ifndef CLAUSEBOOK_TESTS_FAULTS_TRACED_CHILD_H_
#define CLAUSEBOOK_TESTS_FAULTS_TRACED_CHILD_H_

#include <functional>
#include <string>
#include <vector>

namespace clausebook::testing {

struct TracedRun {
  bool killed = false;  // else it ended by itself
  int exit_code = -1;   // if it did
  std::vector<std::string>
      changes;  // names of the calls that it made: `write`, `fsync` …
};

// What it is about to do: the call's name and, of an fsync, what is synced.
struct TracedChange {
  std::string call;
  std::string synced;  // a path, without links
};
using LookAtChange = std::function<void(const TracedChange&)>;

// Runs the program, which has one thread, to its end, and stops it before each change for
// `look`. Throws as RunTraced.
TracedRun RunTracedLooking(const std::vector<std::string>& arguments,
                           const LookAtChange& look);

// Runs the program, which has one thread; `kill_before` 0: to its end. Throws
// std::runtime_error if it cannot be traced.
TracedRun RunTraced(const std::vector<std::string>& arguments, int kill_before);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_TRACED_CHILD_H_
