// Notices that a file was removed or replaced while it is in use. SQLite does not: it
// goes on with the file that it opened, and what is written there is lost with it.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_FILE_WATCH_H_
#define CLAUSEBOOK_STORAGE_SQLITE_FILE_WATCH_H_

#include <sys/types.h>

#include <string>

#include "absl/status/status.h"

namespace clausebook::storage {

// Immutable. Only asks for the file's status: opening it and closing it again would take
// away the locks that SQLite holds in this process.
class FileWatch {
 public:
  // Remembers which file that is now. One that is not there is not watched.
  explicit FileWatch(std::string path);

  // UNAVAILABLE (kStorageUnavailable) if the path names no file now, or another one.
  absl::Status Check() const;

 private:
  const std::string path_;
  bool watched_ = false;
  dev_t device_ = 0;
  ino_t number_ = 0;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_FILE_WATCH_H_
