// One run of a store on a disk with a fault: what callers are told while it is there, and
// what is left when it is over.
#ifndef CLAUSEBOOK_TESTS_FAULTS_FAULTY_RUN_H_
#define CLAUSEBOOK_TESTS_FAULTS_FAULTY_RUN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>

#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/events.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {

inline constexpr std::size_t kFaultyRunLongBytes = 60'000;

// A database as a killed process leaves it: with a log that was not folded back.
DiskImages MakeFaultyRunDatabase();

// Not thread-safe.
class FaultyRun {
 public:
  // On a copy of `files`, which MakeFaultyRunDatabase has made.
  FaultyRun(const DiskImages& files, const DiskFault& fault);

  // Opens, writes entries, reads, and closes, whatever fails; then looks at what is left
  // on the disk, which works again.
  void Go();
  // The same on a disk on which files can grow by so many bytes.
  void GoWithRoomFor(std::int64_t bytes);

  // Whether the fault came.
  bool hit() const { return hits_ > 0; }
  // Whether a caller was told of it.
  bool refused() const { return !reasons_.empty(); }
  // What callers were told: the reasons on the wire.
  const std::set<std::string>& reasons() const { return reasons_; }
  // Everything that must not be; empty if nothing was.
  const std::string& wrong() const { return wrong_; }

 private:
  std::unique_ptr<storage::SqliteStore> Open();
  void GoOn();
  void Step(storage::SqliteStore& store);
  void Answer(const absl::Status& status, const char* what);
  void Finish();

  const DiskFault fault_;
  TempDir folder_;
  FakeClock clock_;
  TestVfs vfs_;
  int acknowledged_;
  int hits_ = 0;
  bool recovered_ = false;
  std::set<std::string> reasons_;
  std::string wrong_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_FAULTY_RUN_H_
