#include "tests/faults/failing_allocator.h"

#include <sqlite3.h>

namespace clausebook::testing {
namespace {

struct ShortMemory {
  sqlite3_mem_methods real{};
  long long count = 0;
  long long nth = 0;  // 0: none fails
  bool for_good = false;
  int hits = 0;

  bool Fails() {
    ++count;
    if (nth == 0 || count < nth || (count > nth && !for_good)) return false;
    ++hits;
    return true;
  }
};
ShortMemory short_memory;

void* AllocateOrNot(int size) {
  return short_memory.Fails() ? nullptr : short_memory.real.xMalloc(size);
}
void* ReallocateOrNot(void* old, int size) {
  return short_memory.Fails() ? nullptr : short_memory.real.xRealloc(old, size);
}

}  // namespace

void FailingAllocator::SetUp() {
  sqlite3_shutdown();
  ASSERT_EQ(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &short_memory.real), SQLITE_OK);
  sqlite3_mem_methods ours = short_memory.real;
  ours.xMalloc = AllocateOrNot;
  ours.xRealloc = ReallocateOrNot;
  ASSERT_EQ(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours), SQLITE_OK);
  ASSERT_EQ(sqlite3_initialize(), SQLITE_OK);
}

int FailNth(long long nth, bool for_good) {
  const int hits = short_memory.hits;
  short_memory.count = 0;
  short_memory.hits = 0;
  short_memory.for_good = for_good;
  short_memory.nth = nth;
  return hits;
}

}  // namespace clausebook::testing
