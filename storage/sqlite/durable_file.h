// Files beside the database, put in their places so that a power failure leaves the old
// or the new one. All errors are UNAVAILABLE (kStorageUnavailable) unless said otherwise.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_DURABLE_FILE_H_
#define CLAUSEBOOK_STORAGE_SQLITE_DURABLE_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace clausebook::storage {

// None of these may be used on a database that this process has open: closing the file
// would drop SQLite's locks on it.

struct FileDigest {
  std::string sha256;
  std::int64_t size_bytes = 0;
};

// NOT_FOUND if there is no such file.
absl::StatusOr<FileDigest> DigestFile(const std::string& path);
absl::StatusOr<std::string> ReadSmallFile(const std::string& path);

// The folder that a path lies in.
std::string FolderOf(const std::string& path);
bool FileExists(const std::string& path);

// Writes a new file, which only its owner may read, and brings it to the disk.
absl::Status WriteDurably(const std::string& path, std::string_view bytes);
// The same with the bytes of another file.
absl::Status CopyDurably(const std::string& from, const std::string& to);
// Gives a file the owner and group of another file or folder, as far as this process may,
// and its mode if that is a file.
void CopyOwner(const std::string& from, const std::string& to);
absl::Status SyncFile(const std::string& path);
// Brings names to the disk: of the folder that `path` lies in.
absl::Status SyncFolderOf(const std::string& path);

// In one step. ALREADY_EXISTS if there is a file `to`.
absl::Status RenameToNew(const std::string& from, const std::string& to);
// In one step, in the place of what is there.
absl::Status RenameOver(const std::string& from, const std::string& to);
// Another name for a file. ALREADY_EXISTS if there is a file `to`.
absl::Status Link(const std::string& from, const std::string& to);

// A database file with its company (-wal, -shm, -journal), removed at the end of a scope.
class Scratch {
 public:
  explicit Scratch(std::string path) : path_(std::move(path)) {}
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_DURABLE_FILE_H_
