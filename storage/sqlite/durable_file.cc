#include "storage/sqlite/durable_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::storage {
namespace {

constexpr std::size_t kBuffer = 1 << 20;

// Which system call failed and why is for the log, where metadata goes too.
absl::Status Failed(const char* what) {
  const int error = errno;
  const std::pair<std::string, std::string> cause{"errno", absl::StrCat(error)};
  if (error == ENOENT) {
    return MakeError("There is no such file or folder.",
                     {.reason = Reason::kNotFound, .metadata = {cause}});
  }
  if (error == EEXIST) {
    return MakeError("There is a file of that name. Name another: it is not overwritten.",
                     {.reason = Reason::kAlreadyExists, .metadata = {cause}});
  }
  return MakeError(absl::StrCat(what, error == ENOSPC ? ": the disk is full."
                                                      : " failed. Look at the disk and "
                                                        "at permissions."),
                   {.reason = Reason::kStorageUnavailable, .metadata = {cause}});
}

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags)
      : number_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool good() const { return number_ >= 0; }
  int operator*() const { return number_; }

 private:
  int number_;
};

absl::Status WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return Failed("Writing a file");
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return absl::OkStatus();
}

// Piece by piece.
absl::Status ReadAll(const std::string& path,
                     const std::function<absl::Status(std::string_view)>& take) {
  const Descriptor file(path, O_RDONLY);
  if (!file.good()) return Failed("Opening a file");
  std::string buffer(kBuffer, '\0');
  while (true) {
    const ssize_t got = read(*file, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failed("Reading a file");
    if (got == 0) return absl::OkStatus();
    CB_RETURN_IF_ERROR(
        take(std::string_view(buffer).substr(0, static_cast<std::size_t>(got))));
  }
}

absl::Status SyncOpened(const std::string& path, int flags) {
  const Descriptor file(path, flags);
  if (!file.good()) return Failed("Opening a file");
  return fsync(*file) == 0 ? absl::OkStatus() : Failed("Bringing a file to the disk");
}

}  // namespace

absl::StatusOr<FileDigest> DigestFile(const std::string& path) {
  FileDigest result;
  Sha256Stream digest;
  CB_RETURN_IF_ERROR(ReadAll(path, [&](std::string_view bytes) {
    digest.Add(bytes);
    result.size_bytes += static_cast<std::int64_t>(bytes.size());
    return absl::OkStatus();
  }));
  result.sha256 = digest.Hex();
  return result;
}

absl::StatusOr<std::string> ReadSmallFile(const std::string& path) {
  std::string all;
  CB_RETURN_IF_ERROR(ReadAll(path, [&](std::string_view bytes) {
    if (all.size() + bytes.size() > kBuffer) {
      return MakeError("The file is too long for what it should be.",
                       {.reason = Reason::kTooLarge});
    }
    all += bytes;
    return absl::OkStatus();
  }));
  return all;
}

std::string FolderOf(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool FileExists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

absl::Status WriteDurably(const std::string& path, std::string_view bytes) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
  if (!file.good()) return Failed("Making a file");
  CB_RETURN_IF_ERROR(WriteAll(*file, bytes));
  return fsync(*file) == 0 ? absl::OkStatus() : Failed("Bringing a file to the disk");
}

absl::Status CopyDurably(const std::string& from, const std::string& to) {
  const Descriptor file(to, O_WRONLY | O_CREAT | O_EXCL);
  if (!file.good()) return Failed("Making a file");
  CB_RETURN_IF_ERROR(
      ReadAll(from, [&](std::string_view bytes) { return WriteAll(*file, bytes); }));
  return fsync(*file) == 0 ? absl::OkStatus() : Failed("Bringing a file to the disk");
}

void CopyOwner(const std::string& from, const std::string& to) {
  struct stat found {};
  if (stat(from.c_str(), &found) != 0) return;
  const bool changed = chown(to.c_str(), found.st_uid, found.st_gid) == 0;
  if (changed && S_ISREG(found.st_mode)) chmod(to.c_str(), found.st_mode & 07777);
}

absl::Status SyncFile(const std::string& path) { return SyncOpened(path, O_RDONLY); }

absl::Status SyncFolderOf(const std::string& path) {
  return SyncOpened(FolderOf(path), O_RDONLY | O_DIRECTORY);
}

absl::Status RenameToNew(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
    return absl::OkStatus();
  }
  if (errno != EINVAL) return Failed("Renaming a file");
  // File systems that cannot do that can make links.
  CB_RETURN_IF_ERROR(Link(from, to));
  return unlink(from.c_str()) == 0 ? absl::OkStatus() : Failed("Renaming a file");
}

absl::Status RenameOver(const std::string& from, const std::string& to) {
  return rename(from.c_str(), to.c_str()) == 0 ? absl::OkStatus()
                                               : Failed("Renaming a file");
}

absl::Status Link(const std::string& from, const std::string& to) {
  return link(from.c_str(), to.c_str()) == 0
             ? absl::OkStatus()
             : Failed("Keeping a file under another name");
}

Scratch::~Scratch() {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    unlink((path_ + ending).c_str());
  }
}

}  // namespace clausebook::storage
