#include "tests/faults/disk/test_vfs.h"

#include <atomic>
#include <stdexcept>
#include <utility>

#include "tests/faults/disk/test_vfs_state.h"

namespace clausebook::testing {
namespace {

struct CallRow {
  const char* name;
  int code;  // how it fails
};

constexpr std::array<CallRow, kDiskCalls> kCalls{{
    {"open", SQLITE_CANTOPEN},
    {"read", SQLITE_IOERR_READ},
    {"write", SQLITE_IOERR_WRITE},
    {"truncate", SQLITE_IOERR_TRUNCATE},
    {"sync", SQLITE_IOERR_FSYNC},
    {"file size", SQLITE_IOERR_FSTAT},
    {"lock", SQLITE_IOERR_LOCK},
    {"map shared memory", SQLITE_IOERR_SHMMAP},
    {"lock shared memory", SQLITE_IOERR_SHMLOCK},
    {"delete", SQLITE_IOERR_DELETE},
    {"access", SQLITE_IOERR_ACCESS},
}};

const CallRow& RowOf(DiskCall call) { return kCalls[static_cast<std::size_t>(call)]; }

bool ChangesFiles(DiskCall call) {
  return call == DiskCall::kWrite || call == DiskCall::kTruncate ||
         call == DiskCall::kSync || call == DiskCall::kDelete;
}

}  // namespace

const char* NameOf(DiskCall call) { return RowOf(call).name; }

void TestVfs::State::Reset() {
  fault.reset();
  read_only = false;
  room.reset();
  hits = 0;
  calls = {};
}

int TestVfs::State::Fails(DiskCall call, std::int64_t grows) {
  const std::lock_guard lock(mutex);
  const int nth = ++calls[static_cast<std::size_t>(call)];
  int code = SQLITE_OK;
  if (fault && fault->call == call &&
      (nth == fault->nth || (fault->for_good && nth > fault->nth))) {
    code = fault->code != 0 ? fault->code : RowOf(call).code;
  } else if (read_only && ChangesFiles(call)) {
    code = RowOf(call).code;
  } else if (room && grows > *room) {
    code = SQLITE_FULL;
  }
  if (code != SQLITE_OK) {
    ++hits;
  } else if (room && grows > 0) {
    *room -= grows;
  }
  return code;
}

bool TestVfs::State::WritesShort() {
  const std::lock_guard lock(mutex);
  return room || (fault && fault->short_write);
}

void TestVfs::State::Keep(DiskEvent event) {
  const std::lock_guard lock(mutex);
  if (trace != nullptr) trace->push_back(std::move(event));
}

TestVfs::TestVfs() : state_(std::make_unique<State>()) {
  static std::atomic<int> number{0};
  state_->name = "test-disk-" + std::to_string(++number);
  state_->real = sqlite3_vfs_find("unix");
  if (state_->real == nullptr) throw std::runtime_error("SQLite has no usual files");
  SetCalls(*state_);
  if (sqlite3_vfs_register(&state_->vfs, /*makeDflt=*/0) != SQLITE_OK) {
    throw std::runtime_error("SQLite takes no file system of ours");
  }
}

TestVfs::~TestVfs() { sqlite3_vfs_unregister(&state_->vfs); }

const std::string& TestVfs::name() const { return state_->name; }

void TestVfs::Arm(const DiskFault& fault) {
  const std::lock_guard lock(state_->mutex);
  state_->Reset();
  state_->fault = fault;
}

void TestVfs::ArmReadOnly() {
  const std::lock_guard lock(state_->mutex);
  state_->Reset();
  state_->read_only = true;
}

void TestVfs::ArmFull(std::int64_t bytes) {
  const std::lock_guard lock(state_->mutex);
  state_->Reset();
  state_->room = bytes;
}

void TestVfs::Disarm() {
  const std::lock_guard lock(state_->mutex);
  state_->Reset();
}

int TestVfs::hits() const {
  const std::lock_guard lock(state_->mutex);
  return state_->hits;
}

int TestVfs::calls(DiskCall call) const {
  const std::lock_guard lock(state_->mutex);
  return state_->calls[static_cast<std::size_t>(call)];
}

void TestVfs::Record(DiskTrace* trace) {
  const std::lock_guard lock(state_->mutex);
  state_->trace = trace;
}

void TestVfs::Note(std::int64_t what) {
  state_->Keep({DiskEvent::Kind::kNote, "", what, "", false});
}

}  // namespace clausebook::testing
