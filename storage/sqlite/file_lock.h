// Keeps a second process off the database: a lock on a file beside it, which the
// operating system gives back when the process ends, however it ends.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_FILE_LOCK_H_
#define CLAUSEBOOK_STORAGE_SQLITE_FILE_LOCK_H_

#include <string>

#include "absl/status/statusor.h"

namespace clausebook::storage {

class FileLock {
 public:
  // FAILED_PRECONDITION (kStorageLocked) while another process has it, UNAVAILABLE
  // if the file cannot be made.
  static absl::StatusOr<FileLock> Acquire(const std::string& path);

  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_FILE_LOCK_H_
