// A file system for SQLite that tests can look into and break: it hands everything on to
// the usual one, but can keep a trace of what changes files, and can fail the n-th call
// of a kind, once or from then on. Nothing is synced: what a sync means is for DiskState.
#ifndef CLAUSEBOOK_TESTS_FAULTS_DISK_TEST_VFS_H_
#define CLAUSEBOOK_TESTS_FAULTS_DISK_TEST_VFS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "tests/faults/disk/events.h"

namespace clausebook::testing {

// The kinds of calls that can fail.
enum class DiskCall {
  kOpen,
  kRead,
  kWrite,
  kTruncate,
  kSync,
  kFileSize,
  kLock,
  kSharedMap,   // mapping the shared memory of the log's index
  kSharedLock,  // locking in it
  kDelete,
  kAccess
};
inline constexpr int kDiskCalls = 11;
const char* NameOf(DiskCall call);

struct DiskFault {
  DiskCall call = DiskCall::kRead;
  int nth = 1;  // from 1 on, counted from Arm
  bool for_good = false;
  int code = 0;              // SQLite's; 0: the I/O error that goes with the call
  bool short_write = false;  // a failing write gets half way
};

// Registered under a name of its own while it lives; must outlive the connections that
// use it. Thread-safe.
class TestVfs {
 public:
  TestVfs();
  ~TestVfs();
  TestVfs(const TestVfs&) = delete;
  TestVfs& operator=(const TestVfs&) = delete;

  // For the options of stores and connections.
  const std::string& name() const;

  // From now on faults come as said.
  void Arm(const DiskFault& fault);
  // A fault for every kind of call that changes files: a disk that became read-only.
  // Reads go on.
  void ArmReadOnly();
  // Files may grow by so many bytes in all, then the disk is full.
  void ArmFull(std::int64_t bytes);
  void Disarm();
  // How often a fault came since it was armed.
  int hits() const;
  // How many calls of a kind there were since Arm (or the beginning).
  int calls(DiskCall call) const;

  // Keeps what happens from now on; `trace` outlives this or the next call. Null: no
  // more.
  void Record(DiskTrace* trace);
  // Notes in the trace where the test is.
  void Note(std::int64_t what);

  struct State;  // test_vfs_state.h; for its own files only

 private:
  std::unique_ptr<State> state_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_DISK_TEST_VFS_H_
