// What a system call of a traced child does to a disk; for traced_child.cc only.
#ifndef CLAUSEBOOK_TESTS_FAULTS_TRACED_EVENTS_H_
#define CLAUSEBOOK_TESTS_FAULTS_TRACED_EVENTS_H_

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

#include "tests/faults/disk/events.h"

namespace clausebook::testing {

// The event that the call will be if it succeeds, while the child is stopped before it;
// of a write all that is to be written. Nothing if it changes no file in `folder`, or one
// of the shared memory of SQLite, which is no content and is made anew. Calls that could
// change files there, and that it does not know, are std::runtime_error.
std::optional<DiskEvent> EventOf(pid_t pid, std::uint64_t call,
                                 const std::uint64_t (&arguments)[6],
                                 const std::string& folder);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_TRACED_EVENTS_H_
