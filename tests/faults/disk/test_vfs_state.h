// What TestVfs is made of; for its own files only.
#ifndef CLAUSEBOOK_TESTS_FAULTS_DISK_TEST_VFS_STATE_H_
#define CLAUSEBOOK_TESTS_FAULTS_DISK_TEST_VFS_STATE_H_

#include <sqlite3.h>

#include <array>
#include <mutex>
#include <optional>
#include <string>

#include "tests/faults/disk/test_vfs.h"

namespace clausebook::testing {

struct TestVfs::State {
  std::string name;
  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;

  std::mutex mutex;  // guards what follows
  std::optional<DiskFault> fault;
  bool read_only = false;
  std::optional<std::int64_t> room;
  int hits = 0;
  std::array<int, kDiskCalls> calls{};
  DiskTrace* trace = nullptr;

  // Forgets faults and counts.
  void Reset();
  // SQLITE_OK, or how this call fails. `grows`: by how many bytes it makes a file longer.
  int Fails(DiskCall call, std::int64_t grows = 0);
  // Whether a failing write gets half way.
  bool WritesShort();
  void Keep(DiskEvent event);
};

// Fills in the functions that SQLite calls; `state` has to have its real file system.
void SetCalls(TestVfs::State& state);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_DISK_TEST_VFS_STATE_H_
