// How the process keeps its memory, and how much of it.
#ifndef CLAUSEBOOK_SERVICE_MAIN_HEAP_H_
#define CLAUSEBOOK_SERVICE_MAIN_HEAP_H_

#include <cstddef>
#include <optional>

namespace clausebook {

// Bounds what is free in the heap and yet not given back to the system. To be called
// before the first thread starts. What an operator says in the environment
// (MALLOC_ARENA_MAX, GLIBC_TUNABLES) counts.
//
// glibc gives threads heaps of their own, eight for each processor, and what is free in
// one is of no use to the others: under load the process grew by half of what it held, as
// heap after heap came to its most. Calls are short and threads few, so one for each
// processor (and at least two) costs nothing that could be measured.
void BoundHeap();

// Gives back what is free in whole pages, if it is more than a few MiB. Under load that
// comes and goes the most that each heap ever held would stay with the process otherwise.
// Takes a millisecond or so for a hundred MiB, during which threads may wait to allocate;
// so once a minute is enough. False: there was little.
bool TrimHeap();

// In bytes, over all heaps.
struct HeapUse {
  std::size_t in_use = 0;
  std::size_t free = 0;  // set aside and not in use; what was given back of it included
};
// A look at every heap: some microseconds, during which threads may wait to allocate.
// Nothing if the process allocates by another library than glibc (preloaded, a
// sanitizer).
std::optional<HeapUse> LookAtHeap();

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_HEAP_H_
