// Encoded answers in memory, an app at a time: a call about several questions looks an
// app up once.
#ifndef CLAUSEBOOK_SERVICE_VIEW_ANSWER_CACHE_H_
#define CLAUSEBOOK_SERVICE_VIEW_ANSWER_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "service/base/time.h"
#include "service/view/text_pool.h"

namespace clausebook::view {

// An answer in two parts, which may be read one after the other in any order. Apps of a
// vendor mostly have the second in common, and then it is in memory once.
struct EncodedAnswer {
  std::string_view own;
  std::string_view common;
  int verdict = 0;  // as whoever kept it numbers verdicts
};

// The encoded answers about one app on one day; immutable. With many apps in memory each
// line of it comes from far away, so what a call reads lies side by side in one block:
// where the answers are, the app's name, and what is said of this app only.
class AppAnswers {
 public:
  // The answer to a question, by its number in the catalogue. `at`: the last commit that
  // it takes into account.
  struct Given {
    int question = 0;
    Instant at;
    std::string_view own;
    TextPool::Text common;
    int verdict = 0;
  };

  // `app` is the resource name; `given` are of different questions, in the order of
  // their numbers.
  AppAnswers(std::string_view app, Date day, const std::vector<Given>& given);

  std::string_view app() const { return {text(), app_size_}; }
  Date day() const { return day_; }
  std::size_t bytes() const;
  // All that it was made of; points into it.
  std::vector<Given> given() const;

  // Asks the processor to bring what Find looks at.
  void Prefetch() const;

  // The answers to `questions`, appended to `answers`; points into this object. The
  // oldest and newest `at` among them are widened to. False if one is missing.
  bool Find(std::span<const int> questions, std::vector<EncodedAnswer>& answers,
            Instant& oldest, Instant& newest) const;

 private:
  struct Slot {
    int question = 0;
    std::uint32_t begin = 0;  // of the own part in the texts
    std::uint32_t end = 0;
    int verdict = 0;
    Instant at;
    std::string_view common;  // held by commons_
  };
  static_assert(std::is_trivially_copyable_v<Slot>);

  std::span<const Slot> slots() const {
    return {std::launder(reinterpret_cast<const Slot*>(block_.get())), commons_.size()};
  }
  // The app's name, and after it all own parts.
  const char* text() const {
    return reinterpret_cast<const char*>(block_.get()) + commons_.size() * sizeof(Slot);
  }

  Date day_;
  std::uint32_t app_size_ = 0;
  std::uint32_t block_size_ = 0;
  std::unique_ptr<std::byte[]> block_;   // slots, then texts
  std::vector<TextPool::Text> commons_;  // one for each slot
};

// Bounded by the bytes that answers take; apps that nobody has asked about for long go
// first. Thread-safe.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t limit_bytes) : limit_(limit_bytes) {}

  using App = std::shared_ptr<const AppAnswers>;

  // What is held of each of `apps`; empty if there is nothing of one of them.
  std::vector<App> FindAll(std::span<const std::string_view> apps);

  // An answer to be kept.
  struct New {
    int question = 0;
    std::string own;
    std::string common;
    int verdict = 0;
  };

  // Keeps answers about `app` as known at `at`, instead of older ones to the same
  // questions. An app's answers are of one day: those of another go.
  void Insert(std::string_view app, Date day, Instant at, std::vector<New> answers);

  // Of all that is held, about; and of how many apps.
  std::size_t bytes() const;
  std::size_t apps() const;

 private:
  // Stands for an app's name. Two apps of one fingerprint push each other out: whoever
  // finds an entry looks at the name too.
  using Fingerprint = std::uint64_t;
  struct Entry {
    App answers;
    std::list<Fingerprint>::iterator place;
    std::uint64_t asked = 0;  // the value of `turn_` then
    std::size_t bytes = 0;
  };

  static Fingerprint FingerprintOf(std::string_view app);
  void Touch(Entry& entry);
  void Put(Fingerprint fingerprint, App answers);
  void Trim();

  const std::size_t limit_;
  TextPool common_;
  mutable std::mutex mutex_;
  std::uint64_t turn_ = 0;  // counts insertions
  std::size_t used_ = 0;    // besides common_
  std::list<Fingerprint>
      order_;  // those that were asked about lately come first, roughly
  absl::flat_hash_map<Fingerprint, Entry> index_;
};

}  // namespace clausebook::view

#endif  // CLAUSEBOOK_SERVICE_VIEW_ANSWER_CACHE_H_
