#include "service/view/answer_cache.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace clausebook::view {
namespace {

// List and hash nodes of an app, roughly.
constexpr std::size_t kAppOverhead = 320;

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

AppAnswers::AppAnswers(Date day, const std::vector<Given>& given) : day_(day) {
  slots_.reserve(given.size());
  std::size_t size = 0;
  for (const Given& answer : given) size += answer.own.size();
  own_.reserve(size);
  for (const Given& answer : given) {
    const auto begin = static_cast<std::uint32_t>(own_.size());
    own_ += answer.own;
    slots_.push_back({answer.question, begin, static_cast<std::uint32_t>(own_.size()),
                      answer.at, answer.common});
  }
}

std::size_t AppAnswers::bytes() const {
  return sizeof(*this) + slots_.size() * sizeof(Slot) + own_.size();
}

std::vector<AppAnswers::Given> AppAnswers::given() const {
  std::vector<Given> all;
  all.reserve(slots_.size());
  for (const Slot& slot : slots_) {
    all.push_back({slot.question, slot.at,
                   std::string_view(own_).substr(slot.begin, slot.end - slot.begin),
                   slot.common});
  }
  return all;
}

bool AppAnswers::Find(std::span<const int> questions, std::vector<EncodedAnswer>& answers,
                      Instant& oldest, Instant& newest) const {
  const std::string_view own = own_;
  for (const int question : questions) {
    const auto slot =
        std::lower_bound(slots_.begin(), slots_.end(), question,
                         [](const Slot& s, int number) { return s.question < number; });
    if (slot == slots_.end() || slot->question != question) return false;
    oldest = std::min(oldest, slot->at);
    newest = std::max(newest, slot->at);
    answers.push_back({own.substr(slot->begin, slot->end - slot->begin), *slot->common});
  }
  return true;
}

std::vector<AnswerCache::App> AnswerCache::FindAll(
    std::span<const std::string_view> apps) {
  std::vector<App> found;
  found.reserve(apps.size());
  const std::lock_guard lock(mutex_);
  for (const std::string_view app : apps) {
    const auto it = index_.find(app);
    if (it == index_.end()) return {};
    Touch(it->second);
    found.push_back(it->second->answers);
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
    fresh.push_back(
        {answer.question, at, answer.own, common_.Intern(std::move(answer.common))});
  }
  const std::lock_guard lock(mutex_);
  const auto it = index_.find(app);
  if (it != index_.end() && it->second->answers->day() == day) {
    fresh = Merge(it->second->answers->given(), std::move(fresh));
  }
  Put(app, std::make_shared<const AppAnswers>(day, fresh));
  Trim();
}

// Only insertions push anything out: an app that was at the front a few of them ago need
// not be moved again, and most calls move nothing.
void AnswerCache::Touch(Entries::iterator entry) {
  if (turn_ - entry->asked <= index_.size() / 4) return;
  entry->asked = turn_;
  entries_.splice(entries_.begin(), entries_, entry);
}

void AnswerCache::Put(std::string_view app, App answers) {
  ++turn_;
  const auto it = index_.find(app);
  if (it != index_.end()) {
    used_ -= it->second->bytes;
    entries_.splice(entries_.begin(), entries_, it->second);
  } else {
    entries_.push_front({std::string(app), nullptr, 0, 0});
    index_.emplace(entries_.front().app, entries_.begin());
  }
  Entry& entry = entries_.front();
  entry.bytes = kAppOverhead + app.size() + answers->bytes();
  entry.answers = std::move(answers);
  entry.asked = turn_;
  used_ += entry.bytes;
}

void AnswerCache::Trim() {
  while (!entries_.empty() && used_ + common_.bytes() > limit_) {
    const auto last = std::prev(entries_.end());
    used_ -= last->bytes;
    index_.erase(last->app);
    entries_.erase(last);
  }
}

}  // namespace clausebook::view
