// The versions of keyed resources: what each key held, and when.
#ifndef CLAUSEBOOK_STORAGE_MEMORY_HISTORY_H_
#define CLAUSEBOOK_STORAGE_MEMORY_HISTORY_H_

#include <map>
#include <utility>
#include <vector>

#include "service/base/time.h"
#include "storage/model/resources.h"

namespace clausebook::storage {

// Append-only. `Resource` has a `model::VersionInfo info`; an `info.update_time` is
// the time of the transaction that recorded the version. Thread-compatible.
template <typename Key, typename Resource>
class History {
 public:
  // What `key` held at `known_at`; null if nothing. Good until the next Append.
  const Resource* At(const Key& key, Instant known_at) const {
    const auto found = keys_.find(key);
    return found == keys_.end() ? nullptr : LastOf(found->second, known_at);
  }

  // What each key greater than `after` held at `known_at`, in the order of keys, until
  // `visit` returns false.
  template <typename Visit>
  void Scan(const Key& after, Instant known_at, Visit&& visit) const {
    for (auto it = keys_.upper_bound(after); it != keys_.end(); ++it) {
      const Resource* last = LastOf(it->second, known_at);
      if (last != nullptr && !visit(*last)) return;
    }
  }

  // Appends a version recorded at `now`, or with `deleted` a tombstone. The numbering
  // goes on after a tombstone; the time of creation starts anew.
  const Resource& Append(const Key& key, Resource resource, Instant now, bool deleted) {
    std::vector<Version>& versions = keys_[key];
    model::VersionInfo info{1, now, now};
    if (!versions.empty()) {
      const Version& last = versions.back();
      info.version = last.resource.info.version + 1;
      if (!last.deleted) info.create_time = last.resource.info.create_time;
    }
    resource.info = info;
    versions.push_back({std::move(resource), deleted});
    return versions.back().resource;
  }

 private:
  struct Version {
    Resource resource;
    bool deleted = false;
  };

  static const Resource* LastOf(const std::vector<Version>& versions, Instant known_at) {
    for (auto it = versions.rbegin(); it != versions.rend(); ++it) {
      if (it->resource.info.update_time > known_at) continue;
      return it->deleted ? nullptr : &it->resource;
    }
    return nullptr;
  }

  std::map<Key, std::vector<Version>> keys_;
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_MEMORY_HISTORY_H_
