// Encoded answers in memory, an app at a time: a call about several questions looks an
// app up once.
#ifndef CLAUSEBOOK_SERVICE_VIEW_ANSWER_CACHE_H_
#define CLAUSEBOOK_SERVICE_VIEW_ANSWER_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
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

// The encoded answers about one app on one day; immutable, and in one piece of memory but
// for what it has in common with other apps.
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

  const std::string& app() const { return app_; }
  Date day() const { return day_; }
  std::size_t bytes() const;
  // All that it was made of; points into it.
  std::vector<Given> given() const;

  // Asks the processor to bring what Find looks at.
  void Prefetch() const {
    __builtin_prefetch(app_.data());
    __builtin_prefetch(slots_.data());
  }

  // The answers to `questions`, appended to `answers`; points into this object. The
  // oldest and newest `at` among them are widened to. False if one is missing.
  bool Find(std::span<const int> questions, std::vector<EncodedAnswer>& answers,
            Instant& oldest, Instant& newest) const;

 private:
  struct Slot {
    int question = 0;
    std::uint32_t begin = 0;  // of the own part
    std::uint32_t end = 0;
    int verdict = 0;
    Instant at;
    std::string_view text;  // of `common`, without a way over the string
    TextPool::Text common;
  };

  std::string app_;
  Date day_;
  std::vector<Slot> slots_;
  std::string own_;  // of all slots
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
