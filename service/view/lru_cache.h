// A cache bounded by the bytes that its entries say they take.
#ifndef CLAUSEBOOK_SERVICE_VIEW_LRU_CACHE_H_
#define CLAUSEBOOK_SERVICE_VIEW_LRU_CACHE_H_

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace clausebook::view {

// Least recently used goes first. Thread-safe. Value is cheap to copy.
template <typename Value>
class LruCache {
 public:
  explicit LruCache(std::size_t limit_bytes) : limit_(limit_bytes) {}

  std::optional<Value> Find(std::string_view key) {
    const std::lock_guard lock(mutex_);
    const auto it = index_.find(key);
    if (it == index_.end()) return std::nullopt;
    entries_.splice(entries_.begin(), entries_, it->second);
    return it->second->value;
  }

  // Replaces what is under `key`. An entry larger than the whole cache is not kept.
  void Insert(std::string key, Value value, std::size_t bytes) {
    bytes += key.size() + kOverhead;
    const std::lock_guard lock(mutex_);
    if (const auto it = index_.find(key); it != index_.end()) Remove(it->second);
    if (bytes > limit_) return;
    while (used_ + bytes > limit_) Remove(std::prev(entries_.end()));
    entries_.push_front({std::move(key), std::move(value), bytes});
    index_.emplace(entries_.front().key, entries_.begin());
    used_ += bytes;
  }

  std::size_t bytes() const {
    const std::lock_guard lock(mutex_);
    return used_;
  }
  std::size_t entries() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
  }

 private:
  // List and hash nodes, roughly.
  static constexpr std::size_t kOverhead = 128;

  struct Entry {
    std::string key;
    Value value;
    std::size_t bytes = 0;
  };

  void Remove(typename std::list<Entry>::iterator entry) {
    used_ -= entry->bytes;
    index_.erase(entry->key);
    entries_.erase(entry);
  }

  mutable std::mutex mutex_;
  const std::size_t limit_;
  std::size_t used_ = 0;
  std::list<Entry> entries_;
  std::unordered_map<std::string_view, typename std::list<Entry>::iterator> index_;
};

}  // namespace clausebook::view

#endif  // CLAUSEBOOK_SERVICE_VIEW_LRU_CACHE_H_
