// What is told of the process, under the names that Prometheus' clients use.
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>

#include "service/main/heap.h"
#include "service/main/monitoring/server_metrics.h"

namespace clausebook::monitoring {
namespace {

double CpuSeconds() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  double total = 0, resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double OpenDescriptors() {
  std::error_code error;
  double count = 0;
  for (std::filesystem::directory_iterator at("/proc/self/fd", error), end;
       !error && at != end; at.increment(error)) {
    ++count;
  }
  return count > 0 ? count - 1 : 0;  // one is the listing's own
}

double MostDescriptors() {
  rlimit limit{};
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<double>(limit.rlim_cur) : 0;
}

// When the machine started; whole seconds, and always the same.
double BootSeconds() {
  std::ifstream file("/proc/stat");
  std::string word;
  double seconds = 0;
  while (file >> word) {
    if (word == "btime" && file >> seconds) return seconds;
  }
  return 0;
}

double StartSeconds() {
  std::ifstream file("/proc/self/stat");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  // The name, in parentheses, may hold anything; the start is the 20th field behind it.
  const auto name_end = text.rfind(')');
  if (name_end == std::string::npos) return 0;
  std::istringstream fields(text.substr(name_end + 1));
  std::string skipped;
  for (int i = 0; i < 19; ++i) fields >> skipped;
  double ticks = 0;
  fields >> ticks;
  return BootSeconds() + ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

void AddProcessFamilies(Families& out) {
  AddGauge(out, "process_start_time_seconds", "When the process started.",
           StartSeconds());
  AddCounter(out, "process_cpu_seconds_total", "Processor time used.", CpuSeconds());
  AddGauge(out, "process_resident_memory_bytes", "Memory in use.", ResidentBytes());
  if (const std::optional<HeapUse> heap = LookAtHeap()) {
    AddGauge(out, "clausebook_heap_in_use_bytes", "Memory that the program holds.",
             static_cast<double>(heap->in_use));
    AddGauge(out, "clausebook_heap_free_bytes",
             "Memory that it was given and does not hold now.",
             static_cast<double>(heap->free));
  }
  AddGauge(out, "process_open_fds", "Open descriptors.", OpenDescriptors());
  AddGauge(out, "process_max_fds", "How many it may open.", MostDescriptors());
}

}  // namespace clausebook::monitoring
