// A program that is killed just before its n-th call that changes something on a disk,
// for every n: what `kill -9` at the worst moments leaves, without waiting for luck. Of
// calls the kernel makes whole there is no moment in between.
#ifndef CLAUSEBOOK_TESTS_FAULTS_TRACED_CHILD_H_
#define CLAUSEBOOK_TESTS_FAULTS_TRACED_CHILD_H_

#include <string>
#include <vector>

#include "tests/faults/disk/events.h"

namespace clausebook::testing {

struct TracedRun {
  bool killed = false;  // else it ended by itself
  int exit_code = -1;   // if it did
  std::vector<std::string>
      changes;      // names of the calls that it made: `write`, `fsync` …
  DiskTrace trace;  // what they did to the files of the folder, if one was named
};

// Runs the program, which has one thread; `kill_before` 0: to its end. `folder`: without
// links on its way; empty: no trace is kept. Throws std::runtime_error if it cannot be
// traced.
TracedRun RunTraced(const std::vector<std::string>& arguments, int kill_before,
                    const std::string& folder = "");

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_TRACED_CHILD_H_
