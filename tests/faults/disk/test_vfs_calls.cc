// The functions that SQLite calls: count, fail or keep, then hand on.
#include <algorithm>
#include <cstring>
#include <new>

#include "tests/faults/disk/test_vfs_state.h"

namespace clausebook::testing {
namespace {

using State = TestVfs::State;

// A file as SQLite sees it: our part, then the real one in the same memory.
struct TestFile {
  sqlite3_file base;
  State* state;
  char name[200];
  bool syncs_folder;  // with its next sync
  bool temporary;     // no trace of it
};

// Where the real file begins; kept aligned.
constexpr std::size_t kRealAt = (sizeof(TestFile) + 15) / 16 * 16;

TestFile& Ours(sqlite3_file* file) { return *reinterpret_cast<TestFile*>(file); }
sqlite3_file* Real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + kRealAt);
}
State& StateOf(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }

const char* BaseName(const char* path) {
  const char* slash = std::strrchr(path, '/');
  return slash == nullptr ? path : slash + 1;
}

void Keep(TestFile& file, DiskEvent::Kind kind, std::int64_t offset = 0,
          std::string bytes = "", bool durable = false) {
  if (file.temporary) return;
  file.state->Keep({kind, file.name, offset, std::move(bytes), durable});
}

int Close(sqlite3_file* file) { return Real(file)->pMethods->xClose(Real(file)); }

int Read(sqlite3_file* file, void* buffer, int size, sqlite3_int64 offset) {
  if (const int code = Ours(file).state->Fails(DiskCall::kRead)) return code;
  return Real(file)->pMethods->xRead(Real(file), buffer, size, offset);
}

int WriteThrough(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  const int code = Real(file)->pMethods->xWrite(Real(file), bytes, size, offset);
  if (code == SQLITE_OK) {
    Keep(Ours(file), DiskEvent::Kind::kWrite, offset,
         std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)));
  }
  return code;
}

int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  State& state = *Ours(file).state;
  sqlite3_int64 length = 0;
  Real(file)->pMethods->xFileSize(Real(file), &length);
  const sqlite3_int64 grows = std::max<sqlite3_int64>(0, offset + size - length);
  if (const int code = state.Fails(DiskCall::kWrite, grows)) {
    if (state.WritesShort() && size > 1) WriteThrough(file, bytes, size / 2, offset);
    return code;
  }
  return WriteThrough(file, bytes, size, offset);
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int code = Ours(file).state->Fails(DiskCall::kTruncate)) return code;
  Keep(Ours(file), DiskEvent::Kind::kTruncate, size);
  return Real(file)->pMethods->xTruncate(Real(file), size);
}

int Sync(sqlite3_file* file, int /*flags*/) {
  if (const int code = Ours(file).state->Fails(DiskCall::kSync)) return code;
  Keep(Ours(file), DiskEvent::Kind::kSync, 0, "", Ours(file).syncs_folder);
  Ours(file).syncs_folder = false;
  return SQLITE_OK;
}

int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  if (const int code = Ours(file).state->Fails(DiskCall::kFileSize)) return code;
  return Real(file)->pMethods->xFileSize(Real(file), size);
}

int Lock(sqlite3_file* file, int level) {
  if (const int code = Ours(file).state->Fails(DiskCall::kLock)) return code;
  return Real(file)->pMethods->xLock(Real(file), level);
}

int Unlock(sqlite3_file* file, int level) {
  return Real(file)->pMethods->xUnlock(Real(file), level);
}

int CheckReserved(sqlite3_file* file, int* out) {
  return Real(file)->pMethods->xCheckReservedLock(Real(file), out);
}

int Control(sqlite3_file* file, int operation, void* argument) {
  return Real(file)->pMethods->xFileControl(Real(file), operation, argument);
}

int SectorSize(sqlite3_file* file) {
  return Real(file)->pMethods->xSectorSize(Real(file));
}

int Characteristics(sqlite3_file* file) {
  return Real(file)->pMethods->xDeviceCharacteristics(Real(file));
}

int SharedMap(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  if (const int code = Ours(file).state->Fails(DiskCall::kSharedMap)) return code;
  return Real(file)->pMethods->xShmMap(Real(file), page, size, extend, out);
}

int SharedLock(sqlite3_file* file, int offset, int n, int flags) {
  // Giving back cannot fail: SQLite does not look.
  if ((flags & SQLITE_SHM_LOCK) != 0) {
    if (const int code = Ours(file).state->Fails(DiskCall::kSharedLock)) return code;
  }
  return Real(file)->pMethods->xShmLock(Real(file), offset, n, flags);
}

void SharedBarrier(sqlite3_file* file) { Real(file)->pMethods->xShmBarrier(Real(file)); }

int SharedUnmap(sqlite3_file* file, int remove) {
  return Real(file)->pMethods->xShmUnmap(Real(file), remove);
}

// Without memory mapping, which the store turns off.
constexpr sqlite3_io_methods kMethods = {2,
                                         Close,
                                         Read,
                                         Write,
                                         Truncate,
                                         Sync,
                                         FileSize,
                                         Lock,
                                         Unlock,
                                         CheckReserved,
                                         Control,
                                         SectorSize,
                                         Characteristics,
                                         SharedMap,
                                         SharedLock,
                                         SharedBarrier,
                                         SharedUnmap,
                                         nullptr,
                                         nullptr};

int Open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags,
         int* out_flags) {
  State& state = StateOf(vfs);
  auto& ours = *new (file) TestFile{};
  if (const int code = state.Fails(DiskCall::kOpen)) return code;
  int existed = 0;
  if (path != nullptr) {
    state.real->xAccess(state.real, path, SQLITE_ACCESS_EXISTS, &existed);
  }
  const int code = state.real->xOpen(state.real, path, Real(file), flags, out_flags);
  if (code != SQLITE_OK) return code;
  ours.state = &state;
  ours.temporary = path == nullptr || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  if (path != nullptr) std::strncpy(ours.name, BaseName(path), sizeof(ours.name) - 1);
  const bool created = existed == 0 && (flags & SQLITE_OPEN_CREATE) != 0;
  // As the usual files do it: the first sync of a new journal or log syncs its folder.
  ours.syncs_folder =
      created && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  if (created) Keep(ours, DiskEvent::Kind::kCreate);
  ours.base.pMethods = &kMethods;
  return SQLITE_OK;
}

int Delete(sqlite3_vfs* vfs, const char* path, int sync_folder) {
  State& state = StateOf(vfs);
  if (const int code = state.Fails(DiskCall::kDelete)) return code;
  const int code = state.real->xDelete(state.real, path, /*syncDir=*/0);
  if (code == SQLITE_OK) {
    state.Keep({DiskEvent::Kind::kDelete, BaseName(path), 0, "", sync_folder != 0});
  }
  return code;
}

int Access(sqlite3_vfs* vfs, const char* path, int flags, int* out) {
  State& state = StateOf(vfs);
  if (const int code = state.Fails(DiskCall::kAccess)) return code;
  return state.real->xAccess(state.real, path, flags, out);
}

int FullPathname(sqlite3_vfs* vfs, const char* path, int size, char* out) {
  State& state = StateOf(vfs);
  return state.real->xFullPathname(state.real, path, size, out);
}

int Randomness(sqlite3_vfs* vfs, int size, char* out) {
  State& state = StateOf(vfs);
  return state.real->xRandomness(state.real, size, out);
}

// No test waits for a lock that a fault holds.
int Sleep(sqlite3_vfs* /*vfs*/, int micros) { return micros; }

int CurrentTime(sqlite3_vfs* vfs, sqlite3_int64* out) {
  State& state = StateOf(vfs);
  return state.real->xCurrentTimeInt64(state.real, out);
}

int LastError(sqlite3_vfs* vfs, int size, char* out) {
  State& state = StateOf(vfs);
  return state.real->xGetLastError(state.real, size, out);
}

}  // namespace

void SetCalls(TestVfs::State& state) {
  sqlite3_vfs& vfs = state.vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = static_cast<int>(kRealAt) + state.real->szOsFile;
  vfs.mxPathname = state.real->mxPathname;
  vfs.zName = state.name.c_str();
  vfs.pAppData = &state;
  vfs.xOpen = Open;
  vfs.xDelete = Delete;
  vfs.xAccess = Access;
  vfs.xFullPathname = FullPathname;
  vfs.xRandomness = Randomness;
  vfs.xSleep = Sleep;
  vfs.xGetLastError = LastError;
  vfs.xCurrentTimeInt64 = CurrentTime;
}

}  // namespace clausebook::testing
