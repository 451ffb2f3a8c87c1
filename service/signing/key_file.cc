#include "service/signing/key_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::signing {
namespace {

constexpr std::size_t kMostKeyFile = 16 << 10;  // one key has some 120 bytes
constexpr mode_t kForOwner = 0600;
constexpr mode_t kForAll = 0644;

class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  bool good() const { return descriptor_ >= 0; }
  int operator*() const { return descriptor_; }

 private:
  int descriptor_;
};

// Gone again, whatever happens, once the key stands under its own name.
class Draft {
 public:
  explicit Draft(std::string path) : path_(std::move(path)) {}
  ~Draft() { unlink(path_.c_str()); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  const char* path() const { return path_.c_str(); }

 private:
  std::string path_;
};

absl::Status Unwritten(const std::string& path) {
  return MakeError(
      absl::StrCat("'", path, "' cannot be written: ", std::strerror(errno), "."),
      {.reason = Reason::kStorageUnavailable, .metadata = {{"path", path}}});
}

absl::Status Taken(const std::string& path) {
  return MakeError(absl::StrCat("There is something called '", path,
                                "' already, and keys are not overwritten. Name another "
                                "file."),
                   {.reason = Reason::kAlreadyExists, .metadata = {{"path", path}}});
}

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

// The name is only good on the disk once its folder is.
bool SyncFolder(const std::string& path) {
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "."
                             : slash == 0               ? "/"
                                                        : path.substr(0, slash);
  const OpenFile opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.good() && fsync(*opened) == 0;
}

absl::Status CreateWhole(const std::string& path, std::string_view bytes, mode_t mode) {
  // A name of its own: two that make one key at a time must not share a draft.
  std::string name = path + ".XXXXXX";
  const OpenFile file(mkostemp(name.data(), O_CLOEXEC));  // 0600, and nobody else's
  if (!file.good()) return Unwritten(path);
  const Draft draft(name);
  if (!WriteAll(*file, bytes) || fchmod(*file, mode) != 0 || fsync(*file) != 0) {
    return Unwritten(path);
  }
  // A link fails where a name is taken; rename() would take its place.
  if (link(draft.path(), path.c_str()) != 0) {
    return errno == EEXIST ? Taken(path) : Unwritten(path);
  }
  return SyncFolder(path) ? absl::OkStatus() : Unwritten(path);
}

absl::Status Unreadable(std::string_view field, const std::string& path,
                        std::string_view why) {
  return InvalidField(field, absl::StrCat("The file '", path, "' ", std::string(why)));
}

struct KeyFile {
  std::string bytes;
  bool open_to_all = false;  // everybody on the machine may read it
};

// Without waiting for a pipe that nobody writes to.
absl::StatusOr<KeyFile> ReadKeyFile(std::string_view field, const std::string& path) {
  const OpenFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat found {};
  if (!file.good() || fstat(*file, &found) != 0) {
    return Unreadable(field, path,
                      absl::StrCat("cannot be read: ", std::strerror(errno), "."));
  }
  if (S_ISDIR(found.st_mode)) return Unreadable(field, path, "is a folder.");
  if (!S_ISREG(found.st_mode)) return Unreadable(field, path, "is no regular file.");
  std::string bytes(kMostKeyFile + 1, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t got = read(*file, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return Unreadable(field, path,
                        absl::StrCat("cannot be read: ", std::strerror(errno), "."));
    }
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > kMostKeyFile) return Unreadable(field, path, "is too long for a key, so it is another file.");
  if (size == 0) return Unreadable(field, path, "is empty.");
  bytes.resize(size);
  return KeyFile{std::move(bytes), (found.st_mode & S_IRWXO) != 0};
}

// An error about the key as one about the file that it is in.
absl::Status InFile(std::string_view field, const std::string& path,
                    const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  if (!detail || detail->violations.empty()) return status;
  return InvalidField(field, absl::StrCat("The file '", path, "' has no key to use. ",
                                          detail->violations.front().description));
}

}  // namespace

absl::Status CreatePrivateKeyFile(const std::string& path, const PrivateKey& key) {
  CB_ASSIGN_OR_RETURN(std::string pem, key.SecretPem());
  const absl::Status created = CreateWhole(path, pem, kForOwner);
  Wipe(pem);
  return created;
}

absl::Status CreatePublicKeyFile(const std::string& path, const PublicKey& key) {
  return CreateWhole(path, key.pem(), kForAll);
}

absl::StatusOr<PrivateKey> ReadPrivateKeyFile(std::string_view field,
                                              const std::string& path) {
  CB_ASSIGN_OR_RETURN(KeyFile file, ReadKeyFile(field, path));
  auto key = PrivateKey::FromPem(file.bytes);
  Wipe(file.bytes);
  // First what it is: whoever gave a public key by mistake need not close it.
  if (!key.ok()) return InFile(field, path, key.status());
  if (file.open_to_all) {
    return Unreadable(field, path,
                      "is open to everybody on this machine, which no private key may "
                      "be. Close it with chmod 600, or make a new key if others were "
                      "here.");
  }
  return key;
}

absl::StatusOr<PublicKey> ReadPublicKeyFile(std::string_view field,
                                            const std::string& path) {
  CB_ASSIGN_OR_RETURN(const KeyFile file, ReadKeyFile(field, path));
  auto key = PublicKey::FromPem(file.bytes);
  if (!key.ok()) return InFile(field, path, key.status());
  return key;
}

}  // namespace clausebook::signing
