#include "service/audit/checkpoint_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "service/audit/log_lines.h"
#include "service/base/error.h"

namespace clausebook::audit {
namespace {

constexpr mode_t kMode = 0644;

class CheckpointHandle {
 public:
  explicit CheckpointHandle(const std::string& path)
      : fd_(open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, kMode)) {}
  ~CheckpointHandle() {
    if (fd_ >= 0) close(fd_);
  }
  CheckpointHandle(const CheckpointHandle&) = delete;
  CheckpointHandle& operator=(const CheckpointHandle&) = delete;

  bool ok() const { return fd_ >= 0; }

  // Whether the last byte there is one that ends a line.
  bool EndsWell() const {
    struct stat info {};
    if (fstat(fd_, &info) != 0 || info.st_size == 0) return true;
    char last = 0;
    return pread(fd_, &last, 1, info.st_size - 1) == 1 && last == '\n';
  }
  bool Append(const std::string& bytes) const {
    return write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
           fdatasync(fd_) == 0;
  }

 private:
  int fd_;
};

}  // namespace

absl::Status AppendCheckpoint(const std::string& path,
                              const model::AuditCheckpoint& checkpoint) {
  const CheckpointHandle file(path);
  const std::string line = ToLine(checkpoint);
  if (file.ok() && file.Append(file.EndsWell() ? line : "\n" + line)) {
    return absl::OkStatus();
  }
  return MakeError(absl::StrCat("A checkpoint of the audit log cannot be written to '",
                                path, "': ", std::strerror(errno), "."),
                   {.reason = Reason::kStorageUnavailable});
}

}  // namespace clausebook::audit
