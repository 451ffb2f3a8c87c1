// The process that the kill test kills: writes entries to a database until it dies, and
// tells of each on standard output once the store has acknowledged it.
//
//   storage_writer DATABASE FIRST_ENTRY
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "service/base/clock.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/entries.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: storage_writer DATABASE FIRST_ENTRY\n";
    return 2;
  }
  const clausebook::SystemClock clock{};
  auto store = clausebook::storage::SqliteStore::Open({.path = argv[1], .clock = &clock});
  if (!store.ok()) {
    std::cerr << store.status() << "\n";
    return 1;
  }
  for (int number = std::atoi(argv[2]);; ++number) {
    const absl::Status status = clausebook::testing::WriteEntry(**store, number);
    if (!status.ok()) {
      std::cerr << status << "\n";
      return 1;
    }
    const std::string line = std::to_string(number) + "\n";
    // At once and whole: a line is what the reader takes for an acknowledgement.
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) return 1;
  }
}
