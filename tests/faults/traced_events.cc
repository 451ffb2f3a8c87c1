#include "tests/faults/traced_events.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace clausebook::testing {
namespace {

using Kind = DiskEvent::Kind;
using Arguments = std::uint64_t[6];

std::string Memory(pid_t pid, std::uint64_t at, std::size_t size) {
  std::string bytes(size, '\0');
  iovec here{bytes.data(), size};
  // NOLINTNEXTLINE(performance-no-int-to-ptr): an address in the child
  iovec there{reinterpret_cast<void*>(at), size};
  const ssize_t got = process_vm_readv(pid, &here, 1, &there, 1, 0);
  if (got < 0) throw std::runtime_error("cannot read the child's memory");
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

// Byte by byte: what follows the string need not be there.
std::string Text(pid_t pid, std::uint64_t at) {
  std::string text;
  while (true) {
    const std::string next = Memory(pid, at + text.size(), 1);
    if (next.empty() || next[0] == '\0') return text;
    text += next;
  }
}

// The name of what lies in the folder; empty: it is elsewhere, or no content.
std::string NameIn(const std::string& folder, std::string_view path) {
  if (path.size() <= folder.size() + 1 || path.substr(0, folder.size()) != folder ||
      path[folder.size()] != '/') {
    return "";
  }
  const std::string_view name = path.substr(folder.size() + 1);
  return name.ends_with("-shm") || name.ends_with(" (deleted)") ? "" : std::string(name);
}

std::string InProc(pid_t pid, const char* what, std::uint64_t descriptor) {
  return "/proc/" + std::to_string(pid) + "/" + what + "/" + std::to_string(descriptor);
}

std::string PathOf(pid_t pid, std::uint64_t descriptor) {
  std::array<char, 4096> path;
  const ssize_t size =
      readlink(InProc(pid, "fd", descriptor).c_str(), path.data(), path.size());
  return size < 0 ? "" : std::string(path.data(), static_cast<std::size_t>(size));
}

std::int64_t PositionOf(pid_t pid, std::uint64_t descriptor) {
  std::ifstream info(InProc(pid, "fdinfo", descriptor));
  std::string word;
  std::int64_t position = 0;
  info >> word >> position;
  if (word != "pos:") throw std::runtime_error("a file of the child has no position");
  return position;
}

std::optional<DiskEvent> Named(DiskEvent event) {
  if (event.file.empty()) return std::nullopt;
  return event;
}

std::optional<DiskEvent> OfOpen(pid_t pid, const Arguments& arguments,
                                const std::string& folder) {
  const std::string path = Text(pid, arguments[1]);
  const bool there = std::filesystem::exists(path);
  if ((arguments[2] & O_CREAT) != 0 && !there) {
    return Named({Kind::kCreate, NameIn(folder, path)});
  }
  if ((arguments[2] & O_TRUNC) != 0) {
    return Named({Kind::kTruncate, NameIn(folder, path)});
  }
  return std::nullopt;
}

std::optional<DiskEvent> OfSync(pid_t pid, std::uint64_t descriptor,
                                const std::string& folder) {
  const std::string path = PathOf(pid, descriptor);
  if (path == folder) return DiskEvent{Kind::kSyncNames};
  return Named({Kind::kSync, NameIn(folder, path)});
}

std::optional<DiskEvent> OfWrite(pid_t pid, const Arguments& arguments,
                                 std::int64_t offset, const std::string& folder) {
  const std::string name = NameIn(folder, PathOf(pid, arguments[0]));
  if (name.empty()) return std::nullopt;
  return DiskEvent{Kind::kWrite, name, offset, Memory(pid, arguments[1], arguments[2])};
}

std::optional<DiskEvent> OfTwoNames(Kind kind, const std::string& folder,
                                    const std::string& from, const std::string& to) {
  DiskEvent event{kind, NameIn(folder, from)};
  event.other = NameIn(folder, to);
  return Named(event);
}

}  // namespace

std::optional<DiskEvent> EventOf(pid_t pid, std::uint64_t call,
                                 const Arguments& arguments, const std::string& folder) {
  const auto text = [&](int argument) { return Text(pid, arguments[argument]); };
  switch (call) {
    case SYS_openat:
      return OfOpen(pid, arguments, folder);
    case SYS_write: {
      const std::string path = PathOf(pid, arguments[0]);
      if (NameIn(folder, path).empty()) return std::nullopt;
      return OfWrite(pid, arguments, PositionOf(pid, arguments[0]), folder);
    }
    case SYS_pwrite64:
      return OfWrite(pid, arguments, static_cast<std::int64_t>(arguments[3]), folder);
    case SYS_ftruncate:
      return Named({Kind::kTruncate, NameIn(folder, PathOf(pid, arguments[0])),
                    static_cast<std::int64_t>(arguments[1])});
    case SYS_fsync:
    case SYS_fdatasync:
      return OfSync(pid, arguments[0], folder);
    case SYS_renameat:
    case SYS_renameat2:
      return OfTwoNames(Kind::kRename, folder, text(1), text(3));
    case SYS_linkat:
      return OfTwoNames(Kind::kLink, folder, text(1), text(3));
    case SYS_unlinkat:
      return Named({Kind::kDelete, NameIn(folder, text(1))});
#ifdef SYS_rename
    case SYS_rename:
      return OfTwoNames(Kind::kRename, folder, text(0), text(1));
    case SYS_link:
      return OfTwoNames(Kind::kLink, folder, text(0), text(1));
    case SYS_unlink:
      return Named({Kind::kDelete, NameIn(folder, text(0))});
    case SYS_open:
    case SYS_creat:
    case SYS_truncate:
#endif
    case SYS_writev:
      if (arguments[0] <= 2) return std::nullopt;  // its standard streams
      [[fallthrough]];
    case SYS_pwritev:
    case SYS_pwritev2:
    case SYS_fallocate:
    case SYS_copy_file_range:
    case SYS_sendfile:
    case SYS_splice:
      throw std::runtime_error("the child changes files by a call that is not known: " +
                               std::to_string(call));
    default:
      return std::nullopt;
  }
}

}  // namespace clausebook::testing
