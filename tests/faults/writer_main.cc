// The process that the kill test kills: writes entries to a database until it dies, and
// tells of each on standard output once the store has acknowledged it.
//
//   storage_writer DATABASE [WRITERS]
//
// Goes on after the entries that are there, with so many threads at once (default: 1).
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "service/base/clock.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/entries.h"

namespace {

void WriteOn(clausebook::storage::Store& store) {
  while (true) {
    const auto number = clausebook::testing::WriteNextEntry(store);
    if (!number.ok()) {
      std::cerr << number.status() << "\n";
      std::_Exit(1);
    }
    const std::string line = std::to_string(*number) + "\n";
    // At once and whole: a line is what the reader takes for an acknowledgement.
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int writers = argc == 3 ? std::atoi(argv[2]) : 1;
  if (argc < 2 || argc > 3 || writers < 1) {
    std::cerr << "usage: storage_writer DATABASE [WRITERS]\n";
    return 2;
  }
  const clausebook::SystemClock clock{};
  auto store = clausebook::storage::SqliteStore::Open({.path = argv[1], .clock = &clock});
  if (!store.ok()) {
    std::cerr << store.status() << "\n";
    return 1;
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < writers; ++i) threads.emplace_back([&] { WriteOn(**store); });
  for (std::thread& thread : threads) thread.join();
}
