// What the writer of the kill test records, entry after entry: contents follow from the
// entry's number, so that another process can tell whether all of it is there.
#ifndef CLAUSEBOOK_TESTS_FAULTS_ENTRIES_H_
#define CLAUSEBOOK_TESTS_FAULTS_ENTRIES_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/store.h"

namespace clausebook::testing {

// Records entry `number` (0, 1, 2, …) in one transaction that touches every table: a
// vendor's next version, an app, a policy, a revision with its clauses, a fact that
// quotes it, a fact that replaces that of the entry before, a refused suggestion, a
// filled questionnaire with its file and a decision, a mapping, and a reply. Every tenth
// entry is long enough that folding the log into the file follows it: more pages than
// the log keeps by default, unless told otherwise.
inline constexpr std::size_t kLongEntryBytes = 5'000'000;
absl::Status WriteEntry(storage::Store& store, int number,
                        std::size_t long_bytes = kLongEntryBytes);

// Records the entry after those that are there, and returns its number: for writers that
// do not know of each other.
absl::StatusOr<int> WriteNextEntry(storage::Store& store,
                                   std::size_t long_bytes = kLongEntryBytes);

// How many entries there are, by the vendor's version.
int CountEntries(storage::Store& store);

// Empty if the store holds the whole of the entries 0 to `count` - 1 and nothing else;
// otherwise what is wrong. Throws std::runtime_error where the store cannot be read.
std::string FindFault(storage::Store& store, int count,
                      std::size_t long_bytes = kLongEntryBytes);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_ENTRIES_H_
