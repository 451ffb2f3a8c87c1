// What a kill test counted, as a row of tests/faults/FAULTS.md: too long a run to be
// repeated whenever that list is made.
#ifndef CLAUSEBOOK_TESTS_TESTING_KILL_RECORD_H_
#define CLAUSEBOOK_TESTS_TESTING_KILL_RECORD_H_

#include <cstdlib>
#include <fstream>
#include <string>

namespace clausebook::testing {

// Writes the row to the file at `path` if CLAUSEBOOK_UPDATE_GOLDEN asks for it (target
// `kills`). To be called when everything was as promised.
inline void RecordKills(const std::string& path, const std::string& fault,
                        const std::string& injected, const std::string& afterwards) {
  if (std::getenv("CLAUSEBOOK_UPDATE_GOLDEN") == nullptr) return;
  std::ofstream(path, std::ios::trunc)
      << "| " << fault << " | " << injected << " | nothing | " << afterwards << " |\n";
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_KILL_RECORD_H_
