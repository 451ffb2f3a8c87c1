#include "tests/faults/traced_child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>

#include "tests/faults/traced_events.h"

namespace clausebook::testing {
namespace {

// The calls by which SQLite and our own code change files.
const std::map<std::uint64_t, const char*>& Changes() {
  static const auto* const kChanges = new std::map<std::uint64_t, const char*>{
      {SYS_write, "write"},         {SYS_pwrite64, "pwrite"},
      {SYS_ftruncate, "ftruncate"}, {SYS_fallocate, "fallocate"},
      {SYS_fsync, "fsync"},         {SYS_fdatasync, "fdatasync"},
      {SYS_renameat, "rename"},     {SYS_renameat2, "rename"},
      {SYS_linkat, "link"},         {SYS_unlinkat, "unlink"},
#ifdef SYS_rename
      {SYS_rename, "rename"},       {SYS_link, "link"},
      {SYS_unlink, "unlink"},
#endif
  };
  return *kChanges;
}

constexpr std::uint64_t kOpenFlags = 2;  // the argument of openat that has them

// What the call is that the child is about to make; null if it changes nothing.
const char* ChangeIn(const struct __ptrace_syscall_info& info) {
  if (info.entry.nr == SYS_openat) {
    return (info.entry.args[kOpenFlags] & O_CREAT) != 0 ? "create" : nullptr;
  }
  // Not what it says on its standard streams.
  if (info.entry.nr == SYS_write && info.entry.args[0] <= 2) return nullptr;
  const auto found = Changes().find(info.entry.nr);
  return found == Changes().end() ? nullptr : found->second;
}

pid_t StartTraced(const std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (const auto& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(126);
    execv(argv[0], argv.data());
    _exit(127);
  }
  int status = 0;
  if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) {
    throw std::runtime_error("cannot trace " + arguments[0]);
  }
  if (ptrace(PTRACE_SETOPTIONS, pid, nullptr,
             PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) != 0) {
    throw std::runtime_error("cannot trace system calls");
  }
  return pid;
}

}  // namespace

TracedRun RunTraced(const std::vector<std::string>& arguments, int kill_before,
                    const std::string& folder) {
  TracedRun run;
  std::optional<DiskEvent> under_way;
  const pid_t pid = StartTraced(arguments);
  int status = 0;
  long signal_to_pass = 0;
  while (true) {
    ptrace(PTRACE_SYSCALL, pid, nullptr, signal_to_pass);
    signal_to_pass = 0;
    if (waitpid(pid, &status, 0) != pid) throw std::runtime_error("lost the child");
    if (WIFEXITED(status) || WIFSIGNALED(status)) break;
    if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
      signal_to_pass = WSTOPSIG(status);
      continue;
    }
    struct __ptrace_syscall_info info {};
    if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) <= 0) {
      throw std::runtime_error("cannot look at a system call");
    }
    if (info.op == PTRACE_SYSCALL_INFO_EXIT && under_way && info.exit.is_error == 0) {
      if (under_way->kind == DiskEvent::Kind::kWrite) {
        under_way->bytes.resize(static_cast<std::size_t>(info.exit.rval));
      }
      run.trace.push_back(*under_way);
    }
    under_way.reset();
    if (info.op != PTRACE_SYSCALL_INFO_ENTRY) continue;
    if (!folder.empty()) under_way = EventOf(pid, info.entry.nr, info.entry.args, folder);
    const char* change = ChangeIn(info);
    if (change == nullptr) continue;
    run.changes.emplace_back(change);
    if (static_cast<int>(run.changes.size()) == kill_before) kill(pid, SIGKILL);
  }
  run.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  return run;
}

}  // namespace clausebook::testing
