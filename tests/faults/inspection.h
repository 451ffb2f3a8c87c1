// Looks at a database after something went wrong: is all there that has to be, and whole?
#ifndef CLAUSEBOOK_TESTS_FAULTS_INSPECTION_H_
#define CLAUSEBOOK_TESTS_FAULTS_INSPECTION_H_

#include <cstddef>
#include <string>

#include "tests/faults/disk/events.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {

struct Inspection {
  int entries = 0;    // see entries.h
  std::string fault;  // empty if nothing is wrong
};

// Opens the database by a store, reads every entry, and checks pages and references.
Inspection Inspect(const std::string& database, const std::string& vfs,
                   std::size_t long_bytes);

// The same after a power failure or the like: `fault` also if fewer than `acknowledged`
// entries are there, or more than one besides (that which was under way).
Inspection InspectAfter(int acknowledged, const std::string& database,
                        const std::string& vfs, std::size_t long_bytes);

// The whole of a file.
std::string ReadBytes(const std::string& path);
void WriteBytes(const std::string& path, const std::string& bytes);

// Puts files into the folder in the place of what is there; reads them.
void WriteImages(const TempDir& folder, const DiskImages& images);
DiskImages ReadImages(const TempDir& folder);
// Tells different files apart, so that equal ones are looked at once.
std::size_t HashOf(const DiskImages& images);

// Whether everything is to be tried that a machine can try in an hour, by the
// environment: CLAUSEBOOK_FAULTS=all. Otherwise a part that is enough for every change.
bool TryAll();

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_INSPECTION_H_
