// What the store counts of its work, for whoever watches it.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_STORE_STATS_H_
#define CLAUSEBOOK_STORAGE_SQLITE_STORE_STATS_H_

#include <atomic>
#include <cstdint>

#include "service/base/duration_histogram.h"

namespace clausebook::storage {

// Thread-safe; only ever grows.
struct StoreStats {
  // How long reads waited for a connection; those that waited in vain included.
  DurationHistogram reader_waits;
  std::atomic<std::uint64_t> reader_timeouts{0};
  // Snapshots, from the first read to the end.
  DurationHistogram reads;
  // Write transactions from their turn to their end, and of those that were kept the
  // commit alone: with full durability that is the disk.
  DurationHistogram writes;
  DurationHistogram commits;
  std::atomic<std::uint64_t> rollbacks{0};            // transactions that were not kept
  DurationHistogram checkpoints;                      // the log folded back into the file
  std::atomic<std::uint64_t> checkpoints_blocked{0};  // of these not to the end
};

// What is so now.
struct StoreUse {
  int readers = 0;
  int readers_busy = 0;
  std::int64_t file_bytes = 0;  // of the database
  std::int64_t log_bytes = 0;   // of its write-ahead log
  std::int64_t free_bytes = 0;  // on their disk, for this process; -1: not known
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_STORE_STATS_H_
