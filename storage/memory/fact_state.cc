// Reads of facts, of their events, and of a publisher's whole evidence.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>

#include "storage/memory/state.h"

namespace clausebook::storage {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

// The fact as it was known then; nullopt if it was not recorded yet.
std::optional<model::Fact> AsKnown(const model::Fact& fact, Instant known_at) {
  if (fact.create_time > known_at) return std::nullopt;
  model::Fact known = fact;
  if (known.retract_time > known_at) {
    known.retract_time.reset();
    known.retract_reason.clear();
  }
  return known;
}

std::int64_t ToInt(std::string_view digits, std::int64_t otherwise) {
  std::int64_t value = otherwise;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// The part of a key up to the next slash, taken off its front.
std::string_view TakePart(std::string_view& key) {
  const std::string_view part = key.substr(0, key.find('/'));
  key.remove_prefix(std::min(key.size(), part.size() + 1));
  return part;
}

// Of one time the recordings come before the retractions: read newest first, a changed
// fact is its new generation, then the end of the old one.
struct EventKey {
  std::int64_t time = kMax;
  std::int64_t retraction = 0;
  std::int64_t sequence = kMax;

  // Whether this stands before `other` in a list.
  bool Precedes(const EventKey& other) const {
    return std::tuple(-time, retraction, -sequence) <
           std::tuple(-other.time, other.retraction, -other.sequence);
  }
  std::string ToText() const {
    return std::to_string(time) + "/" + std::to_string(retraction) + "/" +
           std::to_string(sequence);
  }
  static EventKey Parse(std::string_view text) {
    const std::int64_t time = ToInt(TakePart(text), kMax);
    const std::int64_t retraction = ToInt(TakePart(text), 0);
    return {time, retraction, ToInt(TakePart(text), kMax)};
  }
};

using KeyedEvent = std::pair<EventKey, FactEvent>;

void AddEvents(const FactRecord& record, std::vector<KeyedEvent>& events) {
  const model::Fact& fact = record.fact;
  const auto add = [&](Instant time, bool retraction) {
    events.push_back({{time.micros, retraction ? 1 : 0, record.sequence},
                      {time, retraction, *AsKnown(fact, time)}});
  };
  add(fact.create_time, false);
  if (fact.retract_time) add(*fact.retract_time, true);
}

}  // namespace

const FactRecord* State::StandingFact(const model::FactRef& ref) const {
  const auto found = facts.find(ref);
  if (found == facts.end() || found->second.back().fact.retract_time) return nullptr;
  return &found->second.back();
}

std::vector<model::Fact> State::ListFacts(const FactFilter& filter, const Page& page,
                                          Instant known_at) const {
  const auto kind =
      filter.publisher ? filter.publisher->kind : model::PublisherKind::kVendor;
  std::string_view key = page.after;
  model::FactRef after;
  after.publisher = {kind, std::string(TakePart(key))};
  after.fact = TakePart(key);
  const std::int64_t after_generation = ToInt(TakePart(key), 0);
  std::vector<model::Fact> found;
  for (auto it = facts.lower_bound(after); it != facts.end(); ++it) {
    const auto& [ref, generations] = *it;
    if (ref.publisher.kind != kind) break;
    if (filter.publisher && ref.publisher != *filter.publisher) continue;
    if (filter.fact && ref.fact != *filter.fact) continue;
    for (const FactRecord& record : generations) {
      if (ref == after && record.fact.generation <= after_generation) continue;
      auto fact = AsKnown(record.fact, known_at);
      if (!fact || (fact->retract_time && !filter.include_retracted)) continue;
      found.push_back(*std::move(fact));
      if (found.size() >= static_cast<std::size_t>(page.limit)) return found;
    }
  }
  return found;
}

std::vector<FactEvent> State::ListFactEvents(const model::Publisher& publisher,
                                             const std::optional<std::string>& fact,
                                             const Page& page,
                                             std::string* next_key) const {
  std::vector<KeyedEvent> events;
  for (const auto& [ref, generations] : facts) {
    if (ref.publisher != publisher || (fact && ref.fact != *fact)) continue;
    for (const FactRecord& record : generations) AddEvents(record, events);
  }
  std::sort(events.begin(), events.end(),
            [](const auto& a, const auto& b) { return a.first.Precedes(b.first); });
  if (!page.after.empty()) {
    const EventKey after = EventKey::Parse(page.after);
    std::erase_if(events, [&](const auto& e) { return !after.Precedes(e.first); });
  }
  next_key->clear();
  const auto limit = static_cast<std::size_t>(page.limit);
  if (events.size() > limit) {
    events.erase(std::next(events.begin(), page.limit), events.end());
    *next_key = events.back().first.ToText();
  }
  std::vector<FactEvent> found;
  for (KeyedEvent& event : events) found.push_back(std::move(event.second));
  return found;
}

std::vector<model::Rejection> State::ListRejections(const model::Publisher& publisher,
                                                    Instant known_at) const {
  std::vector<model::Rejection> found;
  for (const auto& [key, rejection] : rejections) {
    if (rejection.policy.publisher == publisher && rejection.create_time <= known_at) {
      found.push_back(rejection);
    }
  }
  return found;
}

std::shared_ptr<const model::EvidenceBase> State::LoadEvidence(
    const model::Publisher& publisher, Instant known_at) const {
  const Page all{"", std::numeric_limits<int>::max()};
  auto base = std::make_shared<model::EvidenceBase>();
  base->publisher = publisher;
  for (model::Policy& policy : ListPolicies(publisher, all, known_at)) {
    model::PolicyEvidence evidence;
    for (const RevisionRecord* record : RevisionsAt(policy.ref, known_at, false)) {
      evidence.revisions.push_back({record->AsKnown(known_at), *record->clauses});
      evidence.revisions.back().revision.source = nullptr;
    }
    evidence.policy = std::move(policy);
    base->policies.push_back(std::move(evidence));
  }
  base->facts = ListFacts({.publisher = publisher}, all, known_at);
  return base;
}

}  // namespace clausebook::storage
