#include "service/main/heap.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

namespace clausebook {
namespace {

constexpr int kFewestHeaps = 2;
// What is larger is mapped by itself and given back as soon as it is freed: documents,
// reports, large pages of lists. Fixed, since glibc raises it up to 32 MiB otherwise.
constexpr int kLargeBytes = 1 << 20;

constexpr std::size_t kLittleBytes = 4 << 20;

bool IsSet(const char* variable) { return std::getenv(variable) != nullptr; }

}  // namespace

void BoundHeap() {
  if (IsSet("GLIBC_TUNABLES") || IsSet("MALLOC_ARENA_MAX")) return;
  const auto processors = static_cast<int>(std::thread::hardware_concurrency());
  mallopt(M_ARENA_MAX, std::max(kFewestHeaps, processors));
  mallopt(M_MMAP_THRESHOLD, kLargeBytes);
  mallopt(M_TRIM_THRESHOLD, kLargeBytes);
}

bool TrimHeap() {
  const std::optional<HeapUse> use = LookAtHeap();
  if (!use || use->free < kLittleBytes) return false;
  malloc_trim(0);
  return true;
}

std::optional<HeapUse> LookAtHeap() {
  const struct mallinfo2 info = mallinfo2();
  if (info.arena == 0 && info.hblkhd == 0) return std::nullopt;
  return HeapUse{info.uordblks + info.hblkhd, info.fordblks};
}

}  // namespace clausebook
