#include "service/view/answer_cache.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace clausebook::view {
namespace {

// An app in list and index, roughly.
constexpr std::size_t kAppOverhead = 256;

constexpr std::size_t kCacheLine = 64;
// More of an app than this is seldom read by one call.
constexpr std::size_t kMostPrefetched = 8 * kCacheLine;

// The answers of `old` with `fresh` among them; both by question. Of two to one question
// the newer stays.
std::vector<AppAnswers::Given> Merge(std::vector<AppAnswers::Given> old,
                                     std::vector<AppAnswers::Given> fresh) {
  std::vector<AppAnswers::Given> all;
  all.reserve(old.size() + fresh.size());
  auto next = old.begin();
  for (AppAnswers::Given& answer : fresh) {
    while (next != old.end() && next->question < answer.question) {
      all.push_back(std::move(*next++));
    }
    if (next != old.end() && next->question == answer.question) {
      all.push_back(next->at > answer.at ? std::move(*next) : std::move(answer));
      ++next;
    } else {
      all.push_back(std::move(answer));
    }
  }
  std::move(next, old.end(), std::back_inserter(all));
  return all;
}

}  // namespace

AppAnswers::AppAnswers(std::string_view app, Date day, const std::vector<Given>& given)
    : day_(day), app_size_(static_cast<std::uint32_t>(app.size())) {
  std::size_t size = given.size() * sizeof(Slot) + app.size();
  for (const Given& answer : given) size += answer.own.size();
  block_size_ = static_cast<std::uint32_t>(size);
  block_ = std::make_unique<std::byte[]>(size);
  commons_.reserve(given.size());
  std::byte* slot = block_.get();
  char* const texts = reinterpret_cast<char*>(block_.get()) + given.size() * sizeof(Slot);
  char* end = std::copy(app.begin(), app.end(), texts);
  for (const Given& answer : given) {
    const auto begin = static_cast<std::uint32_t>(end - texts);
    end = std::copy(answer.own.begin(), answer.own.end(), end);
    slot = reinterpret_cast<std::byte*>(
        new (slot) Slot{answer.question, begin, static_cast<std::uint32_t>(end - texts),
                        answer.verdict, answer.at, *answer.common} +
        1);
    commons_.push_back(answer.common);
  }
}

std::size_t AppAnswers::bytes() const {
  return sizeof(*this) + block_size_ + commons_.size() * sizeof(TextPool::Text);
}

std::vector<AppAnswers::Given> AppAnswers::given() const {
  std::vector<Given> all;
  all.reserve(commons_.size());
  for (std::size_t i = 0; i < commons_.size(); ++i) {
    const Slot& slot = slots()[i];
    all.push_back({slot.question,
                   slot.at,
                   {text() + slot.begin, slot.end - slot.begin},
                   commons_[i],
                   slot.verdict});
  }
  return all;
}

void AppAnswers::Prefetch() const {
  const std::size_t size =
      std::min(commons_.size() * sizeof(Slot) + app_size_, kMostPrefetched);
  for (std::size_t i = 0; i < size; i += kCacheLine) {
    __builtin_prefetch(block_.get() + i);
  }
}

bool AppAnswers::Find(std::span<const int> questions, std::vector<EncodedAnswer>& answers,
                      Instant& oldest, Instant& newest) const {
  const std::span<const Slot> slots = this->slots();
  for (const int question : questions) {
    const auto slot =
        std::lower_bound(slots.begin(), slots.end(), question,
                         [](const Slot& s, int number) { return s.question < number; });
    if (slot == slots.end() || slot->question != question) return false;
    oldest = std::min(oldest, slot->at);
    newest = std::max(newest, slot->at);
    answers.push_back(
        {{text() + slot->begin, slot->end - slot->begin}, slot->common, slot->verdict});
  }
  return true;
}

AnswerCache::Fingerprint AnswerCache::FingerprintOf(std::string_view app) {
  return std::hash<std::string_view>()(app);
}

// With many apps in memory nothing of them is near the processor. Waiting for one after
// the other would be most of a call: each pass asks for what the next one reads.
std::vector<AnswerCache::App> AnswerCache::FindAll(
    std::span<const std::string_view> apps) {
  std::vector<Fingerprint> fingerprints;
  fingerprints.reserve(apps.size());
  for (const std::string_view app : apps) fingerprints.push_back(FingerprintOf(app));
  std::vector<App> found;
  found.reserve(apps.size());
  {
    const std::lock_guard lock(mutex_);
    for (const Fingerprint fingerprint : fingerprints) index_.prefetch(fingerprint);
    std::vector<Entry*> entries;
    entries.reserve(apps.size());
    for (const Fingerprint fingerprint : fingerprints) {
      const auto it = index_.find(fingerprint);
      if (it == index_.end()) return {};
      __builtin_prefetch(it->second.answers.get());
      entries.push_back(&it->second);
    }
    for (Entry* entry : entries) {
      Touch(*entry);
      found.push_back(entry->answers);
    }
  }
  for (const App& app : found) app->Prefetch();
  for (std::size_t i = 0; i < apps.size(); ++i) {
    if (found[i]->app() != apps[i]) return {};
  }
  return found;
}

void AnswerCache::Insert(std::string_view app, Date day, Instant at,
                         std::vector<New> answers) {
  std::sort(answers.begin(), answers.end(),
            [](const New& a, const New& b) { return a.question < b.question; });
  std::vector<AppAnswers::Given> fresh;
  fresh.reserve(answers.size());
  for (New& answer : answers) {
    fresh.push_back({answer.question, at, answer.own,
                     common_.Intern(std::move(answer.common)), answer.verdict});
  }
  const Fingerprint fingerprint = FingerprintOf(app);
  const std::lock_guard lock(mutex_);
  const auto it = index_.find(fingerprint);
  if (it != index_.end() && it->second.answers->app() == app &&
      it->second.answers->day() == day) {
    fresh = Merge(it->second.answers->given(), std::move(fresh));
  }
  Put(fingerprint, std::make_shared<const AppAnswers>(app, day, fresh));
  Trim();
}

std::size_t AnswerCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return used_ + common_.bytes();
}

std::size_t AnswerCache::apps() const {
  const std::lock_guard lock(mutex_);
  return index_.size();
}

// Only insertions push anything out: an app that was at the front a few of them ago need
// not be moved again, and most calls move nothing.
void AnswerCache::Touch(Entry& entry) {
  if (turn_ - entry.asked <= index_.size() / 4) return;
  entry.asked = turn_;
  order_.splice(order_.begin(), order_, entry.place);
}

void AnswerCache::Put(Fingerprint fingerprint, App answers) {
  ++turn_;
  const auto [it, is_new] = index_.try_emplace(fingerprint);
  Entry& entry = it->second;
  if (is_new) {
    entry.place = order_.insert(order_.begin(), fingerprint);
  } else {
    order_.splice(order_.begin(), order_, entry.place);
  }
  used_ -= entry.bytes;
  entry.bytes = kAppOverhead + answers->bytes();
  used_ += entry.bytes;
  entry.answers = std::move(answers);
  entry.asked = turn_;
}

void AnswerCache::Trim() {
  while (!order_.empty() && used_ + common_.bytes() > limit_) {
    const auto last = index_.find(order_.back());
    used_ -= last->second.bytes;
    index_.erase(last);
    order_.pop_back();
  }
}

}  // namespace clausebook::view
