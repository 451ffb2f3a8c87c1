// clausebook-extract FORMAT MEMORY_MIB CPU_SECONDS: reads a document from standard input
// and writes what is in it to standard output (worker_result.h). Started by whoever reads
// documents of others; not for people. What it may do is taken from it before it looks at
// the document.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "service/base/error.h"
#include "service/evidence/documents/extract.h"
#include "service/evidence/documents/worker_result.h"

namespace clausebook::evidence {
namespace {

// Sanitizers reserve terabytes of address space, and look at their own process through
// files and pipes: these two limits are not for them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

// What is above `value` ends in a signal that says so; above `most`, in SIGKILL.
bool Limit(int resource, rlim_t value, rlim_t most) {
  const rlimit limit{value, most};
  return setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) == 0;
}

bool Limit(int resource, rlim_t value) { return Limit(resource, value, value); }

// Before the document comes: memory, time, no dumps, no files written, no programs.
bool LimitResources(rlim_t memory_mib, rlim_t seconds) {
  if (!kSanitized && !Limit(RLIMIT_AS, memory_mib << 20)) return false;
  return Limit(RLIMIT_CPU, seconds, seconds + 1) && Limit(RLIMIT_CORE, 0) &&
         Limit(RLIMIT_FSIZE, 0) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
}

std::optional<std::string> ReadAll() {
  std::string bytes;
  std::array<char, 1 << 16> buffer;
  while (bytes.size() <= kMaxDocumentBytes) {
    const ssize_t got = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return bytes;
}

bool WriteAll(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

std::optional<rlim_t> ReadNumber(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

int Main(int argc, char** argv) {
  const auto format = argc == 4 ? FormatFromName(argv[1]) : std::nullopt;
  const auto memory = argc == 4 ? ReadNumber(argv[2]) : std::nullopt;
  const auto seconds = argc == 4 ? ReadNumber(argv[3]) : std::nullopt;
  if (!format || !memory || !seconds) {
    std::fputs("usage: clausebook-extract html|docx|pdf MEMORY_MIB CPU_SECONDS\n",
               stderr);
    return 2;
  }
  if (!LimitResources(*memory, *seconds)) return 3;
  const std::optional<std::string> bytes = ReadAll();
  if (!bytes) return 4;
  PrepareExtraction(*bytes, *format);
  // From here on nothing can be opened: neither files nor sockets.
  if (!kSanitized && !Limit(RLIMIT_NOFILE, 0)) return 3;
  const bool written = WriteAll(EncodeResult(ExtractDocument(*bytes, *format)));
  // Without tearing down what a hostile document built.
  _exit(written ? 0 : 5);
}

}  // namespace
}  // namespace clausebook::evidence

int main(int argc, char** argv) {
  try {
    return clausebook::evidence::Main(argc, argv);
  } catch (const std::bad_alloc&) {
    return 6;
  }
}
