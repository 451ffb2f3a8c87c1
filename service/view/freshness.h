// Tells whether what was read from one snapshot is still good for another.
//
// Every entry of a cache remembers the last commit that its snapshot held. This
// remembers, for each publisher, the last commit that touched it; an entry is fresh
// while none came after. A fill that races with a commit is thereby never served:
// its snapshot is older than the commit.
#ifndef CLAUSEBOOK_SERVICE_VIEW_FRESHNESS_H_
#define CLAUSEBOOK_SERVICE_VIEW_FRESHNESS_H_

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "service/base/time.h"
#include "storage/store.h"

namespace clausebook::view {

// Thread-safe.
class Freshness {
 public:
  // `latest`: the store's last commit; everything up to it counts as noted.
  explicit Freshness(Instant latest) : noted_(latest.micros) {}

  // The last commit that was noted.
  Instant Latest() const { return Instant{noted_.load()}; }

  // Commits have to be noted in their order, each before it is acknowledged.
  void Note(const storage::Commit& commit) {
    if (commit.time == Instant{}) return;
    const std::unique_lock lock(mutex_);
    for (const auto& publisher : commit.touched) touched_[publisher] = commit.time;
    noted_ = commit.time.micros;
  }

  // Whether what was loaded of `publisher` at `loaded` holds every acknowledged
  // commit.
  bool IsCurrent(const model::Publisher& publisher, Instant loaded) const {
    if (loaded >= Latest()) return true;
    const std::shared_lock lock(mutex_);
    return LastTouch(publisher) <= loaded;
  }

  // Whether what was loaded of `publisher` at `loaded` is what a snapshot at
  // `snapshot` would load.
  bool IsSame(const model::Publisher& publisher, Instant loaded, Instant snapshot) const {
    if (loaded == snapshot) return true;
    const std::shared_lock lock(mutex_);
    // Of commits that are not noted yet nobody knows whom they touched.
    if (std::max(loaded, snapshot) > Latest()) return false;
    return LastTouch(publisher) <= std::min(loaded, snapshot);
  }

 private:
  Instant LastTouch(const model::Publisher& publisher) const {
    const auto it = touched_.find(publisher);
    return it == touched_.end() ? Instant{} : it->second;
  }

  mutable std::shared_mutex mutex_;
  std::atomic<std::int64_t> noted_;              // microseconds; written under the mutex
  std::map<model::Publisher, Instant> touched_;  // since the start only
};

}  // namespace clausebook::view

#endif  // CLAUSEBOOK_SERVICE_VIEW_FRESHNESS_H_
