#include "storage/sqlite/file_watch.h"

#include <sys/stat.h>

#include <utility>

#include "service/base/error.h"

namespace clausebook::storage {

FileWatch::FileWatch(std::string path) : path_(std::move(path)) {
  struct stat status {};
  if (stat(path_.c_str(), &status) != 0) return;
  watched_ = true;
  device_ = status.st_dev;
  number_ = status.st_ino;
}

absl::Status FileWatch::Check() const {
  struct stat status {};
  if (!watched_) return absl::OkStatus();
  if (stat(path_.c_str(), &status) == 0 && status.st_dev == device_ &&
      status.st_ino == number_) {
    return absl::OkStatus();
  }
  return MakeError(
      "A file of the database was removed, moved or replaced while the server runs. Stop "
      "the server, and look at the folder before it is started again.",
      {.reason = Reason::kStorageUnavailable, .metadata = {{"file", "replaced"}}});
}

}  // namespace clausebook::storage
