// Reads of filled questionnaires and of mappings.
#include <charconv>
#include <limits>
#include <map>
#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/memory/state.h"

namespace clausebook::storage {
namespace {

model::Mapping MappingAsKnown(const model::Mapping& mapping, Instant known_at) {
  model::Mapping known = mapping;
  if (known.revoke_time > known_at) {
    known.revoked_by.clear();
    known.revoke_reason.clear();
    known.revoke_time.reset();
  }
  return known;
}

// `mapping/generation`.
std::pair<std::string, std::int32_t> SplitMappingKey(const std::string& key) {
  const auto slash = key.find('/');
  std::int32_t generation = 0;
  if (slash != std::string::npos) {
    std::from_chars(key.data() + slash + 1, key.data() + key.size(), generation);
  }
  return {key.substr(0, slash), generation};
}

bool AsksOneOf(const model::ResponseItem& item, const std::set<std::string>& questions) {
  for (const model::ResponsePart& part : item.parts) {
    if (questions.contains(part.question)) return true;
  }
  return false;
}

}  // namespace

const model::ItemReview* ResponseRecord::LastReview(std::int32_t number,
                                                    Instant known_at) const {
  for (auto it = reviews.rbegin(); it != reviews.rend(); ++it) {
    if (it->number == number && it->create_time <= known_at) return &*it;
  }
  return nullptr;
}

model::ReviewedItem ResponseRecord::ItemAt(std::int32_t number, Instant known_at) const {
  model::ReviewedItem item{items->at(static_cast<std::size_t>(number) - 1), {}};
  if (const auto* last = LastReview(number, known_at)) item.review = *last;
  return item;
}

std::vector<model::ItemHead> ResponseRecord::Heads(Instant known_at) const {
  std::map<std::int32_t, const model::ItemReview*> last;
  for (const model::ItemReview& review : reviews) {
    if (review.create_time <= known_at) last[review.number] = &review;
  }
  std::vector<model::ItemHead> heads;
  for (const model::ResponseItem& item : *items) {
    const auto found = last.find(item.number);
    std::optional<model::ItemReview> review;
    if (found != last.end()) review = *found->second;
    heads.push_back({item.number, StandingOf(item, review)});
  }
  return heads;
}

model::Response ResponseRecord::AsKnown(Instant known_at) const {
  std::map<model::ItemStanding, std::int32_t> counts;
  for (const model::ItemHead& head : Heads(known_at)) ++counts[head.standing];
  model::Response known = response;
  for (const auto& [standing, count] : counts) known.tallies.push_back({standing, count});
  return known;
}

absl::StatusOr<const ResponseRecord*> State::FindFilled(const model::ResponseRef& ref,
                                                        Instant known_at) const {
  const auto found = filled.find(ref);
  if (found == filled.end() || found->second.response.create_time > known_at) {
    return NotFound("Response", ToName(ref));
  }
  return &found->second;
}

absl::StatusOr<model::Response> State::GetResponse(const model::ResponseRef& ref,
                                                   Instant known_at) const {
  CB_ASSIGN_OR_RETURN(const auto* record, FindFilled(ref, known_at));
  return record->AsKnown(known_at);
}

std::vector<model::Response> State::ListResponses(const std::string& vendor,
                                                  const std::optional<std::string>& app,
                                                  const Page& page,
                                                  Instant known_at) const {
  std::vector<model::Response> found;
  for (auto it = filled.upper_bound({vendor, page.after}); it != filled.end(); ++it) {
    const auto& [ref, record] = *it;
    if (ref.vendor != vendor) break;
    if (app && record.response.app != *app) continue;
    if (record.response.create_time > known_at) continue;
    found.push_back(record.AsKnown(known_at));
    if (found.size() >= static_cast<std::size_t>(page.limit)) break;
  }
  return found;
}

absl::StatusOr<std::vector<model::ItemHead>> State::ListItemHeads(
    const model::ResponseRef& ref, Instant known_at) const {
  CB_ASSIGN_OR_RETURN(const auto* record, FindFilled(ref, known_at));
  return record->Heads(known_at);
}

absl::StatusOr<std::vector<model::ReviewedItem>> State::GetResponseItems(
    const model::ResponseRef& ref, const std::vector<std::int32_t>& numbers,
    Instant known_at) const {
  CB_ASSIGN_OR_RETURN(const auto* record, FindFilled(ref, known_at));
  std::vector<model::ReviewedItem> found;
  for (const std::int32_t number : numbers) {
    if (number < 1 || number > record->response.item_count) {
      return NotFound("ResponseItem", ToName(model::ResponseItemRef{ref, number}));
    }
    found.push_back(record->ItemAt(number, known_at));
  }
  return found;
}

absl::StatusOr<std::vector<model::ItemReview>> State::ListItemReviews(
    const model::ResponseRef& ref, std::int32_t number, Instant known_at) const {
  CB_ASSIGN_OR_RETURN(const auto* record, FindFilled(ref, known_at));
  std::vector<model::ItemReview> found;
  for (const model::ItemReview& review : record->reviews) {
    if (review.create_time > known_at) continue;
    if (number == 0 || review.number == number) found.push_back(review);
  }
  return found;
}

std::vector<DecidedItem> State::ListDecidedItems(const DecidedFilter& filter,
                                                 Instant known_at) const {
  std::vector<DecidedItem> found;
  for (auto it = filled.lower_bound({filter.app.vendor, ""}); it != filled.end(); ++it) {
    const auto& [ref, record] = *it;
    if (ref.vendor != filter.app.vendor) break;
    if (record.response.app != filter.app.app) continue;
    if (record.response.create_time > known_at) continue;
    for (const model::ResponseItem& item : *record.items) {
      if (!AsksOneOf(item, filter.questions)) continue;
      const auto* last = record.LastReview(item.number, known_at);
      if (last == nullptr || last->decision == model::ItemDecision::kReopen) continue;
      if (filter.overridden_only && last->decision != model::ItemDecision::kOverride) {
        continue;
      }
      found.push_back({ref, {item, *last}});
    }
  }
  return found;
}

absl::StatusOr<std::shared_ptr<const std::string>> State::GetResponseFile(
    const model::ResponseRef& ref) const {
  CB_ASSIGN_OR_RETURN(const auto* record, FindFilled(ref, kEndOfTime));
  return record->file;
}

std::vector<model::Mapping> State::ListMappings(const std::string& vendor,
                                                bool include_revoked, const Page& page,
                                                Instant known_at) const {
  const auto [after, after_generation] = SplitMappingKey(page.after);
  std::vector<model::Mapping> found;
  for (auto it = mappings.lower_bound({vendor, after}); it != mappings.end(); ++it) {
    const auto& [ref, generations] = *it;
    if (ref.vendor != vendor) break;
    for (const model::Mapping& mapping : generations) {
      if (ref.mapping == after && mapping.generation <= after_generation) continue;
      if (mapping.create_time > known_at) continue;
      model::Mapping known = MappingAsKnown(mapping, known_at);
      if (known.revoke_time && !include_revoked) continue;
      found.push_back(std::move(known));
      if (found.size() >= static_cast<std::size_t>(page.limit)) return found;
    }
  }
  return found;
}

}  // namespace clausebook::storage
